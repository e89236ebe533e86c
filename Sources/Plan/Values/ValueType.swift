/// What a field or an expression can hold. Every type has a blank beside its values.
package indirect enum ValueType: Hashable, Sendable {
  case text
  case integer
  case decimal
  case condition
  case enumeration(Enumeration)
  case period
  /// `2.4`: the objective's number and the item's own; compares as two numbers.
  case ref
  case item(Entity)
  case list(ValueType)

  package var isList: Bool {
    if case .list = self { true } else { false }
  }

  /// The type of a list's members, or the type itself.
  package var element: ValueType {
    if case .list(let element) = self { element } else { self }
  }
}

/// The two numbers of a ref in one word, so that refs compare and sort as one integer.
package struct Ref: Hashable, Comparable, Sendable {
  package var packed: Int64

  package init(packed: Int64) { self.packed = packed }

  package init(objective: Int32, number: Int32) {
    packed = Int64(objective) << 32 | Int64(UInt32(bitPattern: number))
  }

  package static let blank = Ref(packed: .min)

  package var objective: Int32 { Int32(truncatingIfNeeded: packed >> 32) }
  package var number: Int32 { Int32(truncatingIfNeeded: packed) }

  package var text: String { self == .blank ? "" : "\(objective).\(number)" }

  /// Reads `2.4`; nil where it is no ref.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let objective = Int32(parts[0]), let number = Int32(parts[1]), objective >= 0,
      number >= 0
    else { return nil }
    self.init(objective: objective, number: number)
  }

  package static func < (a: Ref, b: Ref) -> Bool { a.packed < b.packed }
}
