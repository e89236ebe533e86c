import Foundation
import Loading
import Plan
import TestSupport
import Testing

/// Small documents, each with one kind of trap, and all that is read from them: items, then findings. The files say
/// why they are there, then hold the document, `----`, and what is expected; `→` stands for a tab.
struct DocumentTrapTests {
  private static let rule = "----\n"

  @Test(arguments: Fixtures.files(in: "plans/document", ending: ".test"))
  func trap(_ file: String) throws {
    let text = try Fixtures.text(file)
    let cut = try #require(text.range(of: Self.rule))
    let head = text[..<cut.upperBound]
    let lines = text[..<cut.lowerBound].split(separator: "\n").drop { $0.hasPrefix("# ") }
    // The comment is as long as its lines, so that findings name lines of the file.
    let comment = head.split(separator: "\n").prefix { $0.hasPrefix("# ") }.map { _ in "" }
    let document = (comment + lines.map(String.init)).joined(separator: "\n")
      .replacingOccurrences(of: "→", with: "\t")
    let dump = DocumentDump(plan: try readDocument(document))
    let actual = dump.items + dump.findings(["severity", "rule", "entity", "ref", "line", "message"])
    expectGolden(
      actual: head + actual.joined(separator: "\n").replacingOccurrences(of: "\t", with: "→") + "\n",
      file: file)
  }
}
