import Loading
import Plan
import TestSupport
import Testing

/// The seed plan, cell by cell, against what reading the document by eye gives.
struct DocumentSeedTests {
  private static let file = "plans/seed-expected.tsv"

  private func expected(_ isWanted: (String) -> Bool) throws -> String {
    try Fixtures.text(Self.file).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("#") && isWanted($0) }.joined(separator: "\n")
  }

  @Test func everyCellIsThereAndNoMore() throws {
    let actual = DocumentDump(plan: try readDocument(seedBytes)).items.joined(separator: "\n")
    let expected = try expected { !$0.hasPrefix("finding") }
    let difference = Difference.show(expected: expected, actual: actual)
    #expect(difference.isEmpty, "- expected, + actual:\n\(difference)")
  }

  @Test func everyDoubtIsFoundAtItsLine() throws {
    let dump = DocumentDump(plan: try readDocument(seedBytes))
    let expected = try expected { $0.hasPrefix("finding") }.split(separator: "\n").map(String.init).sorted()
    let actual = dump.findings(["rule", "entity", "ref", "line"]).sorted()
    let difference = Difference.show(
      expected: expected.joined(separator: "\n"), actual: actual.joined(separator: "\n"))
    #expect(difference.isEmpty, "- expected, + actual:\n\(difference)")
  }

  @Test(
    arguments: [
      (Entity.objectives, 9), (.indicators, 9), (.targets, 12), (.actions, 31), (.risks, 13), (.officers, 13),
    ])
  func counts(_ entity: Entity, _ count: Int) throws {
    #expect(try readDocument(seedBytes)[entity].rowCount == count)
  }

  @Test func lineEndsAndByteOrderMarkDoNotMatter() throws {
    let expected = DocumentDump(plan: try readDocument(seedBytes))
    let windows: [UInt8] = [0xEF, 0xBB, 0xBF] + seedBytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let actual = DocumentDump(plan: try readDocument(windows))
    #expect(actual.items == expected.items)
    let fields = ["rule", "line", "message"]
    #expect(actual.findings(fields) == expected.findings(fields))
  }
}
