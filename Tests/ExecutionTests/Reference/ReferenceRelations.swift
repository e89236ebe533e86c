import Binding
import Plan

/// How two present values stand to each other, written as the doc comments of `Relation` say it.
enum ReferenceRelations {
  static func holds(_ a: Value, _ relation: Relation, _ b: Value, foldedPattern: [UInt8]? = nil) -> Bool {
    switch (a, b) {
    case (.text(let a), .text(let b)):
      return text(a, relation, b, foldedPattern)
    case (.period(let a), .period(let b)):
      return period(a, relation, b)
    case (.choice(_, let a), .choice(_, let b)):
      if relation == .worse { return a < b }
      if relation == .better { return a > b }
      return ordered(a, relation, b)
    case (.integer(let a), .integer(let b)): return ordered(a, relation, b)
    case (.decimal(let a), .decimal(let b)): return ordered(a, relation, b)
    case (.ref(let a), .ref(let b)): return ordered(a, relation, b)
    case (.condition(let a), .condition(let b)):
      return (relation == .equal || relation == .identical) && a == b
    default: return false
    }
  }

  private static func ordered<T: Comparable>(_ a: T, _ relation: Relation, _ b: T) -> Bool {
    switch relation {
    case .equal, .identical: a == b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    default: false
    }
  }

  private static func text(_ a: String, _ relation: Relation, _ b: String, _ pattern: [UInt8]?) -> Bool {
    let (x, y) = (Folding.fold(a), Folding.fold(b))
    let part = pattern ?? y
    switch relation {
    case .equal: return x == y
    case .identical: return Array(a.utf8) == Array(b.utf8)
    case .less: return x.lexicographicallyPrecedes(y)
    case .lessOrEqual: return !y.lexicographicallyPrecedes(x)
    case .greater: return y.lexicographicallyPrecedes(x)
    case .greaterOrEqual: return !x.lexicographicallyPrecedes(y)
    case .startsWith: return x.starts(with: part)
    case .endsWith: return x.reversed().starts(with: part.reversed())
    case .contains:
      return part.isEmpty || x.indices.contains { x[$0...].starts(with: part) }
    default: return false
    }
  }

  private static func period(_ a: Period, _ relation: Relation, _ b: Period) -> Bool {
    switch relation {
    case .equal, .identical: a == b
    case .less, .before: a.last < b.first
    case .lessOrEqual, .endsBy: a.last <= b.last
    case .greater, .after: a.first > b.last
    case .greaterOrEqual, .startsFrom: a.first >= b.first
    case .within: a.first >= b.first && a.last <= b.last
    case .overlaps: a.first <= b.last && a.last >= b.first
    default: false
    }
  }

  /// Sorting: negative, zero, positive. Blanks last; items were replaced by their labels.
  static func order(_ a: Value, _ b: Value, isDescending: Bool) -> Int {
    if a.isBlank || b.isBlank { return (a.isBlank ? 1 : 0) - (b.isBlank ? 1 : 0) }
    let order = presentOrder(a, b)
    return isDescending ? -order : order
  }

  private static func presentOrder(_ a: Value, _ b: Value) -> Int {
    func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : (a == b ? 0 : 1) }
    switch (a, b) {
    case (.text(let a), .text(let b)):
      let (x, y) = (Folding.fold(a), Folding.fold(b))
      return x == y ? 0 : (x.lexicographicallyPrecedes(y) ? -1 : 1)
    case (.integer(let a), .integer(let b)): return sign(a, b)
    case (.decimal(let a), .decimal(let b)): return sign(a, b)
    case (.condition(let a), .condition(let b)): return sign(a ? 1 : 0, b ? 1 : 0)
    case (.choice(_, let a), .choice(_, let b)): return sign(a, b)
    case (.ref(let a), .ref(let b)): return sign(a, b)
    case (.period(let a), .period(let b)): return sign(a, b)
    case (.list(let a), .list(let b)):
      for (x, y) in zip(a, b) {
        let order = presentOrder(x, y)
        if order != 0 { return order }
      }
      return sign(a.count, b.count)
    default: return 0
    }
  }
}
