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
    } else if !row.isRead {
      reportExtra(row, pending.map { item($0, at: line.number) } ?? context.objectiveItem(line: line.number))
    } else if row[.number] == nil, continues(row) {
      context.find(
        .continuationRow, item(pending ?? row, at: line.number),
        "the row has no number of its own and is read as part of the one before: “\(line.text)”")
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
      case .year(let year): row.targets.append((year, cell, line.number))
      case nil: row.extra.append((cell, line.number))
      }
    }
    return row
  }

  /// A row without a number is an item of its own only if it says what it is and enough beside.
  private func continues(_ row: TableRow) -> Bool {
    guard pending != nil else { return false }
    let (main, enough): ([TableKind.Field], Int) =
      switch columns.kind {
      case .indicators: ([.owner, .rag], 1)
      case .actions: ([.completion, .lead, .rag], 2)
      case .risks: ([.impact, .likelihood, .score], 2)
      }
    return row[columns.kind.key] == nil || main.count { row[$0] != nil } < enough
  }

  // MARK: An item

  private mutating func finishRow() {
    guard var row = pending else { return }
    pending = nil
    let item = item(row, at: row.line)
    let number = row[.number].flatMap { RowNumber($0.bytes) }
    context.builder.begin(entity, line: row.line)
    if let number { context.builder.set(numberField, integer: number.number) }
    reportNumber(row, number, item)
    if columns.kind != .risks { findRag(in: &row, item) }
    switch columns.kind {
    case .indicators: IndicatorRow.read(row, item, context)
    case .actions: ActionRow.read(row, item, context)
    case .risks: RiskRow.read(row, item, context)
    }
    reportExtra(row, item)
  }

  private var entity: Entity {
    switch columns.kind {
    case .indicators: .indicators
    case .actions: .actions
    case .risks: .risks
    }
  }

  private var numberField: FieldID {
    switch columns.kind {
    case .indicators: DocumentField.indicatorNumber
    case .actions: DocumentField.actionNumber
    case .risks: DocumentField.riskNumber
    }
  }

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
        .numberUnread, item, "the number names objective \(objective), but stands under another")
    } else if number == nil, let cell = row[.number] {
      context.find(.numberUnread, item, "“\(cell.text)” is no number; left blank")
    }
  }

  private func reportExtra(_ row: TableRow, _ item: DocumentContext.Item) {
    for (cell, line) in row.extra {
      var item = item
      item.line = line
      let column = cell.column + 1
      context.find(
        .cellUnread, item,
        "“\(cell.text)” in column \(column) stands under no heading that planq knows and is not read")
    }
  }

  // MARK: RAG

  /// Sets the item's RAG. Where its column is empty or not known, a letter that stands alone elsewhere is it:
  /// under no heading, or else in the last year.
  private func findRag(in row: inout TableRow, _ item: DocumentContext.Item) {
    if let cell = row[.rag] { return setRag(cell, item) }
    if let index = row.extra.lastIndex(where: { RagCell($0.cell.bytes) != nil }) {
      let cell = row.extra.remove(at: index).cell
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
        .ragUnread, item, "“\(cell.text)” in the RAG column is none of R, A and G; left blank")
    }
    let field = columns.kind == .indicators ? DocumentField.indicatorRag : DocumentField.actionRag
    context.builder.set(field, code: rag.code)
    if let doubt = rag.doubt { context.find(.ragLetter, item, doubt) }
  }

  private func reportColumn(_ cell: DocumentLine.Cell, _ item: DocumentContext.Item) {
    context.find(
      .ragColumn, item,
      "“\(cell.text)” stands in column \(cell.column + 1), not under RAG, and is read as its RAG")
  }
}
