import Language
import Testing

/// A wrong text with the place marked, the code of the first diagnostic, and what its fix gives, if there is one.
struct Mistake: CustomTestStringConvertible, Sendable {
  var marked: String
  var code: String
  var fixed: String?

  init(_ marked: String, _ code: String, _ fixed: String? = nil) {
    self.marked = marked
    self.code = code
    self.fixed = fixed
  }

  var testDescription: String { marked }

  static let all: [Mistake] =
    quotes + signs + dates + numbers + clauses + beginnings + conditions + structure
    + statements

  static let quotes: [Mistake] = [
    .init(#"actions where lead = «"Rose Case»"#, "unclosed-quote", #"actions where lead = "Rose Case""#),
    .init("actions where a = «\"Rose»\nrisks", "unclosed-quote", "actions where a = \"Rose\"\nrisks"),
    .init("actions where lead = «'Rose Case'»", "foreign-quotes", #"actions where lead = "Rose Case""#),
    .init("actions where lead = «'O'Brien'»", "foreign-quotes", #"actions where lead = "O'Brien""#),
    .init(
      "actions where lead = «“Rose Case”» limit 1", "foreign-quotes",
      #"actions where lead = "Rose Case" limit 1"#),
    .init("actions where lead = «‘a \"b\"’»", "foreign-quotes", #"actions where lead = "a \"b\"""#),
    .init("actions where lead = «'»Rose", "foreign-quotes"),
    .init(#"actions where a = "b«\d»""#, "unknown-escape", #"actions where a = "b\\d""#),
    .init(#"actions where a = "«\u{110000}»""#, "no-such-code-point"),
    .init("actions where a = \"b«\u{1}»c\"", "control-character", #"actions where a = "b\u{1}c""#),
    .init("actions where a ~ «/b(c)»", "unclosed-regex", "actions where a ~ /b(c)/"),
    .init("actions where lead = «Rose Case»", "bareword-text", #"actions where lead = "Rose Case""#),
    .init(
      "actions where lead = «Rose Case» order by due", "bareword-text",
      #"actions where lead = "Rose Case" order by due"#),
    .init(
      "actions where lead in («Rose Case», A)", "bareword-text", #"actions where lead in ("Rose Case", A)"#),
    .init(
      "actions where lead = all(«Julia Cramp»)", "bareword-text", #"actions where lead = all("Julia Cramp")"#),
    .init(
      "actions where lead = «Rose Case» and rag = R", "bareword-text",
      #"actions where lead = "Rose Case" and rag = R"#),
  ]

  static let signs: [Mistake] = [
    .init("actions where rag = R «&&» due < 2012", "foreign-sign", "actions where rag = R and due < 2012"),
    .init("actions where rag = R«||»overdue", "foreign-sign", "actions where rag = R or overdue"),
    .init("actions where «!»overdue", "foreign-sign", "actions where not overdue"),
    .init("actions where (a«&»b)", "foreign-sign", "actions where (a and b)"),
    .init("actions where rag «<>» R", "foreign-sign", "actions where rag != R"),
    .init("risks where score «=>» 3", "foreign-sign", "risks where score >= 3"),
    .init("risks where score «≥» 3", "foreign-sign", "risks where score >= 3"),
    .init("actions where rag «===» R", "foreign-sign", "actions where rag == R"),
    .init("actions where lead«:»R", "foreign-sign", "actions where lead=R"),
    .init("risks where score = 5 «–» 1", "foreign-sign", "risks where score = 5 - 1"),
    .init("actions«\u{A0}»where overdue", "foreign-blank", "actions where overdue"),
    .init("actions where «?»", "unexpected-character"),
    .init("actions«\u{7}»", "control-character", "actions"),
    .init("actions where «näme» = 3", "name-letters", #"actions where "näme" = 3"#),
    .init("actions where lead = «Zoë»", "name-letters", #"actions where lead = "Zoë""#),
    .init("actions where a = «$»", "nameless-parameter"),
  ]

  static let dates: [Mistake] = [
    .init("actions where due < «31/10/2011»", "slash-date", "actions where due < 2011-10-31"),
    .init("actions where due < «10/31/2011»", "slash-date", "actions where due < 2011-10-31"),
    .init("actions where due < «31.10.2011»", "slash-date", "actions where due < 2011-10-31"),
    .init("actions where due < «2011/10/31»", "slash-date", "actions where due < 2011-10-31"),
    .init("actions where due < «31/31/2011»", "slash-date"),
    .init("actions where due < «31 October 2011»", "day-before-month", "actions where due < 2011-10-31"),
    .init("actions where due in «3 Oct 2011»", "day-before-month", "actions where due in 2011-10-03"),
    .init("actions where due < «2011-02-30»", "no-such-date"),
    .init("actions where due < «2011-13»", "no-such-date"),
    .init("actions where due < «1900-02-29»", "no-such-date"),
    .init("actions where due < «2011-Q5»", "no-such-date"),
    .init("actions where due < «2011/12Q0»", "no-such-date"),
    .init("actions where due < «2011-1»", "malformed-date", "actions where due < 2011-01"),
    .init("actions where due < «2011-1-3»", "malformed-date", "actions where due < 2011-01-03"),
    .init("actions where due < «2011Q4»", "malformed-date", "actions where due < 2011-Q4"),
    .init("actions where due in «2011/13»", "wrong-financial-year", "actions where due in 2011/12"),
    .init("actions where due in «2011/2012»", "wrong-financial-year", "actions where due in 2011/12"),
    .init("actions where due in «1999/01Q2»", "wrong-financial-year", "actions where due in 1999/00Q2"),
    .init("actions where due < today + «30 days»", "word-duration", "actions where due < today + 30d"),
    .init(
      "actions where due in 2011 - «3 months»..today", "word-duration",
      "actions where due in 2011 - 3m..today"),
    .init("actions where due < today + «30days»", "malformed-number", "actions where due < today + 30d"),
    .init("actions where due in last 3 «cats»", "expected-unit"),
    .init("actions where due in today + «3»", "expected-duration", "actions where due in today + 3d"),
    .init("actions where due in «-»3", "expected-date"),
    .init("actions where due = 2011-10«..»2011-12", "period-place", "actions where due in 2011-10..2011-12"),
    .init(
      "actions where due in (2011-10«..»2011-12)", "period-place", "actions where due in 2011-10..2011-12"),
    .init("actions where due < 2011-10«..»2011-12", "period-place"),
  ]

  static let numbers: [Mistake] = [
    .init("risks where score = «007»", "malformed-number", "risks where score = 7"),
    .init("risks where score = «.5»", "malformed-number", "risks where score = 0.5"),
    .init("risks where score = «5.» ", "malformed-number", "risks where score = 5 "),
    .init("risks where score = «1e5»", "malformed-number"),
    .init("risks where score = «1.2.3»", "malformed-number"),
    .init("risks limit «99999999999999999999»", "number-too-large"),
    .init("risks where due < today + «99999999999999999999»d", "number-too-large"),
    .init("risks limit «x»", "expected-count"),
    .init("risks limit «2.5»", "expected-count"),
    .init("risks limit 3 offset «-»1", "expected-count"),
  ]

  static let clauses: [Mistake] = [
    .init("actions «sort by» due", "clause-habit", "actions order by due"),
    .init("actions «sort» due", "clause-habit", "actions order by due"),
    .init("actions\n«sort by» due", "clause-habit", "actions\norder by due"),
    .init("actions group by rag «having» count > 3", "clause-habit", "actions group by rag where count > 3"),
    .init("actions «filter» rag = R", "clause-habit", "actions where rag = R"),
    .init("actions\n«filter» rag = R", "clause-habit", "actions\nwhere rag = R"),
    .init("actions where overdue «show» ref, lead", "clause-habit", "actions where overdue select ref, lead"),
    .init("actions «take» 5", "clause-habit", "actions limit 5"),
    .init("actions order «due»", "expected-word", "actions order by due"),
    .init("actions group «rag»", "expected-word", "actions group by rag"),
    .init("risks top 3 per objective «score»", "expected-word", "risks top 3 per objective by score"),
    .init("actions «wher» rag = R", "unknown-clause", "actions where rag = R"),
    .init("actions where overdue «oder» by due", "unknown-clause", "actions where overdue order by due"),
    .init("actions «rag» = R", "missing-where", "actions where rag = R"),
    .init("actions «referral»", "missing-where"),
    .init("actions select count() «n», ref", "missing-as", "actions select count() as n, ref"),
    .init("actions order by due «descending»", "direction-habit", "actions order by due desc"),
    .init(
      "actions where overdue «as at 2011-08-15» limit 3", "as-at-place",
      "actions as at 2011-08-15 where overdue limit 3"),
    .init("actions select a«,» order by b", "trailing-comma", "actions select a order by b"),
    .init("actions select a«,», b", "trailing-comma", "actions select a, b"),
    .init("actions where lead in (a«,»)", "trailing-comma", "actions where lead in (a)"),
    .init("let $a = 1 «where» b", "leftover"),
    .init("actions limit 3 «\"x\"»", "leftover"),
    .init("actions where rag = R«,» overdue", "leftover", "actions where rag = R and overdue"),
    .init("actions where overdue«)»", "unmatched-bracket", "actions where overdue"),
    .init("actions | sort\n«risks»", "text-after-pipe"),
    .init("mine«()»", "empty-arguments", "mine"),
  ]

  static let beginnings: [Mistake] = [
    .init("«from» actions where overdue", "beginning", "actions where overdue"),
    .init("«show» actions", "beginning", "actions"),
    .init(
      "«select» ref, lead from actions where overdue", "select-first",
      "actions where overdue select ref, lead"),
    .init("«select» * from actions", "select-first", "actions"),
    .init("«where» rag = R", "clause-before-source"),
    .init("«sort» by due", "clause-before-source"),
    .init("actions where a\n«and» b", "broken-line", "actions where a and b"),
    .init("actions select a\n«,» b", "broken-line", "actions select a , b"),
    .init("actions where a = 3\n«+» b", "broken-line", "actions where a = 3 + b"),
    .init("actions union «3»", "expected-query"),
    .init("actions where a;; «=» 3", "expected-query"),
  ]

  static let conditions: [Mistake] = [
    .init("risks where 1 < score «<» 3", "chained-comparison", "risks where 1 < score and score < 3"),
    .init("risks where a = b «is» blank", "chained-comparison", "risks where a = b and b is blank"),
    .init("actions where «any» lead = \"X\"", "any-comparison", "actions where lead = \"X\""),
    .init("actions where «no» lead = \"X\"", "any-comparison", "actions where lead != \"X\""),
    .init("actions where «every» lead = \"X\"", "any-comparison"),
    .init("actions where rag is «null»", "blank-word", "actions where rag is blank"),
    .init("actions where rag is not «null»", "blank-word", "actions where rag is not blank"),
    .init("actions where rag = «null»", "blank-word", "actions where rag = blank"),
    .init("actions where rag «is» R", "is-habit", "actions where rag = R"),
    .init("actions where rag «is not» R", "is-habit", "actions where rag != R"),
    .init("actions where rag «is» in (R)", "is-habit", "actions where rag in (R)"),
    .init("actions where lead «like» \"x\"", "operator-habit", "actions where lead ~ \"x\""),
    .init("actions where rag «not =» A", "operator-habit", "actions where rag != A"),
    .init("actions where due «before» 2011", "operator-habit", "actions where due < 2011"),
    .init("actions where due «within» 2011", "operator-habit", "actions where due in 2011"),
    .init("actions where rag = R «lead» = \"x\"", "missing-and", "actions where rag = R and lead = \"x\""),
    .init(
      "actions where (rag = R «lead» = \"x\")", "missing-and", "actions where (rag = R and lead = \"x\")"),
    .init("actions where lead starts «\"R\"»", "expected-word", "actions where lead starts with \"R\""),
    .init("actions where rag worse «G»", "expected-word", "actions where rag worse than G"),
    .init("actions where a between 1 «,» 3", "expected-word"),
    .init("actions where rag = «order» by due", "missing-operand"),
    .init("actions where rag = R and «)»", "missing-operand"),
    .init("actions where «where» a", "missing-operand"),
    .init("actions where a = «*» 3", "missing-operand"),
    .init("actions where «and» b", "missing-operand"),
  ]

  static let structure: [Mistake] = [
    .init("actions where «(»rag = R", "unclosed-bracket", "actions where (rag = R)"),
    .init(
      "actions where «(»rag = R order by due", "unclosed-bracket", "actions where (rag = R) order by due"),
    .init("actions where «(»rag = R; risks", "unclosed-bracket", "actions where (rag = R); risks"),
    .init("actions where lead«[»name = 1", "unclosed-bracket", "actions where lead[name = 1]"),
    .init("actions where («[»a])", "missing-operand"),
    .init("actions where lead in (actions «select» lead)", "leftover"),
    .init("«(»actions", "unclosed-bracket", "(actions)"),
  ]

  static let statements: [Mistake] = [
    .init("let «me» = 3", "expected-parameter", "let $me = 3"),
    .init("let $me «3»", "expected-word"),
    .init("view mine «actions»", "expected-word"),
    .init("def actions «stale» = a", "expected-word"),
    .init("expect «many» actions", "expected-expectation"),
    .init("explain sql «oracle» actions", "unknown-dialect"),
    .init("explain sql «postgresql» actions", "unknown-dialect", "explain sql postgres actions"),
  ]

}

@Suite struct DiagnosticsTests {
  @Test(arguments: Mistake.all) func isToldExactly(mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let result = Parser.parse(source.text)
    let first = try #require(result.diagnostics.first)
    let told =
      "\(first.code) \(first.range.start)..\(first.range.end) fix: \(first.fix?.applied(to: source.text) ?? "-")"
    let right = "\(mistake.code) \(source.range.start)..\(source.range.end) fix: \(mistake.fixed ?? "-")"
    #expect(told == right)
    if let fixed = first.fix?.applied(to: source.text) {
      #expect(Parser.parse(fixed).diagnostics.map(\.code) == [])
    }
  }
}
