import Binding
import Plan

/// What an expression gives for the rows of a frame: columns are looked at through selections and not copied, so
/// that a plain field costs nothing, however many rows were filtered before.
indirect enum Vector {
  case constant(Constant, ValueType, count: Int)
  /// The rows of a column that holds no lists.
  case values(Column, Selection)
  case lists(Lists)

  var count: Int {
    switch self {
    case .constant(_, _, let count): count
    case .values(_, let rows): rows.count
    case .lists(let lists): lists.places.count
    }
  }

  /// The values at these positions, in that order.
  func selected(_ positions: Selection) -> Vector {
    guard case .some(let rows) = positions else { return self }
    switch self {
    case .constant(let constant, let type, _): return .constant(constant, type, count: rows.count)
    case .values(let column, let old): return .values(column, old.selecting(positions))
    case .lists(let lists):
      return .lists(
        Lists(
          offsets: lists.offsets, members: lists.members, places: lists.places.selecting(positions),
          shape: lists.shape))
    }
  }

  /// The values of a stored column at some rows.
  static func stored(_ column: Column, _ rows: Selection) -> Vector {
    guard case .list(let list) = column else { return .values(column, rows) }
    let members = Vector.values(list.elements, .all(list.elements.count))
    return .lists(Lists(offsets: list.offsets, members: members, places: rows, shape: list.shape))
  }

  /// As `stored`, where `Column.noRow` stands for blank.
  static func stored(_ column: Column, orBlank rows: [UInt32]) -> Vector {
    guard ListKernels.holdsNoRow(rows) else { return .stored(column, .some(rows)) }
    // Text is not copied a row each: the column becomes a dictionary with a blank before it.
    if case .text(let text) = column {
      return .values(.name(text.asNames(rows.map { $0 == Column.noRow ? 0 : $0 + 1 })), .all(rows.count))
    }
    return .stored(column.gather(rows), .all(rows.count))
  }
}

/// A list a row: list `places[i]` is the run `offsets[place]..<offsets[place + 1]` of `members`.
struct Lists {
  var offsets: [UInt32]
  var members: Vector
  var places: Selection
  /// nil where it is not known.
  var shape: ListShape?

  init(offsets: [UInt32], members: Vector, places: Selection, shape: ListShape? = nil) {
    self.offsets = offsets
    self.members = members
    self.places = places
    self.shape = shape
  }

  /// Whether every list holds exactly one member.
  var areSingle: Bool { (shape ?? ListShape(offsets)) == .single }

  /// Whether every list holds a member.
  var areFilled: Bool { (shape ?? ListShape(offsets)) != .any }

  var listCount: Int { offsets.count - 1 }

  func range(_ list: Int) -> Range<Int> { Int(offsets[list])..<Int(offsets[list + 1]) }
}

extension TextColumn {
  /// These texts as a dictionary, one code later each; code 0 is blank, and the only one that is.
  func asNames(_ codes: [UInt32]) -> NameColumn {
    let codes = codes.map { $0 == 0 || isBlank(at: Int($0) - 1) ? 0 : $0 }
    return NameColumn(codes: codes, dictionary: TextColumn(bytes: bytes, offsets: [0] + offsets))
  }
}
