import Plan

/// Reads the rows of one table, each when the next begins, because a row may go on in the rows below it.
struct TableReader {
  private var columns: TableColumns
  private var pending: TableRow?
  private var hasRows = false
  private let context: DocumentContext

  init(_ kind: TableKind, headings: DocumentLine, _ context: DocumentContext) {
    columns = TableColumns(kind, headings: headings)
    self.context = context
  }

  mutating func read(_ line: DocumentLine) {
    if columns.areYears(line) {
      finishRow()
      columns.readYears(line, context)
      return
    }
    if !hasRows { columns.finish(context) }
    hasRows = true
    let row = row(line)
    if let number = row[.number], line.cells.count == 1, RowNumber(number.bytes) != nil {
      finishRow()
      context.passOverNumber(line: line.number)
    } else if row[.number] == nil, continues(row) {
      context.find(
        .note, "continuation-row", item(pending ?? row, at: line.number),
        "the row has no number of its own and is read as part of the one before: \"\(line.text)\"")
      pending?.extend(with: row)
    } else {
      finishRow()
      pending = row
    }
  }

  /// To be called at the end of the table.
  mutating func finish() {
    if !hasRows { columns.finish(context) }
    hasRows = true
    finishRow()
  }

  private func row(_ line: DocumentLine) -> TableRow {
    var row = TableRow(line: line.number)
    for cell in line.cells {
      switch columns.role(of: cell.column) {
      case .field(let field): row[field] = cell
      case .year(let year): row.targets.append((year, cell))
      case nil: row.extra.append(cell)
      }
    }
    return row
  }

  /// A row without a number is an item of its own only if it says both what it is and something more.
  private func continues(_ row: TableRow) -> Bool {
    guard pending != nil else { return false }
    let main: [TableKind.Field] =
      switch columns.kind {
      case .indicators: [.owner, .rag]
      case .actions: [.completion, .lead, .rag]
      case .risks: [.impact, .likelihood, .score]
      }
    return row[columns.kind.key] == nil || !main.contains { row[$0] != nil }
  }

  // MARK: An item

  private mutating func finishRow() {
    guard var row = pending else { return }
    pending = nil
    guard row.hasFields || !row.targets.isEmpty else {
      for cell in row.extra {
        context.find(.warning, "cell-unread", context.objectiveItem(line: row.line), unread(cell))
      }
      return
    }
    let item = item(row, at: row.line)
    let number = row[.number].flatMap { RowNumber($0.bytes) }
    context.builder.begin(entity, line: row.line)
    if let number { context.builder.set(id("number"), integer: number.number) }
    reportNumber(row, number, item)
    if columns.kind != .risks { findRag(in: &row, item) }
    switch columns.kind {
    case .indicators: IndicatorRow.read(row, item, context)
    case .actions: ActionRow.read(row, item, context)
    case .risks: RiskRow.read(row, item, context)
    }
    for cell in row.extra { context.find(.warning, "cell-unread", item, unread(cell)) }
  }

  private var entity: Entity {
    switch columns.kind {
    case .indicators: .indicators
    case .actions: .actions
    case .risks: .risks
    }
  }

  private func id(_ name: String) -> FieldID { Schema.id(entity, name) }

  private func item(_ row: TableRow, at line: Int) -> DocumentContext.Item {
    var ref = ""
    if let objective = context.objective, let number = row[.number].flatMap({ RowNumber($0.bytes) }) {
      ref = "\(objective).\(number.number)"
    }
    return .init(entity: entity, ref: ref, line: line)
  }

  private func reportNumber(_ row: TableRow, _ number: RowNumber?, _ item: DocumentContext.Item) {
    if let objective = number?.objective, objective != context.objective {
      context.find(
        .warning, "number-unread", item, "the number names objective \(objective), but stands under another")
    } else if number == nil, let cell = row[.number] {
      context.find(.warning, "number-unread", item, "\"\(cell.text)\" is no number; left blank")
    }
  }

  private func unread(_ cell: DocumentLine.Cell) -> String {
    "\"\(cell.text)\" in column \(cell.column + 1) stands under no heading and is not read"
  }

  // MARK: RAG

  /// Sets the item's RAG. Where its column is empty or not known, a letter that stands alone elsewhere is it:
  /// under no heading, or else in the last year.
  private func findRag(in row: inout TableRow, _ item: DocumentContext.Item) {
    if let cell = row[.rag] { return setRag(cell, item) }
    if let index = row.extra.lastIndex(where: { RagCell($0.bytes) != nil }) {
      let cell = row.extra.remove(at: index)
      setRag(cell, item)
      if columns.knowsRag { reportColumn(cell, item) }
    } else if let cell = row.targets.last?.cell, RagCell(cell.bytes) != nil {
      row.targets.removeLast()
      setRag(cell, item)
      reportColumn(cell, item)
    }
  }

  private func setRag(_ cell: DocumentLine.Cell, _ item: DocumentContext.Item) {
    guard let rag = RagCell(cell.bytes) else {
      return context.find(
        .error, "rag-unread", item, "\"\(cell.text)\" in the RAG column is none of R, A and G; left blank")
    }
    context.builder.set(id("rag"), code: rag.code)
    if let doubt = rag.doubt { context.find(.note, "rag-letter", item, doubt) }
  }

  private func reportColumn(_ cell: DocumentLine.Cell, _ item: DocumentContext.Item) {
    context.find(
      .warning, "rag-column", item,
      "\"\(cell.text)\" stands in column \(cell.column + 1), not under RAG, and is read as its RAG")
  }
}
