/// One field of an entity, as declared in `Schema`.
package struct Field: Sendable {
  package enum Role: Hashable, Sendable {
    /// Kept in plan files: a JSON key and a SQLite column of the field's name.
    case stored
    /// The item that this one belongs to.
    case parent
    /// Worked out from stored fields when the plan is built.
    case derived
    /// A list of the items that belong to this one, or that a party has a part in.
    case children
  }

  package var name: String
  package var aliases: [String]
  package var type: ValueType
  package var role: Role
  /// Values repeat, so they are kept as codes into a dictionary.
  package var isRepeated: Bool
  /// The declared values of a number, such as impact 1 to 4.
  package var scale: ClosedRange<Int64>?
  /// Belongs to `*`.
  package var isInStar: Bool
  /// Left out of a table on a narrow terminal where no `select` asked for it.
  package var isDetail: Bool
  package var help: String

  init(
    _ name: String, _ type: ValueType, _ role: Role = .stored, aliases: [String] = [], repeated: Bool = false,
    scale: ClosedRange<Int64>? = nil, star: Bool? = nil, detail: Bool = false, help: String
  ) {
    self.name = name
    self.aliases = aliases
    self.type = type
    self.role = role
    self.isRepeated = repeated
    self.scale = scale
    self.isInStar = star ?? (role == .stored || role == .parent)
    self.isDetail = detail
    self.help = help
  }
}

/// One entity, as declared in `Schema`.
package struct EntityDescription: Sendable {
  package var entity: Entity
  /// The name of a source: `actions`.
  package var name: String
  /// `action`, accepted for `actions`, and the name of the SQLite table.
  package var singular: String
  package var help: String
  package var fields: [Field]
  /// The index of the field whose value names an item in output and comparison.
  package var label: Int

  /// The index of a field by its name or alias, ignoring case.
  package func index(of name: String) -> Int? {
    let lower = name.lowercased()
    return fields.firstIndex { $0.name == lower } ?? fields.firstIndex { $0.aliases.contains(lower) }
  }

  /// The indexes of `*`, in order.
  package var star: [Int] { fields.indices.filter { fields[$0].isInStar } }
}

/// A computed field: a formula in the query language, which `.schema` shows and a script can override.
package struct ComputedField: Sendable {
  package var entity: Entity
  package var name: String
  package var formula: String
  package var help: String
}
