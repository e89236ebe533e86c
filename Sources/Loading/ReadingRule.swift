package import Plan

/// What is doubtful in a text that was read.
struct Doubt {
  var rule: ReadingRule
  var message: String
}

/// The kinds of finding that reading a file can give, besides those of `PlanBuilder` (`FindingRule`).
package enum ReadingRule: String, CaseIterable, Sendable {
  case baselineColumn = "baseline-column"
  case cellUnread = "cell-unread"
  case continuationRow = "continuation-row"
  case datePartly = "date-partly"
  case dateUnread = "date-unread"
  case headingMissing = "heading-missing"
  case lineUnread = "line-unread"
  case numberOnly = "number-only"
  case numberUnread = "number-unread"
  case officerLine = "officer-line"
  case partyGuessed = "party-guessed"
  case partyKind = "party-kind"
  case partySplit = "party-split"
  case ragColumn = "rag-column"
  case ragHeading = "rag-heading"
  case ragLetter = "rag-letter"
  case ragUnread = "rag-unread"
  case yearHeading = "year-heading"

  /// Something is lost: error. Something was guessed or left out: warning. Something is certain, but not as it was
  /// written: note.
  package var severity: Severity {
    switch self {
    case .ragUnread: .error
    case .cellUnread, .datePartly, .dateUnread, .headingMissing, .lineUnread, .numberUnread, .partyGuessed,
      .ragColumn, .ragHeading, .yearHeading:
      .warning
    case .baselineColumn, .continuationRow, .numberOnly, .officerLine, .partyKind, .partySplit, .ragLetter:
      .note
    }
  }

  package var help: String {
    switch self {
    case .baselineColumn: "Baseline stands over the measures, so values were read as targets"
    case .cellUnread: "a cell stands where no heading says what it is, and was not read"
    case .continuationRow: "a row without a number was read as part of the one before"
    case .datePartly: "a completion was read only partly as dates"
    case .dateUnread: "a completion holds no date that could be read"
    case .headingMissing: "the heading of a column is missing or misspelt"
    case .lineUnread: "a line belongs to no part of the plan, and was not read"
    case .numberOnly: "rows that hold a number only were passed over"
    case .numberUnread: "a cell that should hold a number does not"
    case .officerLine: "a line of the list of officers is not as the others are"
    case .partyGuessed: "names in a cell are not in the list of officers, and were told apart by a guess"
    case .partyKind: "a name was read as a group or an agency"
    case .partySplit: "a cell names several people"
    case .ragColumn: "a RAG letter stands in another column"
    case .ragHeading: "the RAG heading is misspelt, missing or over another column"
    case .ragLetter: "a RAG letter is of another alphabet or otherwise not R, A or G"
    case .ragUnread: "a RAG cell holds something else"
    case .yearHeading: "year headings repeat, are missing or cannot be read"
    }
  }
}
