import Plan

/// What the readers of the sections share: where items and findings go, and where in the document they are.
final class DocumentContext {
  let builder: PlanBuilder
  let officers: OfficerNames
  /// The number of the objective that was begun last; nil before the first.
  var objective: Int64?
  /// The year headings that were read last, for a table that has none.
  var years: [FinancialYears.Heading] = []
  private var numberOnlyLines: [Int] = []
  private var numberOnlyCount = 0
  private var completions: [String: Completion] = [:]

  private static let mostLinesNamed = 20
  private static let mostCompletionsKept = 4096

  init(builder: PlanBuilder, officers: OfficerNames) {
    self.builder = builder
    self.officers = officers
  }

  private var found: [(rule: ReadingRule, item: Item, message: String)] = []

  /// The item that findings are about.
  struct Item {
    var entity: Entity
    var ref: String
    var line: Int
  }

  /// The objective that was begun last, as what a finding at a line is about.
  func objectiveItem(line: Int) -> Item {
    Item(entity: .objectives, ref: objective.map(String.init) ?? "", line: line)
  }

  func find(_ rule: ReadingRule, _ item: Item, _ message: String) {
    found.append((rule, item, message))
  }

  /// Hands the findings over in the order of their lines: some are only sure at the end of a section.
  func reportFindings() {
    let ordered = found.enumerated().sorted {
      ($0.element.item.line, $0.offset) < ($1.element.item.line, $1.offset)
    }
    for (rule, item, message) in ordered.map(\.element) {
      builder.addFinding(
        rule.severity, rule: rule.rawValue, entity: item.entity, ref: item.ref, message: message,
        line: item.line)
    }
    found = []
  }

  func find(_ rule: ReadingRule, line: Int, _ message: String) {
    find(rule, Item(entity: .plan, ref: "", line: line), message)
  }

  /// A row that holds a number only; all of them are one finding.
  func passOverNumber(line: Int) {
    numberOnlyCount += 1
    if numberOnlyLines.count < Self.mostLinesNamed { numberOnlyLines.append(line) }
  }

  func reportNumbers() {
    guard let first = numberOnlyLines.first else { return }
    let rest = numberOnlyCount - numberOnlyLines.count
    let lines =
      numberOnlyLines.map(String.init).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    let rows =
      numberOnlyCount == 1
      ? "1 row holds a number only and is" : "\(numberOnlyCount) rows hold a number only and are"
    find(
      .numberOnly, line: first,
      "\(rows) passed over: line\(numberOnlyCount == 1 ? "" : "s") \(lines)")
  }

  /// The same few texts stand in many rows.
  func completion(of text: String) -> Completion {
    if let known = completions[text] { return known }
    let completion = Completion.read(text)
    if completions.count < Self.mostCompletionsKept { completions[text] = completion }
    return completion
  }
}
