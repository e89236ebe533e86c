import Loading
import Plan
import TestSupport
import Testing

/// What is read from plans as people write them by hand.
struct JSONReadingTests {
  /// The findings that reading gives, not those of the builder's checks.
  private func lines(_ plan: Plan) -> [String] {
    let dump = DocumentDump(plan: plan)
    return dump.items + dump.findings(["rule", "ref", "line", "message"])
  }

  private func read(_ file: String) throws -> [String] { lines(try readJSON(Fixtures.text("plans/" + file))) }

  private func expect(_ actual: [String], _ expected: [String]) {
    let difference = Difference.show(
      expected: expected.joined(separator: "\n"), actual: actual.joined(separator: "\n"))
    #expect(difference.isEmpty, "- expected, + actual:\n\(difference)")
  }

  @Test func terseWriter() throws {
    expect(
      try read("library-move.json"),
      [
        "plan\t\t",
        "objective\t1\tMove the library",
        "action\t1.1\tPack the books\t\t\t2024-03\tAda Byron\t\t\t\tG",
        "action\t1.2\tClose the reading room\tFrom April 2024 to June 2024\t2024-04\t2024-06\tAda Byron; Ben Okri\t\t\t\t",
        "action\t1.3\tOpen again\twhen we are ready\t\t\tBen Okri\tFriends of the Library [group]\t"
          + "Friends of the Library [group]\t\t",
        "risk\t1.1\tRain\t2\t4\t8\t",
        "officer\tAda Byron\t\tyes",
        "officer\tBen Okri\tHead of Lending\tyes",
        "finding\tdate-unread\t1.3\t7\t“when we are ready” is no date; starts and due are left blank",
      ])
  }

  @Test func thoroughWriter() throws {
    expect(
      try read("housing-team.json"),
      [
        "plan\tHousing team – “warm homes”\t2023/24",
        "objective\t3\tWarm homes",
        "indicator\t3.1\tJosé Núñez @ County Council\tHomes with café-standard insulation 🏠\t\tA",
        "target\t3.1\t2023/24\t75%",
        "target\t3.1\t2024/25\t90%",
        "action\t3.10\tSurvey every home\tOngoing\t2023-05\t2023-10-31; 2024-Q1\tJosé Núñez\t\t\t\t",
        "officer\tJosé Núñez\t\tno",
      ])
  }

  /// Null and left out are the same, and so is blank text.
  @Test func blanks() throws {
    let keys = Schema[.actions].fields.filter { $0.role == .stored }.map(\.name)
    let nulls = keys.map { "\"\($0)\": null" }.joined(separator: ", ")
    let texts = keys.filter { $0 != "number" }.map { "\"\($0)\": \"\"" }.joined(separator: ", ")
    let bare = try lines(readJSON(#"{"objectives": [{"actions": [{}]}]}"#))
    for keys in [nulls, texts] {
      expect(try lines(readJSON("{\"objectives\": [{\"actions\": [{\(keys)}]}]}")), bare)
    }
    let absent = #"{"objectives": null, "plan": null, "officers": null, "risks": null, "findings": null}"#
    #expect(try readJSON(absent)[.objectives].rowCount == 0)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("3.0", 3),
      ("3e0", 3),
      ("30e-1", 3), ("0.03E+2", 3), ("-1.20e1", -12), ("0e999999999999999999999", 0), ("0.0", 0),
      ("1e18", 1_000_000_000_000_000_000),
    ] as [(String, Int64)])
  func wholeNumbers(_ text: String, _ value: Int64) throws {
    let plan = try readJSON("{\"objectives\": [{\"risks\": [{\"score\": \(text)}]}]}")
    guard case .integer(let scores) = plan[Schema.id(.risks, "score")] else {
      Issue.record("no integers")
      return
    }
    #expect(scores.values == [value] && !scores.isBlank(at: 0))
  }

  /// A number outside its scale is kept, and found.
  @Test func scale() throws {
    let plan = try readJSON(
      "{\"objectives\": [{\n\"risks\": [\n{\"impact\": 7, \"likelihood\": 0}]}]}")
    let dump = DocumentDump(plan: plan)
    #expect(dump.items.contains("risk\t1.1\t\t7\t0\t\t"))
    let rows = (0..<plan[.findings].rowCount).filter { dump.text(.findings, "rule", $0) == "scale" }
    #expect(
      rows.map { dump.text(.findings, "message", $0) + " " + dump.text(.findings, "line", $0) } == [
        "the impact 7 is not from 1 to 4 3", "the likelihood 0 is not from 1 to 4 3",
      ])
  }

  /// Where dates are given, also as an empty list, the completion is not read.
  @Test(
    arguments: [
      (#""completion": "Began June 2011""#, "Began June 2011\t2011-06\t"),
      (#""completion": "October 2011", "due": null, "starts": null"#, "October 2011\t\t2011-10"),
      (#""completion": "October 2011", "due": []"#, "October 2011\t\t"),
      (#""due": "2012", "completion": "October 2011""#, "October 2011\t\t2012"),
      (#""starts": "2011", "completion": "October 2011""#, "October 2011\t2011\t"),
      (#""completion": "January 2012 \u0026 July 2012""#, "January 2012 & July 2012\t\t2012-01; 2012-07"),
    ])
  func completions(_ keys: String, _ expected: String) throws {
    let plan = try readJSON("{\"objectives\": [{\"actions\": [{\(keys)}]}]}")
    #expect(DocumentDump(plan: plan).items[2] == "action\t1.1\t\t" + expected + "\t\t\t\t\t")
  }

  /// A doubt is about the ref that the item turns out to have.
  @Test func doubtsWaitForNumbers() throws {
    let text = """
      {"actions": [{"completion": "lost"}],
       "objectives": [{}, {"actions": [{}, {"completion": "soon"}, {"completion": "later", "number": 7}]},
        {"actions": [{"completion": "one day"}], "number": 9}]}
      """
    let found = lines(try readJSON(text)).filter { $0.hasPrefix("finding\tdate-unread") }
    #expect(found.map { $0.split(separator: "\t")[2] } == ["1", "2.2", "2.7", "9.1"])
    #expect(found.map { $0.split(separator: "\t")[3] } == ["1", "2", "2", "3"])
  }

  @Test func findingsTravel() throws {
    let text = """
      {"objectives": [], "findings": [{"severity": "NOTE", "rule": "rag-letter", "entity": "actions", "ref": "8.3",
        "message": "a Greek letter", "line": 12}, {"rule": "number-only", "message": "m"}, {}]}
      """
    let plan = try readJSON(text)
    let dump = DocumentDump(plan: plan)
    let found = (0..<3).map { row in
      Schema[.findings].fields.map { dump.text(.findings, $0.name, row) }.joined(separator: "|")
    }
    #expect(
      found == [
        "note|rag-letter|action|8.3|a Greek letter|12", "warning|number-only|plan||m|", "warning||plan|||",
      ])
  }

  /// A line is that of the item's opening bracket.
  @Test func lines() throws {
    let plan = try readJSON("{\n\"objectives\":\n\n[{\n\"actions\": [\n{\"rag\":\n\"R\"}\n,\n\n{}]}]}")
    let dump = DocumentDump(plan: plan)
    let rows = (0..<plan[.findings].rowCount).filter { dump.text(.findings, "rule", $0) == "due-missing" }
    #expect(rows.map { dump.text(.findings, "line", $0) } == ["6", "10"])
  }
}
