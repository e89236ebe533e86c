// Plan: what a plan is (the schema), the values it holds and the columns that hold them, made by `PlanBuilder` and
// never changed after; and `ResultTable`, the answer to a query. It reads no file and knows no query.

/// The items of one entity, a column for each field of `Schema[entity].fields`, in that order.
package struct Table: Sendable {
  package let entity: Entity
  package let rowCount: Int
  package let columns: [Column]

  package init(entity: Entity, rowCount: Int, columns: [Column]) {
    self.entity = entity
    self.rowCount = rowCount
    self.columns = columns
  }
}

/// A plan in memory. Made by `PlanBuilder.finish`.
package struct Plan: Sendable {
  private let tables: [Table]

  init(tables: [Table]) { self.tables = tables }

  package subscript(entity: Entity) -> Table { tables[entity.rawValue] }

  package subscript(field: FieldID) -> Column { tables[field.entity.rawValue].columns[field.index] }

  /// The values that name the items of an entity in output and comparison, a row each: an objective's number, an
  /// action's ref, an officer's name.
  package func labels(of entity: Entity) -> Column { self[entity].columns[Schema[entity].label] }
}
