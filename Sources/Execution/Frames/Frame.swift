import Binding
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
  /// The rows behind each row, where these are groups.
  var groups: GroupRows?

  var count: Int { rows.count }

  /// The rows at these positions, in that order.
  func narrowed(to positions: Selection) -> Frame {
    if case .all = positions { return self }
    return Frame(
      entity: entity, rows: rows.selecting(positions), slots: slots.map { $0.selected(positions) },
      member: member?.selected(positions), groups: groups?.selected(positions))
  }
}

/// The rows of another frame that groups were made of: `groups` says of what group row `rows[i]` of `frame` is.
struct GroupRows {
  /// Boxed, as a frame of groups can itself be grouped.
  private let box: [Frame]
  let grouping: BoundGrouping
  let groups: RowGroups
  /// How many groups there are, with those that have no rows.
  let count: Int
  let rows: Selection
  /// The group of each row of the frame of groups.
  var places: Selection

  init(
    frame: Frame, grouping: BoundGrouping, groups: RowGroups, count: Int, rows: Selection, places: Selection
  ) {
    box = [frame]
    self.grouping = grouping
    self.groups = groups
    self.count = count
    self.rows = rows
    self.places = places
  }

  func selected(_ positions: Selection) -> GroupRows {
    var result = self
    result.places = places.selecting(positions)
    return result
  }

  /// The rows of all groups that are shown, each once.
  func shown() -> Frame {
    guard let frame = box.first else { return Frame(entity: nil, rows: .none, slots: [], member: nil) }
    let isShown = places.mask(of: count)
    var marks = [Bool](repeating: false, count: frame.count)
    for (place, number) in groups.numbers().enumerated() where isShown[Int(number)] {
      marks[rows.row(at: place)] = true
    }
    return frame.narrowed(to: Marks.kept(marks))
  }
}
