import Binding
import Language
import Plan

/// `totals` and `pivot`: what is worked out over the items of several groups at once, never from cells.
extension QueryRun {
  static let columnLimit = 2_000
  private static let totalName = "Total"

  /// The columns with one row more.
  func withTotals(_ columns: [ResultColumn], _ query: BoundQuery, _ frame: Frame) throws -> [ResultColumn] {
    guard let rows = frame.groups else { throw ExecutionFailure.failed(.misbound(noRange)) }
    let total = try regrouped(rows, query, keeping: [])
    // The first column that is a key bears the name.
    let keyCount = rows.grouping.keys.count
    let place = query.outputs.firstIndex { output in
      if case .slot(let slot) = output.expression.kind { slot < keyCount } else { false }
    }
    var result: [ResultColumn] = []
    for (index, output) in query.outputs.enumerated() {
      var column = columns[index]
      if index == place {
        column = named(column, frame.count)
      } else {
        column = try joined(column, try self.column(output, of: total), count: frame.count)
      }
      result.append(column)
    }
    return result
  }

  /// The key's values as text, then `Total`.
  private func named(_ column: ResultColumn, _ count: Int) -> ResultColumn {
    let texts = (0..<count).map { column.values.shownText(at: column.source(of: $0), evaluator.run) }
    return ResultColumn(
      name: column.name, type: .text, isDetail: column.isDetail,
      values: .text(TextColumn(texts + [Self.totalName])))
  }

  private func joined(_ column: ResultColumn, _ total: ResultColumn, count: Int) throws -> ResultColumn {
    let parts = [column.shown(count), total.shown(1)]
    guard let values = try Column.joined(parts) else { throw ExecutionFailure.failed(.misbound(noRange)) }
    return ResultColumn(
      name: column.name, type: column.type, isDetail: column.isDetail, values: values)
  }

  /// The rows of all groups that are shown, by some of the keys; the others are blank.
  private func regrouped(_ rows: GroupRows, _ query: BoundQuery, keeping kept: [Int]) throws -> Frame {
    let keys = rows.grouping.keys
    var grouping = rows.grouping
    grouping.keys = kept.map { keys[$0] }
    var frame = try evaluator.grouped(grouping, rows.shown())
    let aggregates = frame.slots[kept.count...]
    var slots = keys.map { key in
      evaluator.nothing(key.isEach ? key.expression.type.element : key.expression.type, count: frame.count)
    }
    for (place, key) in kept.enumerated() { slots[key] = frame.slots[place] }
    frame.slots = slots + aggregates
    let last = query.steps.lastIndex { if case .group = $0 { true } else { false } } ?? -1
    for step in query.steps[(last + 1)...] {
      switch step {
      case .slot: frame = try apply(step, to: frame)
      // The total is over items, each once, and has no member of a list of a group.
      case .each(let list): frame.slots.append(evaluator.nothing(list.type.element, count: frame.count))
      default: break
      }
    }
    return frame
  }

  // MARK: - Pivot

  /// A row for each value of the first key, a column for each of the second. The groups are complete and in key
  /// order, so that they are the cells from left to right and from top to bottom.
  func pivot(
    _ pivot: BoundPivot, _ query: BoundQuery, _ frame: Frame
  ) throws -> (columns: [ResultColumn], rowCount: Int, heads: [PivotHead]) {
    guard let rows = frame.groups, let key = query.outputs.first, rows.grouping.keys.count == 2 else {
      throw ExecutionFailure.failed(.misbound(noRange))
    }
    let heads = try evaluator.distinctRows([frame.slots[0]], count: frame.count)
    let width = heads.count == 0 ? 0 : frame.count / heads.count
    guard width <= Self.columnLimit else {
      throw ExecutionFailure.failed(
        .tooManyColumns(rows.grouping.keys[1].expression.range, width))
    }
    var first = try column(key, of: frame.narrowed(to: heads))
    let names = try evaluator.labelled(
      frame.slots[1].selected(Selection.all(frame.count).slice(count: width, offset: 0)))
    let (nameValues, nameRows) = try evaluator.stored(names)
    let cell = BoundOutput(name: "", expression: pivot.cell)
    let cells = try column(cell, of: frame).shown(frame.count)
    var columns: [ResultColumn] = []
    var values: [Constant] = []
    for place in 0..<width {
      let picked = (0..<heads.count).map { UInt32(truncatingIfNeeded: $0 * width + place) }
      let source = nameRows.map { Int($0[place]) } ?? place
      let text = nameValues.shownText(at: source, evaluator.run)
      values.append(nameValues.constant(at: source))
      columns.append(
        ResultColumn(name: text.isEmpty ? "blank" : text, type: pivot.cell.type, values: cells.gather(picked))
      )
    }
    var count = heads.count
    if query.hasTotals {
      (first, columns) = try pivotTotals(cell, query, rows, first, columns, count: count)
      count += 1
    }
    let named = unique([first] + columns)
    let shown = zip(named.dropFirst(), values).map { PivotHead(name: $0.name, value: $1) }
    return (named, count, shown)
  }

  private func pivotTotals(
    _ cell: BoundOutput, _ query: BoundQuery, _ rows: GroupRows, _ first: ResultColumn,
    _ columns: [ResultColumn],
    count: Int
  ) throws -> (ResultColumn, [ResultColumn]) {
    let byRow = try column(cell, of: try regrouped(rows, query, keeping: [0])).shown(count)
    let byColumn = try column(cell, of: try regrouped(rows, query, keeping: [1])).shown(columns.count)
    let all = try column(cell, of: try regrouped(rows, query, keeping: [])).shown(1)
    var result: [ResultColumn] = []
    for (place, column) in columns.enumerated() {
      let total = byColumn.gather([UInt32(truncatingIfNeeded: place)])
      guard let values = try Column.joined([column.values, total]) else { continue }
      result.append(ResultColumn(name: column.name, type: column.type, values: values))
    }
    if let values = try Column.joined([byRow, all]) {
      result.append(ResultColumn(name: Self.totalName, type: cell.expression.type, values: values))
    }
    return (named(first, count), result)
  }

  /// No name twice: a later one gets a number.
  private func unique(_ columns: [ResultColumn]) -> [ResultColumn] {
    var taken: Set<String> = []
    return columns.map { column in
      var column = column
      let name = column.name
      var number = 2
      while !taken.insert(column.name).inserted {
        column.name = "\(name)_\(number)"
        number += 1
      }
      return column
    }
  }
}

extension ResultColumn {
  /// The values as they are shown, a row each.
  fileprivate func shown(_ count: Int) -> Column {
    guard let rows else { return values }
    return values.gather(rows)
  }
}

extension Column {
  /// A value of a key; lists and items are none.
  fileprivate func constant(at row: Int) -> Constant {
    if isBlank(at: row) { return .blank }
    return switch self {
    case .text(let column): .text(column.string(at: row))
    case .name(let column): .text(column.string(at: row))
    case .integer(let column): .integer(column.values[row])
    case .decimal(let column): .decimal(column.values[row])
    case .condition(let column): .condition(column.values[row])
    case .choice(let column): .choice(column.enumeration, column.codes[row])
    case .ref(let column): .ref(Ref(packed: column.values[row]))
    case .period(let column): column.period(at: row).map { .period($0) } ?? .blank
    case .item, .list: .blank
    }
  }

  /// A value of a key as it is printed; empty for blank.
  fileprivate func shownText(at row: Int, _ run: Run) -> String {
    if isBlank(at: row) { return "" }
    return switch self {
    case .text(let column): column.string(at: row)
    case .name(let column): column.string(at: row)
    case .integer(let column): String(column.values[row])
    case .decimal(let column): NumberText.text(column.values[row])
    case .condition(let column): column.values[row] ? "yes" : "no"
    case .choice(let column): column.enumeration.text(of: column.codes[row]) ?? ""
    case .ref(let column): Ref(packed: column.values[row]).text
    case .period(let column): column.period(at: row)?.text(startMonth: run.financialYearStart) ?? ""
    case .item: ""
    case .list(let column):
      column.range(at: row).map { column.elements.shownText(at: $0, run) }.joined(separator: "; ")
    }
  }
}
