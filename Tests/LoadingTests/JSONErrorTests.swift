import Loading
import Plan
import TestSupport
import Testing

/// What is wrong with a plan file, and where: `«»` marks the place that the error must name.
struct JSONErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var path: String?
    var message: String
    var testDescription: String { message }
  }

  /// A case within the first action of the second objective.
  private static func action(_ text: String, _ path: String, _ message: String) -> Case {
    Case(
      text: "{\n  \"objectives\": [\n    {},\n    {\"actions\": [\n      {\(text)}\n    ]}\n  ]\n}",
      path: "objectives[1].actions[0]" + path, message: message)
  }

  private static let dates =
    "is no date; write it as 2011-10-31, 2011-10, 2011-Q4, 2011/12, 2011 or 2011-10-03..2011-11-02"

  static let keys = [
    action(
      #"«»"ragg": "R""#, ".ragg", "an action has no key “ragg”; did you mean “rag”?"),
    action(#"«»"Lead": "R""#, ".Lead", "an action has no key “Lead”; did you mean “lead”?"),
    action(#"«»"onwer": "R""#, ".onwer", "an action has no key “onwer”; did you mean “owner”?"),
    action(
      #"«»"a b": [{}]"#, "[“a b”]",
      "an action has no key “a b”; its keys are number, description, completion, starts, due, lead, monitor, "
        + "evaluator, links, rag"),
    action(#""rag": "R", «»"rag": "R""#, ".rag", "rag is given twice"),
    action(#""rag": null, «»"rag": null"#, ".rag", "rag is given twice"),
    action(#""rag": "R", «»"r\u0061g": "R""#, ".rag", "rag is given twice"),
    action(#""lead": "A", «»"owner": "B""#, ".owner", "owner is another name for lead, and both are given"),
    action(#""owner": "A", «»"lead": "B""#, ".lead", "owner is another name for lead, and both are given"),
    action(#""owner": "A", «»"owner": "B""#, ".owner", "owner is given twice"),
    action(#"«»"ref": "2.1""#, ".ref", "ref is worked out by planq; leave it out"),
    action(
      #"«»"objective": 2"#, ".objective",
      "objective is not written: it follows from the objective in whose list “actions” the item stands"),
    Case(
      text: #"{"objectives": [], «»"objectves": []}"#, path: "objectves",
      message: "the plan file has no key “objectves”; did you mean “objectives”?"),
    Case(
      text: #"{"objectives": [], «»"groups": []}"#, path: "groups",
      message: "groups is worked out by planq; leave it out"),
    Case(
      text: #"{"objectives": [{«»"rag": "R"}]}"#, path: "objectives[0].rag",
      message: "rag is worked out by planq; leave it out"),
    Case(
      text: #"{"objectives": [{"indicators": [{"targets": [{«»"value": 5}]}]}]}"#,
      path: "objectives[0].indicators[0].targets[0].value",
      message: "value is worked out by planq; leave it out"),
    Case(
      text: #"{"plan": {«»"titel": "x"}, "objectives": []}"#, path: "plan.titel",
      message: "the plan has no key “titel”; did you mean “title”?"),
    action(
      #""lead": [{"name": "A"}, {«»"nam": "B"}]"#, ".lead[1].nam",
      "a party has no key “nam”; did you mean “name”?"),
    Case(
      text: #"{"findings": [{«»"text": ""}], "objectives": []}"#, path: "findings[0].text",
      message: "a finding has no key “text”; its keys are severity, rule, entity, ref, message, line"),
  ]

  static let types = [
    action(#""rag": «»3"#, ".rag", "rag must be a string or null, found a number"),
    action(#""rag": «»["R"]"#, ".rag", "rag must be a string or null, found a list"),
    action(#""rag": «»true"#, ".rag", "rag must be a string or null, found true"),
    action(#""rag": «»"Yellow""#, ".rag", "rag must be R, A, G or blank (null), found “Yellow”"),
    action(#""rag": «»"Α""#, ".rag", "rag must be R, A, G or blank (null), found “Α” (U+0391)"),
    action(
      #""number": «»"3""#, ".number",
      "number must be a whole number or null, found a string; write 3 without quotes"),
    action(#""number": «»"three""#, ".number", "number must be a whole number or null, found a string"),
    action(#""number": «»1.5"#, ".number", "number must be a whole number or null, found 1.5"),
    action(#""number": «»1e-1"#, ".number", "number must be a whole number or null, found 1e-1"),
    action(
      #""number": «»9223372036854775808"#, ".number",
      "number must be from -9223372036854775808 to 9223372036854775807, found 9223372036854775808"),
    action(
      #""number": «»1e999"#, ".number",
      "number must be from -9223372036854775808 to 9223372036854775807, found 1e999"),
    action(
      #""description": «»50"#, ".description",
      "description must be a string or null, found a number; write it in double quotes"),
    action(#""starts": «»["2011"]"#, ".starts", "starts must be a string or null, found a list"),
    action(
      #""due": «»2011"#, ".due",
      "due must be a string, a list of strings or null, found a number; write it in double quotes"),
    action(
      #""due": ["2011", «»2012]"#, ".due[1]",
      "each of due must be a string, found a number; write it in double quotes"),
    action(#""due": «»"31/10/2011""#, ".due", "“31/10/2011” " + dates),
    action(#""due": ["2011", «»"2011/13"]"#, ".due[1]", "“2011/13” " + dates),
    action(#""due": «»"\u00002011""#, ".due", "“U+00002011” " + dates),
    action(#""starts": «»"soon""#, ".starts", "“soon” " + dates),
    action(
      #""lead": «»7"#, ".lead", "lead must be a name, an object, a list of these or null, found a number"),
    action(#""lead": ["A", «»["B"]]"#, ".lead[1]", "each of lead must be a name or an object, found a list"),
    action(
      #""lead": {"name": «»7}"#, ".lead.name",
      "name must be a string or null, found a number; write it in double quotes"),
    action(
      #""lead": {"name": "A", "kind": «»"team"}"#, ".lead.kind",
      "kind must be officer, group, agency or blank (null), found “team”"),
    Case(
      text: #"{"objectives": «»{}}"#, path: "objectives",
      message: "objectives must be a list or null, found an object"),
    Case(
      text: #"{"objectives": [{}, «»null]}"#, path: "objectives[1]",
      message: "each of objectives must be an object, found null"),
    Case(
      text: #"{"objectives": [], "plan": «»"Plan"}"#, path: "plan",
      message: "plan must be an object or null, found a string"),
    Case(
      text: #"{"objectives": [], "officers": [«»1]}"#, path: "officers[0]",
      message: "each of officers must be a name or an object, found a number"),
    Case(
      text: #"{"objectives": [], "findings": [{"entity": «»"thing"}]}"#, path: "findings[0].entity",
      message: "“thing” is no kind of item in a plan"),
    Case(
      text: #"{"objectives": [], "findings": [«»"x"]}"#, path: "findings[0]",
      message: "each of findings must be an object, found a string"),
  ]

  static let syntax = [
    action(#""rag": "R"«»,"#, ".rag", "nothing follows this comma; leave it out"),
    action(#""rag": "R" «»"due": null"#, ".rag", "expected a comma or }, found a string"),
    action(#""rag" «»= "R""#, ".rag", "expected a colon after the key, found “=”"),
    action("«»rag: null", "", "expected a key in double quotes, found “rag”"),
    action(#""rag": «»'R'"#, ".rag", "expected a value, found “'”"),
    action(#""number": «»007"#, ".number", "“007” is no number as JSON writes one"),
    action(
      #""description": "a«»\qb""#, ".description",
      #"this is no escape of JSON, such as \n or \u00e9; a backslash itself is written \\"#),
    action(#""description": "a«»\ud83d""#, ".description", "half of a surrogate pair stands alone"),
    action("\"description\": \"a«»\tb\"", ".description", #"a tab in a string is written \t"#),
    action(
      "\"description\": \"é – a«»\nb\"", ".description",
      #"a string may not go on in the next line; a line break in it is written \n"#),
    action(
      "\"description\": \"«»\u{1}\"", ".description",
      #"the control character U+0001 in a string is written \u0001"#),
    Case(
      text: "{\"objectives\": [{\"title\": «»\"Never closed}]}", path: "objectives[0].title",
      message: "the string that begins here is never closed"),
    Case(
      text: #"{"objectives": [{"title": "a"«»"#, path: "objectives[0].title",
      message: "expected a comma or }, found the end of the text"),
    Case(
      text: #"{"objectives": []} «»{}"#, path: nil,
      message: "the text is complete before this, but more follows"),
    Case(text: "«»", path: nil, message: "expected a value, found the end of the text"),
  ]

  @Test(arguments: keys + types + syntax)
  func names(_ error: Case) throws {
    let marked = MarkedSource(error.text)
    let offset = try #require(marked.ranges.first?.lowerBound)
    let before = String(decoding: Array(marked.text.utf8)[..<offset], as: UTF8.self).unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    #expect(
      jsonFailure(marked.text) == LoadFailure(error.message, line: line, column: column, path: error.path))
  }

  /// One in full, so that the places above are not only right by their own reckoning.
  @Test func columnsAreCodePoints() {
    let text = "{\n\t\"objectives\": [\n\t\t{\"title\": \"é 🇨🇭\", \"number\": \"1\"}]}"
    #expect(
      jsonFailure(text)
        == LoadFailure(
          "number must be a whole number or null, found a string; write 1 without quotes", line: 3,
          column: 31,
          path: "objectives[0].number"))
  }

  @Test(
    arguments: [
      "{}", "[]", "3", "null", #""objectives""#, #"{"plan": {"title": "x"}}"#,
      #"{"name": "a", "version": "1.0.0"}"#,
      #"[{"objectives": []}]"#,
    ])
  func otherFilesAreToldWhatAPlanLooksLike(_ text: String) {
    let message =
      "this is JSON, but no plan: a plan file looks like "
      + #"{"plan": {"title": "…"}, "objectives": [{"number": 1, "title": "…", "actions": [{"description": "…"}]}]}"#
    #expect(jsonFailure(text) == LoadFailure(message, line: 1, column: 1))
  }

  @Test func readingCanBeCancelled() {
    let text = #"{"objectives": ["# + Array(repeating: "{}", count: 5000).joined(separator: ",") + "]}"
    #expect(throws: LoadFailure("reading was cancelled")) {
      try JSONReader.read(Array(text.utf8), into: PlanBuilder(), isCancelled: { true })
    }
  }
}
