import Plan

/// Gives each line of a document to the section that it stands in.
struct DocumentBody {
  private enum Section {
    case beginning
    case objective
    case table(TableReader)
    case officers
  }

  private var section = Section.beginning
  private let context: DocumentContext
  private var hasTitle = false
  private var hasDate = false

  init(_ context: DocumentContext) {
    self.context = context
    context.builder.begin(.plan, line: 1)
  }

  mutating func read(_ line: DocumentLine, _ kind: LineKind) {
    switch kind {
    case .blank, .explanation:
      break
    case .objective:
      beginObjective(line)
    case .table(let table) where context.objective != nil:
      finishSection()
      section = .table(TableReader(table, headings: line, context))
    case .officers:
      finishSection()
      section = .officers
    case .table, .other:
      readInside(line)
    }
  }

  /// To be called after the last line.
  mutating func finish() {
    finishSection()
    context.reportNumbers()
    context.reportFindings()
  }

  private mutating func finishSection() {
    if case .table(var reader) = section { reader.finish() }
    section = .objective
  }

  private mutating func readInside(_ line: DocumentLine) {
    switch section {
    case .beginning:
      readTitle(line)
    case .objective:
      unread(line)
    case .table(var reader) where line.hasColumns:
      // The reader is moved out and back, so that it is never copied.
      section = .objective
      reader.read(line)
      section = .table(reader)
    case .table:
      if let cell = line.onlyCell, RowNumber(cell.bytes) != nil {
        context.passOverNumber(line: line.number)
      } else {
        unread(line)
      }
    case .officers:
      readOfficer(line)
    }
  }

  private func unread(_ line: DocumentLine) {
    context.find(
      .lineUnread, line: line.number, "“\(line.text)” belongs to nothing and is not read")
  }

  private mutating func beginObjective(_ line: DocumentLine) {
    finishSection()
    guard let cell = line.onlyCell, let heading = ObjectiveHeading(cell.bytes) else { return unread(line) }
    context.builder.begin(.objectives, line: line.number)
    context.builder.set(DocumentField.objectiveNumber, integer: heading.number)
    heading.title.withUnsafeBufferPointer { context.builder.set(DocumentField.objectiveTitle, text: $0) }
    context.objective = heading.number
  }

  // MARK: Title and officers

  private mutating func readTitle(_ line: DocumentLine) {
    let text = line.text
    if !hasDate, let date = PlanDate.find(in: text) {
      context.builder.set(DocumentField.planDate, period: date)
      hasDate = true
    }
    if hasTitle || line.onlyCell == nil { return unread(line) }
    context.builder.set(DocumentField.planTitle, text: text)
    hasTitle = true
  }

  private func readOfficer(_ line: DocumentLine) {
    guard let officer = OfficerLine(line) else { return unread(line) }
    context.builder.begin(.officers, line: line.number)
    context.builder.set(DocumentField.officerName, text: officer.name)
    context.builder.set(DocumentField.officerRole, text: officer.role)
    if let doubt = officer.doubt {
      let item = DocumentContext.Item(entity: .officers, ref: officer.name, line: line.number)
      context.find(.officerLine, item, doubt)
    }
  }
}

/// The date of a plan: the first period that its title holds.
enum PlanDate {
  static func find(in title: String) -> Period? {
    let words = title.unicodeScalars.split { scalar in
      switch scalar {
      case " ", ",", ";", ":", "(", ")", "[", "]", "\u{2013}", "\u{2014}": true
      default: false
      }
    }.map { String($0) }
    for start in words.indices {
      for count in [3, 2, 1] where start + count <= words.count {
        if let period = Period(Words.joined(words[start..<(start + count)])) { return period }
      }
    }
    return nil
  }
}
