extension Plan {
  // The columns that the code itself names, by their kinds. A name or a kind that is wrong is a mistake of the
  // program, and the first test that makes a plan finds it.

  func integers(_ entity: Entity, _ name: String) -> IntegerColumn {
    if case .integer(let column) = self[Schema.id(entity, name)] { column } else { mismatch(entity, name) }
  }

  func choices(_ entity: Entity, _ name: String) -> ChoiceColumn {
    if case .choice(let column) = self[Schema.id(entity, name)] { column } else { mismatch(entity, name) }
  }

  func items(_ entity: Entity, _ name: String) -> ItemColumn {
    if case .item(let column) = self[Schema.id(entity, name)] { column } else { mismatch(entity, name) }
  }

  func lists(_ entity: Entity, _ name: String) -> ListColumn {
    if case .list(let column) = self[Schema.id(entity, name)] { column } else { mismatch(entity, name) }
  }

  func periods(_ entity: Entity, _ name: String) -> PeriodColumn {
    if case .period(let column) = self[Schema.id(entity, name)] { column } else { mismatch(entity, name) }
  }

  func conditions(_ entity: Entity, _ name: String) -> ConditionColumn {
    if case .condition(let column) = self[Schema.id(entity, name)] { column } else { mismatch(entity, name) }
  }

  func refs(_ entity: Entity) -> RefColumn {
    if case .ref(let column) = self[Schema.id(entity, "ref")] { column } else { mismatch(entity, "ref") }
  }

  private func mismatch(_ entity: Entity, _ name: String) -> Never {
    schemaMistake("\(Schema[entity].name).\(name) is of another type")
  }
}

extension Column {
  /// Calls `visit` with every row that is blank.
  func eachBlank(_ visit: (Int) -> Void) {
    switch self {
    case .text(let column):
      for row in 0..<column.count where column.isBlank(at: row) { visit(row) }
    case .name(let column):
      for (row, code) in column.codes.enumerated() where code == 0 { visit(row) }
    default:
      for row in 0..<count where isBlank(at: row) { visit(row) }
    }
  }

  /// The text of a row that names an item: a text, a name, an integer or a ref; empty for other kinds and blank.
  func text(at row: Int) -> String {
    switch self {
    case .text(let column): column.string(at: row)
    case .name(let column): column.string(at: row)
    case .integer(let column): column.isBlank(at: row) ? "" : String(column.values[row])
    case .ref(let column): Ref(packed: column.values[row]).text
    default: ""
    }
  }
}
