import Language
import Testing

/// What a text is parsed to, told as canonical text; trees themselves are compared in `RoundTripTests`.
@Suite struct ParserTests {
  static let canonical: [(text: String, printed: String)] = [
    ("ACTIONS WHERE Rag = r", "ACTIONS where Rag = r"),
    ("actions where ((a))", "actions where a"),
    ("actions where (a or b) and not (c and d)", "actions where (a or b) and not (c and d)"),
    ("actions where a or (b and c)", "actions where a or b and c"),
    ("actions where (a or b) or c", "actions where (a or b) or c"),
    ("actions where (a + b) * -(c - d) = 1", "actions where (a + b) * -(c - d) = 1"),
    ("actions where a - (b - c) = 1", "actions where a - (b - c) = 1"),
    ("actions where --a = 1", "actions where --a = 1"),
    ("actions where (a = b) = (c in (1))", "actions where (a = b) = (c in (1))"),
    ("actions where not not a", "actions where not not a"),
    ("actions where (not a) is blank", "actions where (not a) is blank"),
    // No word is reserved.
    ("actions where kind = group order by group desc", "actions where kind = group order by group desc"),
    ("actions where due.last < 2011", "actions where due.last < 2011"),
    ("actions where starts is not blank", "actions where starts is not blank"),
    ("actions where starts starts with ends", "actions where starts starts with ends"),
    ("actions where not starts overlaps 2011", "actions where not starts overlaps 2011"),
    ("actions where month(due) = 3 and top = limit", "actions where month(due) = 3 and top = limit"),
    ("actions where not = 3 or no is blank", "actions where (not) = 3 or (no) is blank"),
    ("actions where not in (1)", "actions where (not) in (1)"),
    ("actions where any = all", "actions where (any) = all"),
    ("actions group by each, each lead", "actions group by (each), each lead"),
    ("assignments pivot group by part", "assignments pivot group by part"),
    ("actions select select, where, top limit 5", "actions select select, where, top limit 5"),
    ("actions select a as at, b as as", "actions select a as at, b as as"),
    ("order where by = union union select", "order where by = union union select"),
    ("let where x = 1", "let where x = 1"),
    ("view where x", "view where x"),
    ("view where = actions", "view where = actions"),
    ("explain where x", "explain where x"),
    ("explain as at 2011", "explain as at 2011"),
    ("explain sql where x", "explain sql where x"),
    ("explain sql duckdb where x", "explain sql duckdb where x"),
    ("explain SQL SQLite actions", "explain sql SQLite actions"),
    ("explain sql (actions)", "explain sql (actions)"),
    ("explain sql spark (actions)", "explain sql spark (actions)"),
    ("expect where x", "expect where x"),
    ("EXPECT NONE actions", "expect none actions"),
    // Dates.
    ("actions where due < 2011", "actions where due < 2011"),
    ("actions where due in 2011", "actions where due in 2011"),
    ("actions as at 2011 + 3d - 1M", "actions as at 2011 + 3d - 1m"),
    (
      "actions where due = oct 2011 or due = SEPT 2011",
      "actions where due = October 2011 or due = September 2011"
    ),
    (
      "actions where due in last 3 Months or due in NEXT quarter",
      "actions where due in last 3 months or due in next quarter"
    ),
    ("actions where due in this fy or due in last 2 fys", "actions where due in this fy or due in last 2 fy"),
    ("actions where due in ..today", "actions where due in ..today"),
    ("actions where due in 2011.. order by due", "actions where due in 2011.. order by due"),
    ("actions where due in 2011..and rag = R", "actions where due in 2011.. and rag = R"),
    ("actions where due overlaps 2011-10 .. 2011/12q3", "actions where due overlaps 2011-10..2011/12Q3"),
    ("actions where due in 1999/00 and a in 2011-q4", "actions where due in 1999/00 and a in 2011-Q4"),
    (
      "actions where due not in $p and due in \"2011\"..x.first - 3d",
      "actions where due not in $p and due in \"2011\"..x.first - 3d"
    ),
    ("actions where 2011 / 12 = 2011 - 10", "actions where 2011 / 12 = 2011 - 10"),
    ("actions where a = 2011-30d and b = 2011-10-30d", "actions where a = 2011 - 30d and b = 2011-10 - 30d"),
    (
      "actions where last = 3 and first(due) = last(due)",
      "actions where (last) = 3 and first(due) = last(due)"
    ),
    // Strings and patterns.
    (#"actions where a = "x ""y"" \"z\" \\ \n \t \u{e9}""#, #"actions where a = "x \"y\" \"z\" \\ \n \t é""#),
    (#"actions where a = "\u{202e}\u{0}""#, #"actions where a = "\u{202e}\u{0}""#),
    (#"actions where a ~ /b\/c\\\d/ and a / b / c = 1"#, #"actions where a ~ /b\/c\\\d/ and a / b / c = 1"#),
    ("actions where a ~ any(/x/, /y/) and a !~ //", "actions where a ~ any(/x/, /y/) and a !~ //"),
    // Sources and clauses.
    (
      #"mine("a", $b) @draft "text" as at today where x"#, #"mine("a", $b) @draft "text" as at today where x"#
    ),
    (#"actions @"2011 draft""#, #"actions @"2011 draft""#),
    (
      "risks top $n per objective, a.b by score desc, ref ASC",
      "risks top $n per objective, a.b by score desc, ref asc"
    ),
    ("actions limit 3 offset $o distinct totals", "actions limit 3 offset $o distinct totals"),
    ("actions each lead as l select *, l", "actions each lead as l select *, l"),
    ("actions add n = 1 + 2, m = a or b", "actions add n = 1 + 2, m = a or b"),
    ("actions where any a.b[x][y = 1].c(1)[z]", "actions where any a.b[x][y = 1].c(1)[z]"),
    ("a union b except (c intersect d) limit 1", "a union b except (c intersect d) limit 1"),
    // Lines.
    ("actions\nwhere a\n  order by b", "actions where a order by b"),
    ("actions where\na =\n3", "actions where a = 3"),
    ("actions where (a\nor b)", "actions where a or b"),
    ("actions\r\nwhere a\rlimit 3", "actions where a limit 3"),
    ("actions\nrisks", "actions\nrisks"),
    ("actions; ; risks;", "actions\nrisks"),
    ("actions; top where x", "actions;\ntop where x"),
    ("actions\n(risks)", "actions\n(risks)"),
    ("actions where a\n\"text\"; b", ""),
    ("actions | sort -u  # no comment; really", "actions | sort -u  # no comment; really"),
    ("actions\n| wc -l", "actions | wc -l"),
    ("| wc -l", "| wc -l"),
    ("\u{FEFF}actions", "actions"),
    ("", ""), (" \n# only\n", "# only"),
    // Comments.
    ("# a\nactions # b\n# c\nwhere x # d\n# e\n", "# a\n# b\nactions\n# c\n# d\nwhere x\n# e"),
    ("actions where a and # why\n b", "actions\n# why\nwhere a and b"),
    ("(# a\nactions # b\n where x) union risks", "# a\n# b\n(actions where x) union risks"),
    ("(actions\n# b\n where x)\n# c\nunion risks", "# c\n(\n  actions\n  # b\n  where x\n)\nunion\nrisks"),
    ("let $a = # a\n 3 #", "# a\n#\nlet $a = 3"),
  ]

  @Test(arguments: canonical.indices) func printsCanonically(index: Int) {
    let (text, printed) = Self.canonical[index]
    let result = Parser.parse(text)
    guard !printed.isEmpty || text.isEmpty else {
      #expect(!result.diagnostics.isEmpty)
      return
    }
    #expect(result.diagnostics == [], "\(text)")
    #expect(Printer.print(result.script) == printed)
    #expect(Parser.parse(printed).script == result.script)
  }

  @Test func longQueriesHaveALineForEachClause() {
    let text =
      "(actions where lead = \"A long name to fill the line\") except (actions where monitor = \"Another long name\") "
      + "select ref, lead, monitor, evaluator order by ref"
    #expect(
      Printer.print(Parser.parse(text).script) == """
        (
          actions where lead = "A long name to fill the line"
        )
        except
        (
          actions where monitor = "Another long name"
        )
        select ref, lead, monitor, evaluator
        order by ref
        """)
  }

  static let verdicts: [(text: String, verdict: String)] = [
    ("actions where", "incomplete"), ("actions where rag", "complete"), ("actions where rag =", "incomplete"),
    ("actions where rag = R and", "incomplete"), ("actions where rag = R or not", "incomplete"),
    ("actions where (rag = R", "incomplete"), ("actions where rag = \"R", "incomplete"),
    ("actions where rag = \"R\n", "incomplete"), ("actions where (rag = \"R", "incomplete"),
    ("actions where a ~ /x", "incomplete"), ("actions where rag is", "incomplete"),
    ("actions where rag is not", "incomplete"), ("actions where rag not", "incomplete"),
    ("actions where rag not in", "incomplete"), ("actions where rag in (R,", "incomplete"),
    ("actions where rag worse", "incomplete"), ("actions where a starts", "incomplete"),
    ("actions where a between 1", "incomplete"), ("actions where a between 1 and", "incomplete"),
    ("actions where any", "incomplete"), ("actions where any lead[", "incomplete"),
    ("actions where due in last", "incomplete"), ("actions where due in last 3", "incomplete"),
    ("actions where due in 2011..", "complete"), ("actions where due in ..", "incomplete"),
    ("actions where due.", "incomplete"), ("actions where a = 1 +", "incomplete"),
    ("actions as", "incomplete"),
    ("actions as at", "incomplete"), ("actions order", "incomplete"), ("actions order by", "incomplete"),
    ("actions order by due,", "incomplete"), ("actions select a as", "incomplete"),
    ("actions limit", "incomplete"),
    ("actions top 3", "incomplete"), ("actions top 3 per", "incomplete"), ("actions pivot a", "incomplete"),
    ("actions group by each", "incomplete"), ("actions add n", "incomplete"), ("actions union", "incomplete"),
    ("actions |", "incomplete"), ("actions @", "incomplete"), ("(actions", "incomplete"), ("(", "incomplete"),
    ("let", "incomplete"), ("let $x", "incomplete"), ("let $x =", "incomplete"), ("view", "incomplete"),
    ("view v", "incomplete"), ("view v($a", "incomplete"), ("view v =", "incomplete"), ("def", "incomplete"),
    ("def a", "incomplete"), ("def a.b =", "incomplete"), ("expect", "incomplete"),
    ("expect none", "incomplete"),
    ("explain", "incomplete"), ("explain sql", "incomplete"), ("explain sql postgres", "incomplete"),
    ("actions;", "complete"), ("actions where rag = = R", "wrong"), ("actions where ) (", "wrong"),
    ("actions wher", "wrong"), ("actions where rag = 'R", "wrong"),
    ("actions where a = 31/10/2011 and", "wrong"),
    ("actions where a && b and", "wrong"), ("a where b = \"c\nd where", "wrong"),
    ("actions where a limit x; b where", "wrong"),
  ]

  @Test(arguments: verdicts.indices) func tellsIncompleteFromWrong(index: Int) {
    let (text, verdict) = Self.verdicts[index]
    let result = Parser.parse(text)
    #expect(result.verdict == verdict, "\(text): \(result.diagnostics.map(\.code))")
  }

  /// Several mistakes are told at once, and none that only follows from another.
  static let several: [(text: String, codes: [String])] = [
    ("actions where rag = order by due limit x", ["missing-operand", "expected-count"]),
    ("actions where a && b || c <> d", ["foreign-sign", "foreign-sign", "foreign-sign"]),
    ("actions where = ; risks limit x; officers", ["missing-operand", "expected-count"]),
    ("actions where (a b c; risks", ["leftover"]),
    ("actions wher a = 3 order by b\nrisks sort by c", ["unknown-clause", "clause-habit"]),
    ("((actions where =) union (risks where >)) limit x", ["missing-operand"]),
    ("let $x 3; let $y = 4", ["expected-word"]),
    ("actions where lead = Rose Case rag = R", ["bareword-text", "missing-and"]),
  ]

  @Test(arguments: several.indices) func collectsSeveral(index: Int) {
    let (text, codes) = Self.several[index]
    #expect(Parser.parse(text).diagnostics.map(\.code) == codes, "\(text)")
  }

  @Test func keepsTheStatementsWithoutErrors() {
    let result = Parser.parse("actions where = ; risks\nofficers limit x\nfindings")
    #expect(Printer.print(result.script) == "risks\nfindings")
  }

  @Test func treesHoldRangesAndSpelling() throws {
    let text = "risks where ref = 2.10 and score >= 6"
    let script = Parser.parse(text).script
    guard case .query(let query) = try #require(script.statements.first).node.kind,
      case .where(let condition) = try #require(query.first.clauses.first).node.kind,
      case .and(let operands) = condition.kind,
      case .compare(let left, let operation, .one(let right)) = operands[0].kind
    else {
      Issue.record("not the tree that was meant")
      return
    }
    #expect(condition.range == SourceRange(12, 37))
    #expect(left.range == SourceRange(12, 15))
    #expect(operation == Located(.equal, SourceRange(16, 17)))
    #expect(operation.range == SourceRange(16, 17))
    #expect(right.kind == .number("2.10"))
    #expect(right.range == SourceRange(18, 22))
    #expect(query.first.clauses[0].range == SourceRange(6, 37))
  }
}
