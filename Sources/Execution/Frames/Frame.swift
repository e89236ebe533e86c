import Plan

/// Rows of items on their way through a query, and what was worked out for them.
struct Frame {
  /// What the rows are; nil once `distinct` has ended the items, and for members that are no items.
  var entity: Entity?
  /// The rows of `entity`'s table.
  var rows: Selection
  /// Aligned with `rows`.
  var slots: [Vector]
  /// The member itself, where the frame is that of a list of values.
  var member: Vector?

  var count: Int { rows.count }

  /// The rows at these positions, in that order.
  func narrowed(to positions: Selection) -> Frame {
    if case .all = positions { return self }
    return Frame(
      entity: entity, rows: rows.selecting(positions), slots: slots.map { $0.selected(positions) },
      member: member?.selected(positions))
  }
}
