import Plan

/// What the columns of one table hold, by its headings.
struct TableColumns {
  enum Role: Equatable {
    case field(TableKind.Field)
    case year(FinancialYears.Heading)
  }

  let kind: TableKind
  private var roles: [Role?] = []
  private let line: Int
  private let keyColumn: Int
  private var rag: (column: Int, text: String, isExact: Bool)?
  private var firstYear: FinancialYears.Heading?
  private var headedFields: [TableKind.Field] = []
  private var doubts: [Doubt] = []

  /// Takes a line that `TableKind.headed` gave the kind of.
  init(_ kind: TableKind, headings: DocumentLine) {
    self.kind = kind
    line = headings.number
    let key = kind.keyColumn(in: headings)
    keyColumn = key?.column ?? 0
    set(keyColumn, .field(kind.key))
    for cell in headings.cells where cell.column != keyColumn {
      let words = HeadingWords(cell.bytes)
      if let field = kind.field(headedBy: words), !headedFields.contains(field) {
        headedFields.append(field)
        set(cell.column, .field(field))
      } else if kind != .risks, rag == nil, let heading = RagHeading(cell.bytes) {
        set(cell.column, .field(.rag))
        rag = (cell.column, cell.text, heading.isExact)
      } else {
        doubt(.cellUnread, "“\(cell.text)” among the headings is none that planq knows")
      }
    }
    if key?.isExact != true { doubt(.headingMissing, "“\(kind.title)” is missing or misspelt") }
    // The numbers stand under no heading, nearest to the left of what they number.
    if let free = (0..<keyColumn).last(where: { role(of: $0) == nil }) {
      set(free, .field(.number))
    } else {
      doubt(.headingMissing, "no column is left for the numbers")
    }
  }

  func role(of column: Int) -> Role? { column < roles.count ? roles[column] : nil }

  /// True where the RAG column is known by its heading.
  var knowsRag: Bool { rag != nil }

  private mutating func set(_ column: Int, _ role: Role) {
    while roles.count <= column { roles.append(nil) }
    roles[column] = role
  }

  private mutating func doubt(_ rule: ReadingRule, _ message: String) {
    doubts.append(Doubt(rule: rule, message: message))
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
          context.find(.baselineColumn, context.objectiveItem(line: line.number), message)
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
      context.find(.yearHeading, context.objectiveItem(line: line.number), doubt)
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
        .ragHeading,
        "“\(found.text)” stands over \(year); RAG is read where a letter R, A or G stands in the row")
    }
  }

  // MARK: What is doubtful

  /// To be called before the first row: reports what is wrong with the headings.
  mutating func finish(_ context: DocumentContext) {
    if kind == .indicators, firstYear == nil {
      useYears(context.years)
      let otherwise = context.years.isEmpty ? "values have no year" : "those of the table before are taken"
      doubt(.yearHeading, "there are no year headings; \(otherwise)")
    }
    if let rag, !rag.isExact {
      doubt(.ragHeading, "“\(rag.text)” is read as RAG")
    } else if kind != .risks, rag == nil, !doubts.contains(where: { $0.rule == .ragHeading }) {
      doubt(
        .ragHeading,
        "there is no RAG heading; RAG is read where a letter R, A or G stands in the row")
    }
    for (field, heading) in kind.expected where !headedFields.contains(field) {
      doubt(.headingMissing, "no heading of \(kind.title) holds “\(heading)”")
    }
    for doubt in doubts {
      context.find(doubt.rule, context.objectiveItem(line: line), doubt.message)
    }
    doubts = []
  }
}
