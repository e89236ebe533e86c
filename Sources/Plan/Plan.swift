// Plan: what a plan is (the schema), the values it holds and the columns that hold them, made by `PlanBuilder` and
// never changed after; and `ResultTable`, the answer to a query. It reads no file and knows no query.

import Synchronization

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

/// A table that is made when it is first asked for: assignments take a sixth of the memory of a plan and follow from the
/// rest of it, and most questions are not about them.
final class LateTable: Sendable {
  private let made = Mutex<Table?>(nil)
  private let make: @Sendable () -> Table

  init(_ make: @escaping @Sendable () -> Table) { self.make = make }

  /// Whoever asks while it is being made waits for it.
  var table: Table {
    made.withLock { made in
      let table = made ?? make()
      made = table
      return table
    }
  }
}

/// A plan in memory. Made by `PlanBuilder.finish`.
package struct Plan: Sendable {
  private let tables: [Table]
  private let assignments: LateTable

  /// `tables` has an empty one in place of `assignments`.
  init(tables: [Table], assignments: LateTable) {
    self.tables = tables
    self.assignments = assignments
  }

  package subscript(entity: Entity) -> Table {
    entity == .assignments ? assignments.table : tables[entity.rawValue]
  }

  package subscript(field: FieldID) -> Column { self[field.entity].columns[field.index] }

  /// The values that name the items of an entity in output and comparison, a row each: an objective's number, an
  /// action's ref, an officer's name.
  package func labels(of entity: Entity) -> Column { self[entity].columns[Schema[entity].label] }
}
