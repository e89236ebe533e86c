import Binding
import Plan

/// `pivot` and `totals`: each cell and each total over the items behind it, each item once.
extension ReferenceEvaluator {
  func totalled(_ query: BoundQuery) throws -> [[Value]] {
    guard let last = query.steps.lastIndex(where: { if case .group = $0 { true } else { false } }),
      case .group(let grouping) = query.steps[last]
    else { return [] }
    let later = query.steps[(last + 1)...]
    let before = try rows(of: query, after: query.steps[..<last])
    let shown = try apply(later, to: grouped(grouping, before))
    /// The frame of a total over some of the rows that are shown.
    func total(_ rows: [Row], _ keys: [Value]) throws -> Row {
      let behind = Set(rows.flatMap(\.behind)).sorted()
      var whole = grouping
      whole.keys = []
      var row = try grouped(whole, behind.map { before[$0] })[0]
      row.slots = keys + row.slots
      for step in later {
        switch step {
        case .slot(let expression): row.slots.append(try value(expression, row))
        case .each: row.slots.append(.blank)
        default: break
        }
      }
      return row
    }
    guard let pivot = query.pivot else {
      let blanks = grouping.keys.map { _ in Value.blank }
      let rows = try (shown + [total(shown, blanks)]).map { try outputs(query, $0) }
      let place = query.outputs.firstIndex {
        if case .slot(let slot) = $0.expression.kind { slot < grouping.keys.count } else { false }
      }
      return named(rows, at: place)
    }
    return try crossed(query, pivot, shown, total)
  }

  private func crossed(
    _ query: BoundQuery, _ pivot: BoundPivot, _ groups: [Row], _ total: ([Row], [Value]) throws -> Row
  ) throws -> [[Value]] {
    let heads = unique(groups.map { $0.slots[0] })
    let columns = unique(groups.map { $0.slots[1] })
    func cell(_ row: Row) throws -> Value { labelled(try value(pivot.cell, row)) }
    func isIn(_ row: Row, _ key: Int, _ value: Value) -> Bool { identity(row.slots[key]) == identity(value) }
    var rows = try heads.map { head in
      let line = groups.filter { isIn($0, 0, head) }
      var row = [labelled(head)] + (try line.map { try cell($0) })
      if query.hasTotals { row.append(try cell(total(line, [head, .blank]))) }
      return row
    }
    guard query.hasTotals else { return rows }
    let bottom = try columns.map { column in
      try cell(total(groups.filter { isIn($0, 1, column) }, [.blank, column]))
    }
    rows.append([.blank] + bottom + [try cell(total(groups, [.blank, .blank]))])
    return named(rows, at: 0)
  }

  private func unique(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert(identity($0)).inserted }
  }

  /// The column that bears the name of the total is text.
  private func named(_ rows: [[Value]], at place: Int?) -> [[Value]] {
    guard let place else { return rows }
    var rows = rows
    for index in rows.indices { rows[index][place] = shownText(rows[index][place]) }
    rows[rows.count - 1][place] = .text("Total")
    return rows
  }

  private func shownText(_ value: Value) -> Value {
    switch value {
    case .integer(let integer): .text(String(integer))
    case .decimal(let decimal): .text(NumberText.text(decimal))
    case .condition(let condition): .text(condition ? "yes" : "no")
    case .choice(let enumeration, let code): .text(enumeration.text(of: code) ?? "")
    case .ref(let ref): .text(ref.text)
    case .period(let period): .text(period.text())
    case .blank, .text, .item, .list: value
    }
  }
}
