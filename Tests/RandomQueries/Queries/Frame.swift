import Plan

/// A piece of a query that stands for a value.
struct Value {
  var text: String
  var type: ValueType
  /// Its decimals are multiples of a small power of two, so that sums of them do not depend on their order.
  var isExact = true

  func renamed(_ name: String) -> Value { Value(text: name, type: type, isExact: isExact) }
}

/// What names mean at one place of a query.
struct Frame {
  indirect enum Base {
    case item(Entity)
    /// In brackets of a list of values, with the member's name.
    case member(ValueType)
    case columns
    /// Aggregates are over the frame before.
    case groups(Frame, isWhole: Bool)
  }

  var base: Base
  /// Aliases, columns, keys.
  var names: [Value] = []

  var entity: Entity? { if case .item(let entity) = base { entity } else { nil } }

  /// Fields that a member of `each` stands before.
  func hides(_ path: SchemaPath) -> Bool {
    if names.isEmpty { return false }
    var prefix = ""
    for step in path.steps {
      prefix += (prefix.isEmpty ? "" : ".") + step.name
      if names.contains(where: { $0.text == prefix }) { return true }
    }
    return false
  }

  mutating func replace(_ value: Value) {
    names.removeAll { $0.text == value.text }
    names.append(value)
  }
}

/// A query as far as it is written.
struct Written {
  var text: String
  var frame: Frame
  /// What a bare `distinct` or a set operation would see.
  var columns: [Value]?
  var added: [Value] = []
  var isShaped = false
  /// Nothing can follow.
  var isEnded = false

  init(_ text: String, _ frame: Frame) {
    self.text = text
    self.frame = frame
  }

  /// The columns as they stand.
  var shown: [Value] {
    if let columns { return columns }
    var shown: [Value] = []
    switch frame.base {
    case .item(let entity):
      for index in Schema[entity].star {
        let field = Schema[entity].fields[index]
        shown.append(
          frame.names.first { $0.text == field.name } ?? Value(text: field.name, type: field.type))
      }
    case .groups(_, isWhole: false): shown = keys
    default: shown = frame.names
    }
    return shown + added.filter { new in !shown.contains { $0.text == new.text } }
  }

  /// After `group by`: the keys, and `count`.
  var keys: [Value] = []
}
