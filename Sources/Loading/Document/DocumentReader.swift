package import Plan

/// Reads a plan document: text in sections that stand one below the other, the tables with a tab between two
/// cells. Whatever of it cannot be read as written becomes a finding with its line.
package enum DocumentReader {
  /// Fills the builder from the bytes of a document, in UTF-8; time grows with their count. `isCancelled` is asked
  /// every few thousand lines.
  ///
  /// - Throws: `LoadFailure` where the text is no plan document at all, is not UTF-8, or reading was cancelled.
  package static func read(
    _ bytes: [UInt8], into builder: PlanBuilder, isCancelled: () -> Bool
  ) throws(LoadFailure) {
    let spans = DocumentLine.spans(of: bytes)
    let outline = try DocumentOutline(bytes, spans, isCancelled)
    guard outline.isPlan else { throw noPlan(bytes) }
    try checkEncoding(bytes)
    var body = DocumentBody(DocumentContext(builder: builder, officers: outline.officers))
    for (index, span) in spans.enumerated() {
      try checkpoint(index, isCancelled)
      body.read(DocumentLine(bytes[span.start..<span.end], number: index + 1), outline.kinds[index])
    }
    body.finish()
  }

  private static func noPlan(_ bytes: [UInt8]) -> LoadFailure {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return LoadFailure("the text is UTF-16; save it as UTF-8")
    }
    return LoadFailure(
      "this is no plan document: no line such as “1. Title” with a table of success indicators, priority actions "
        + "or risks below it was found")
  }

  private static func checkEncoding(_ bytes: [UInt8]) throws(LoadFailure) {
    let offset: Int
    do {
      _ = try UTF8Span(validating: bytes.span)
      return
    } catch {
      offset = error.byteOffsets.lowerBound
    }
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset).dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    throw LoadFailure("the text is not UTF-8", line: line, column: column)
  }
}

/// Throws where the reading of a document has been cancelled; asks every few thousand lines only.
private func checkpoint(_ index: Int, _ isCancelled: () -> Bool) throws(LoadFailure) {
  if index % 4096 == 0, isCancelled() { throw LoadFailure("reading was cancelled") }
}

/// What has to be known of a document before it is read: what each line is, and the officers, whose list comes
/// last.
private struct DocumentOutline {
  private(set) var kinds: [LineKind] = []
  private(set) var officers = OfficerNames()
  /// True where an objective and a table below it were found.
  private(set) var isPlan = false

  init(_ bytes: [UInt8], _ spans: [DocumentLine.Place], _ isCancelled: () -> Bool) throws(LoadFailure) {
    kinds.reserveCapacity(spans.count)
    var hasObjective = false
    var isInOfficers = false
    for (index, span) in spans.enumerated() {
      try checkpoint(index, isCancelled)
      let line = DocumentLine(bytes[span.start..<span.end], number: index + 1)
      let kind = LineKind(line)
      kinds.append(kind)
      switch kind {
      case .objective:
        hasObjective = true
        isInOfficers = false
      case .table:
        if hasObjective { isPlan = true }
        isInOfficers = false
      case .officers: isInOfficers = true
      case .other where isInOfficers:
        if let officer = OfficerLine(line) { officers.insert(officer.name) }
      case .other, .blank, .explanation: break
      }
    }
  }
}
