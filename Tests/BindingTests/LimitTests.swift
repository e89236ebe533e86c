import Binding
import Language
import Plan
import Testing

/// No query may take long to bind, or become too deep to run.
@Suite struct LimitTests {
  private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  private static func list(_ count: Int, _ separator: String, _ item: (Int) -> String) -> String {
    (0..<count).map(item).joined(separator: separator)
  }

  static let refused: [(String, String)] = [
    ("risks where score\(times(5_000, " + score")) > 1", "too-many-operations"),
    ("actions where objective\(times(500, ".actions.objective")).number = 1", "path-too-long"),
    ("objectives where any actions\(times(500, "[rag = R]"))", "path-too-long"),
    ("actions where \(list(500, " or ") { "x\($0) = 1" })", "unknown-field"),
  ]

  @Test(arguments: refused)
  func largeQueriesAreRefused(_ query: String, _ code: String) throws {
    let error = #expect(throws: Diagnostics.self) { try bound(query) }
    let all = try #require(error).all
    #expect(Set(all.map(\.code)) == [code])
    #expect(all.count <= 20)
  }

  static let accepted: [String] = [
    "actions where \(times(95, "(not "))overdue\(times(95, ")"))",
    "actions where \(times(190, "(rag = R) = ("))rag = R\(times(190, ")"))",
    "objectives where any \(times(60, "actions[any objective[any "))actions\(times(60, "]]"))",
    "actions where number in (\(list(9_000, ", ") { "\($0)" }))",
    "actions where \(list(4_500, " or ") { "number = \($0)" })",
    "actions select \(list(6_000, ", ") { "1 as a\($0)" })",
    "actions select \(list(3_000, ", ") { "1 as a\($0)" }) distinct where a1 + a2 > 0",
  ]

  @Test(arguments: accepted)
  func largeQueriesThatAreFineAreBoundSoon(_ query: String) throws {
    let time = try ContinuousClock().measure { _ = try bound(query) }
    #expect(time < .seconds(5))
  }
}
