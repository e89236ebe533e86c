import Binding
import Plan

/// What an answer is like, for those who draw it.
extension QueryRun {
  /// - Parameter first: the column that names the rows.
  func shape(of query: BoundQuery, _ frame: Frame, first: ResultColumn?, _ heads: [PivotHead]) -> ResultShape
  {
    var shape = ResultShape(asAt: query.asAt, hasTotals: query.hasTotals)
    guard let grouping = frame.groups?.grouping else { return shape }
    shape.keys = query.outputs.indices.filter { index in
      if case .slot(let slot) = query.outputs[index].expression.kind {
        slot < grouping.keys.count
      } else {
        false
      }
    }
    guard let pivot = query.pivot, grouping.keys.count == 2 else { return shape }
    shape.pivot = PivotShape(rowKey: query.outputs.first?.name ?? "", columnKey: pivot.columnKey)
    if grouping.keys[0].isScale {
      // A row of totals made the column one of texts, so that the values come from the groups.
      let width = max(1, heads.count)
      shape.pivot?.rowLevels = stride(from: 0, to: frame.count, by: width).map {
        frame.slots[0].whole(at: $0)
      }
    }
    if grouping.keys[1].isScale { shape.pivot?.columnLevels = heads.map(\.value.whole) }
    return shape
  }
}

extension Vector {
  /// The whole number at a position; nil for blank and for every other value.
  fileprivate func whole(at position: Int) -> Int64? {
    switch self {
    case .constant(let constant, _, _): return constant.whole
    case .values(.integer(let column), let rows):
      let row = rows.row(at: position)
      return column.isBlank(at: row) ? nil : column.values[row]
    case .values, .lists: return nil
    }
  }
}
