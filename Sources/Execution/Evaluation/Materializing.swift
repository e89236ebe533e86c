import Binding
import Plan

extension Evaluator {
  /// The values as a column of their own, a row each.
  func aligned(_ vector: Vector) throws -> Column {
    switch vector {
    case .constant(let constant, let type, let count):
      return .repeating(constant, type, count: count)
    case .values(let column, .all):
      return column
    case .values(.text(let column), .some(let rows)):
      // Long texts that many rows share are not copied for each of them.
      var size = 0
      for row in rows { size += column.range(at: Int(row)).count }
      return size > column.bytes.count
        ? .name(column.asNames(rows.map { $0 + 1 })) : .text(column.gather(rows))
    case .values(let column, .some(let rows)):
      return column.gather(rows)
    case .lists(let lists):
      let own = try lists.expanded(noRange, run)
      return .list(ListColumn(offsets: own.offsets, elements: try aligned(own.members)))
    }
  }

  /// The values as a column and the rows of it that are meant, nil for all: stored columns are shared.
  func stored(_ vector: Vector) throws -> (values: Column, rows: [UInt32]?) {
    switch vector {
    case .constant(let constant, let type, let count):
      return (.repeating(constant, type, count: 1), [UInt32](repeating: 0, count: count))
    case .values(let column, .all):
      return (column, nil)
    case .values(let column, .some(let rows)):
      return (column, rows)
    case .lists(let lists):
      let shown = lists.reached()
      let elements = try aligned(shown.members)
      let rows: [UInt32]? = if case .some(let rows) = shown.places { rows } else { nil }
      return (.list(ListColumn(offsets: shown.offsets, elements: elements)), rows)
    }
  }

  /// Looks at the labels instead of the members where they are fewer.
  private func hasBlankLabel(_ members: Vector) throws -> Bool {
    guard case .values(let labels, let rows) = members, labels.count < rows.count else { return true }
    return try present(.values(labels, .all(labels.count)), run).count < labels.count
  }

  /// Items by what names them, also in lists; other values as they are.
  func labelled(_ vector: Vector) throws -> Vector {
    switch vector {
    case .constant(let constant, let type, let count):
      guard case .item(let entity) = type.element else { return vector }
      let label = Schema[entity].fields[Schema[entity].label].type
      return .constant(constant, type.isList ? .list(label) : label, count: count)
    case .values(.item(let column), let rows):
      let (labels, named) = (plan.labels(of: column.entity), Selection.some(column.rows).selecting(rows))
      return column.hasBlank ? .stored(labels, orBlank: named.rows) : .stored(labels, named)
    case .values:
      return vector
    case .lists(var lists):
      switch lists.members {
      case .values(.item, _), .constant(_, .item, count: _): break
      default: return vector
      }
      lists.members = try labelled(lists.members)
      return .lists(
        try hasBlankLabel(lists.members) ? lists.keeping(try present(lists.members, run), run) : lists)
    }
  }
}
