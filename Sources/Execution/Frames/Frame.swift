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

/// The rows of another frame that groups were made of: group `g` of `grouping` has the positions
/// `offsets[g]..<offsets[g + 1]` of `rows`, which are positions in `frame`.
struct GroupRows {
  /// Boxed, as a frame of groups can itself be grouped.
  private let box: [Frame]
  var grouping: BoundGrouping
  var offsets: [UInt32]
  var rows: Selection
  /// The group of each row of the frame of groups.
  var places: Selection

  init(frame: Frame, grouping: BoundGrouping, offsets: [UInt32], rows: Selection, places: Selection) {
    box = [frame]
    self.grouping = grouping
    self.offsets = offsets
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
    var marks = [Bool](repeating: false, count: frame.count)
    for group in places.distinct(of: offsets.count - 1).rows {
      for place in offsets[Int(group)]..<offsets[Int(group) + 1] { marks[rows.row(at: Int(place))] = true }
    }
    var kept: [UInt32] = []
    for (position, isKept) in marks.enumerated() where isKept {
      kept.append(UInt32(truncatingIfNeeded: position))
    }
    return frame.narrowed(to: kept.count == frame.count ? .all(frame.count) : .some(kept))
  }
}
