import Plan

/// What the columns of one table hold, by its headings.
struct TableColumns {
  enum Role {
    case field(TableKind.Field)
    case year(FinancialYears.Heading)
  }

  let kind: TableKind
  private var roles: [Role?] = []
  private let line: Int
  private let keyColumn: Int
  private var rag: (column: Int, text: String, isExact: Bool)?
  private var firstYear: FinancialYears.Heading?
  private var headedFields: Set<TableKind.Field> = []
  private var doubts: [PartyCell.Doubt] = []

  /// Takes a line that `TableKind.headed` gave the kind of.
  init(_ kind: TableKind, headings: DocumentLine) {
    self.kind = kind
    line = headings.number
    let key = kind.keyColumn(in: headings)
    keyColumn = key?.column ?? 0
    set(keyColumn, .field(kind.key))
    var leftmost = keyColumn
    for cell in headings.cells where cell.column != keyColumn {
      let words = HeadingWords(cell.bytes)
      if let field = kind.field(headedBy: words), headedFields.insert(field).inserted {
        set(cell.column, .field(field))
        if field == .owner { leftmost = min(leftmost, cell.column) }
      } else if kind != .risks, rag == nil, let heading = RagHeading(cell.bytes) {
        set(cell.column, .field(.rag))
        rag = (cell.column, cell.text, heading.isExact)
      } else {
        doubt(.warning, "cell-unread", "\"\(cell.text)\" among the headings is none that planq knows")
      }
    }
    if key?.isExact != true { doubt(.warning, "heading-missing", "\"\(kind.title)\" is missing or misspelt") }
    if leftmost > 0 {
      set(leftmost - 1, .field(.number))
    } else {
      doubt(.warning, "heading-missing", "no column is left for the numbers")
    }
  }

  func role(of column: Int) -> Role? { column < roles.count ? roles[column] : nil }

  /// True where the RAG column is known by its heading.
  var knowsRag: Bool { rag != nil }

  private mutating func set(_ column: Int, _ role: Role) {
    while roles.count <= column { roles.append(nil) }
    roles[column] = role
  }

  private mutating func doubt(_ severity: Severity, _ rule: String, _ message: String) {
    doubts.append(.init(severity: severity, rule: rule, message: message))
  }

  // MARK: The years of the indicators

  /// Tells whether a line holds year headings: no number, and "Baseline" or two years in it.
  func areYears(_ line: DocumentLine) -> Bool {
    guard kind == .indicators, let first = line.cells.first, first.column >= keyColumn else { return false }
    if line.cells.contains(where: { HeadingWords($0.bytes).isWord("baseline") }) { return true }
    return line.cells.lazy.filter { YearHeading($0.bytes) != nil }.prefix(2).count == 2
  }

  mutating func readYears(_ line: DocumentLine, _ context: DocumentContext) {
    var over: [DocumentLine.Cell] = []
    for cell in line.cells {
      if HeadingWords(cell.bytes).isWord("baseline") {
        if cell.column == keyColumn {
          let message = "Baseline stands over the measures; values are read as targets from the first year on"
          context.find(.note, "baseline-column", context.objectiveItem(line: line.number), message)
        } else {
          set(cell.column, .field(.baseline))
        }
      } else if rag == nil, let heading = RagHeading(cell.bytes) {
        set(cell.column, .field(.rag))
        rag = (cell.column, cell.text, heading.isExact)
      } else if cell.column > keyColumn {
        over.append(cell)
      }
    }
    let years = FinancialYears(over)
    useYears(years.headings)
    if !years.headings.isEmpty { context.years = years.headings }
    if let doubt = years.doubt {
      context.find(.warning, "year-heading", context.objectiveItem(line: line.number), doubt)
    }
  }

  private mutating func useYears(_ headings: [FinancialYears.Heading]) {
    for heading in headings {
      set(heading.column, .year(heading))
      if firstYear == nil { firstYear = heading }
      guard let found = rag, found.column == heading.column else { continue }
      rag = nil
      let year = heading.period?.text() ?? "a year"
      doubt(
        .warning, "rag-heading",
        "\"\(found.text)\" stands over \(year); RAG is read where a letter R, A or G stands in the row")
    }
  }

  // MARK: What is doubtful

  /// To be called before the first row: reports what is wrong with the headings.
  mutating func finish(_ context: DocumentContext) {
    if kind == .indicators, firstYear == nil {
      useYears(context.years)
      let otherwise = context.years.isEmpty ? "values have no year" : "those of the table before are taken"
      doubt(.warning, "year-heading", "there are no year headings; \(otherwise)")
    }
    if let rag, !rag.isExact {
      doubt(.warning, "rag-heading", "\"\(rag.text)\" is read as RAG")
    } else if kind != .risks, rag == nil, !doubts.contains(where: { $0.rule == "rag-heading" }) {
      doubt(
        .warning, "rag-heading",
        "there is no RAG heading; RAG is read where a letter R, A or G stands in the row")
    }
    for (field, heading) in kind.expected where !headedFields.contains(field) {
      doubt(.warning, "heading-missing", "no heading of \(kind.title) holds \"\(heading)\"")
    }
    for doubt in doubts {
      context.find(doubt.severity, doubt.rule, context.objectiveItem(line: line), doubt.message)
    }
    doubts = []
  }
}
