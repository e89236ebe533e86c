import Binding
import Plan

/// One value by itself: what the reference evaluator works with.
indirect enum Value: Hashable {
  case blank
  case text(String)
  case integer(Int64)
  case decimal(Double)
  case condition(Bool)
  case choice(Enumeration, UInt8)
  case ref(Ref)
  case period(Period)
  case item(Entity, Int)
  case list([Value])

  init(_ constant: Constant) {
    switch constant {
    case .blank: self = .blank
    case .text(let text): self = text.isEmpty ? .blank : .text(text)
    case .integer(let value): self = .integer(value)
    case .decimal(let value): self = .decimal(value)
    case .condition(let value): self = .condition(value)
    case .choice(let enumeration, let code): self = code == 0 ? .blank : .choice(enumeration, code)
    case .ref(let ref): self = ref == .blank ? .blank : .ref(ref)
    case .period(let period): self = .period(period)
    }
  }

  init(_ column: Column, _ row: Int) {
    if case .list(let column) = column {
      self = .list(column.range(at: row).map { Value(column.elements, $0) })
      return
    }
    if column.isBlank(at: row) {
      self = .blank
      return
    }
    switch column {
    case .text(let column): self = .text(column.string(at: row))
    // A blank must have code 0, so an empty text here is a mistake that shows.
    case .name(let column): self = .text(column.string(at: row))
    case .integer(let column): self = .integer(column.values[row])
    case .decimal(let column): self = .decimal(column.values[row])
    case .condition(let column): self = .condition(column.values[row])
    case .choice(let column): self = .choice(column.enumeration, column.codes[row])
    case .ref(let column): self = .ref(Ref(packed: column.values[row]))
    case .period(let column): self = column.period(at: row).map { .period($0) } ?? .blank
    case .item(let column): self = .item(column.entity, Int(column.rows[row]))
    case .list: self = .blank
    }
  }

  var isBlank: Bool { self == .blank || self == .list([]) }

  /// A list's members; a value that is none counts as a list of one, and blank as one of none.
  var members: [Value] {
    switch self {
    case .blank: []
    case .list(let members): members
    default: [self]
    }
  }

  var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
  var period: Period? { if case .period(let period) = self { period } else { nil } }
  var text: String { if case .text(let text) = self { text } else { "" } }
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let value): value
    default: nil
    }
  }
}
