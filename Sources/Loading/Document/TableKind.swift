/// The three tables that an objective has, and how the headings of their columns are told.
enum TableKind: CaseIterable {
  case indicators
  case actions
  case risks

  /// What one column holds, besides the years of the indicators.
  enum Field: Int, CaseIterable {
    case number, rag
    case owner, measure, baseline
    case description, completion, lead, monitor, evaluator, links
    case impact, likelihood, score, mitigation

    var holdsParties: Bool { [.owner, .lead, .monitor, .evaluator].contains(self) }
  }

  /// The field that the table is known by.
  var key: Field { self == .indicators ? .measure : .description }

  /// The heading of the key field, for findings.
  var title: String {
    switch self {
    case .indicators: "Success indicator"
    case .actions: "Priority actions"
    case .risks: "Description of risk"
    }
  }

  /// The other headings that the table ought to have, for findings.
  var expected: [(field: Field, heading: String)] {
    switch self {
    case .indicators: [(.owner, "Owner")]
    case .actions:
      [
        (.completion, "Completion Date"), (.lead, "leading"), (.monitor, "monitoring"),
        (.evaluator, "evaluating"), (.links, "Links"),
      ]
    case .risks:
      [
        (.impact, "Impact"), (.likelihood, "Likelihood"), (.score, "Total Score"),
        (.mitigation, "mitigation"),
      ]
    }
  }

  func isNamed(by words: HeadingWords) -> Bool {
    switch self {
    case .indicators: words.starts(with: "successindicator")
    case .actions: words.starts(with: "priorityaction")
    case .risks: words.starts(with: "descriptionofrisk")
    }
  }

  private func isAlmostNamed(by words: HeadingWords) -> Bool {
    switch self {
    case .indicators: words.almostStarts(with: "successindicator")
    case .actions: words.almostStarts(with: "priorityaction")
    case .risks: words.almostStarts(with: "descriptionofrisk")
    }
  }

  /// The field that a heading names, the key field aside.
  func field(headedBy words: HeadingWords) -> Field? {
    switch self {
    case .indicators:
      return words.isWord("owner") ? .owner : words.isWord("baseline") ? .baseline : nil
    case .actions:
      if words.starts(with: "link") { return .links }
      if words.contains("completion") || words.isWord("date") || words.isWord("duedate") {
        return .completion
      }
      if words.contains("monitor") { return .monitor }
      if words.contains("evaluat") { return .evaluator }
      return words.contains("leading") || words.starts(with: "lead") ? .lead : nil
    case .risks:
      if words.starts(with: "impact") { return .impact }
      if words.starts(with: "likelihood") { return .likelihood }
      if words.contains("score") { return .score }
      return words.contains("mitigation") || words.starts(with: "comment") ? .mitigation : nil
    }
  }

  /// The table whose headings a line holds. Where the key heading is damaged, the others tell.
  static func headed(by line: DocumentLine) -> TableKind? {
    guard line.hasColumns, let first = line.cells.first, RowNumber(first.bytes) == nil else { return nil }
    let words = line.cells.map { HeadingWords($0.bytes) }
    return allCases.first { kind in
      if words.contains(where: kind.isNamed) { return true }
      var fields: [Field] = []
      for field in words.lazy.compactMap(kind.field) where !fields.contains(field) { fields.append(field) }
      let others = fields.count
      return others >= 3 || (others >= 1 && words.contains(where: kind.isAlmostNamed))
    }
  }

  /// The column of the key field in a line that `headed` this table, and whether its heading is as it should be.
  func keyColumn(in line: DocumentLine) -> (column: Int, isExact: Bool)? {
    if let cell = line.cells.first(where: { isNamed(by: HeadingWords($0.bytes)) }) {
      return (cell.column, true)
    }
    let unnamed = line.cells.first { cell in
      let words = HeadingWords(cell.bytes)
      return field(headedBy: words) == nil && RagHeading(cell.bytes) == nil
    }
    if let unnamed { return (unnamed.column, false) }
    guard let first = line.cells.first, first.column > 0 else { return nil }
    return (first.column - 1, false)
  }
}

/// The number at the left of a row: `1`, `1.`, `1)`, or `2.4` with the objective's number.
struct RowNumber {
  var objective: Int64?
  var number: Int64

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= 20, let first = bytes.first, (0x30...0x39).contains(first) else { return nil }
    let mark = bytes.last
    let text = mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") ? bytes.dropLast() : bytes
    guard let dot = text.firstIndex(of: UInt8(ascii: ".")) else {
      guard let number = RowNumber.number(text) else { return nil }
      self.number = number
      return
    }
    guard let objective = RowNumber.number(text[..<dot]), let number = RowNumber.number(text[(dot + 1)...])
    else { return nil }
    self.objective = objective
    self.number = number
  }

  /// Digits as a number of 32 bits.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard (1...10).contains(digits.count) else { return nil }
    var number: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int64(digit - 0x30)
    }
    return number <= Int64(Int32.max) ? number : nil
  }
}
