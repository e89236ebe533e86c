import Plan

/// The parties that one cell names (design.md, Document): officers side by side are told apart by the officers'
/// list; what follows a comma is the agency of who leads, and a group in the other columns.
struct PartyCell {
  private(set) var parties: [PlanBuilder.Party] = []
  private(set) var doubts: [Doubt] = []

  private let part: Part
  private let officers: OfficerNames
  private let line: Int

  init(_ text: String, part: Part, officers: OfficerNames, line: Int) {
    self.part = part
    self.officers = officers
    self.line = line
    if officers.isName(text) {
      parties = [.init(name: text, line: line)]
      return
    }
    for entry in text.split(separator: ";") {
      let before = parties.count
      for segment in entry.split(separator: ",") {
        let segment = PartyWords.trimmed(segment)
        guard !segment.isEmpty else { continue }
        if parties.count == before {
          readNames(segment)
        } else {
          readQualifier(segment)
        }
      }
    }
  }

  /// What stands first in a cell: one name, or several.
  private mutating func readNames(_ segment: Substring) {
    let words = PartyWords(segment)
    let pieces = words.pieces(officers)
    guard pieces.contains(where: \.isOfficer) else { return readUnlisted(segment, words) }
    let first = parties.count
    for piece in pieces {
      let text = words.text(piece.words)
      if piece.isOfficer {
        parties.append(.init(name: String(text), line: line))
      } else if text.hasPrefix("("), parties.count > first {
        readQualifier(text)
      } else if piece.words.count > 1 {
        let kind = PartyWords.kind(of: text)
        parties.append(.init(name: String(text), kind: kind, line: line))
        doubt(.partyGuessed, "“\(text)” is read as \(kind == nil ? "another person" : "a group")")
      } else {
        doubt(.partyGuessed, "“\(text)” in “\(segment)” is no name and is left out")
      }
    }
    let names = parties[first...].map(\.name)
    if names.count > 1 {
      doubt(.partySplit, "“\(segment)” is read as \(names.joined(separator: " and "))")
    }
  }

  private mutating func readUnlisted(_ segment: Substring, _ words: PartyWords) {
    if let kind = PartyWords.kind(of: segment) {
      parties.append(.init(name: String(segment), kind: kind, line: line))
      doubt(.partyKind, "“\(segment)” is read as \(kind == .agency ? "an agency" : "a group")")
    } else if let (left, right) = words.twoNames {
      for name in [left, right] { parties.append(.init(name: String(name), line: line)) }
      doubt(.partyGuessed, "“\(segment)” is read as \(left) and \(right), who are not listed")
    } else {
      parties.append(.init(name: String(segment), line: line))
    }
  }

  /// What follows a comma, or stands in brackets after a name.
  private mutating func readQualifier(_ segment: Substring) {
    let text = PartyWords.withoutBrackets(segment)
    guard !text.isEmpty else { return }
    let words = PartyWords(text)
    let pieces = words.pieces(officers)
    if !pieces.isEmpty, pieces.allSatisfy(\.isOfficer) {
      readNames(text)
    } else if part == .lead, let last = parties.indices.last {
      let agency = parties[last].agency
      parties[last].agency = agency.isEmpty ? String(text) : "\(agency), \(text)"
      doubtKind(of: text, read: "the agency of \(parties[last].name)")
    } else {
      parties.append(.init(name: String(text), kind: .group, line: line))
      doubtKind(of: text, read: "a group")
    }
  }

  private mutating func doubtKind(of text: Substring, read: String) {
    if PartyWords.kind(of: text) == nil, !PartyWords.isAcronym(text) {
      doubt(.partyKind, "“\(text)” stands after a name and is read as \(read)")
    }
  }

  private mutating func doubt(_ rule: ReadingRule, _ message: String) {
    doubts.append(Doubt(rule: rule, message: message))
  }
}
