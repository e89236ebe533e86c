import Binding
import Language
import Plan
import TestSupport
import Testing

@testable import Shell

/// Completion without a terminal: texts with the cursor as the last `|`, and what may stand there.
@Suite struct CompleterTests {
  static let completer: Completer? = {
    guard let opened = try? OpenPlan.open(nil), let today = Day(year: 2011, month: 10, day: 1) else {
      return nil
    }
    var environment = BindingEnvironment(today: today)
    environment.parameters = [Parameter(name: "who", value: .text("Rose Case"), type: .text)]
    if case .view(let name, let parameters, let query)? = Parser.parse(
      "view mine($who) = actions where lead = $who"
    ).script.statements.first?.node.kind {
      environment.views = [View(name: name.node, parameters: parameters.map(\.node), query: query)]
    }
    return Completer(
      state: CompletionState(
        environment: environment, plan: opened.plan,
        queries: [KnownQuery(name: "overdue", help: "what is late"), KnownQuery(name: "red", help: "")]))
  }()

  static func complete(_ marked: String) throws -> (list: CompletionList, text: String) {
    let completer = try #require(Self.completer)
    let cursor = try #require(marked.utf8.lastIndex(of: UInt8(ascii: "|")))
    let before = marked.utf8.distance(from: marked.utf8.startIndex, to: cursor)
    let text = String(marked[..<cursor]) + String(marked[cursor...].dropFirst())
    return (completer.complete(text, cursor: before), text)
  }

  /// The text with its one candidate, or what all share, put in.
  static func completed(_ marked: String) throws -> String {
    let (list, text) = try complete(marked)
    var bytes = Array(text.utf8)
    if list.candidates.isEmpty { return marked }
    bytes.replaceSubrange(list.range, with: Array((list.common + "|").utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  static let single: [(String, String)] = [
    ("act|", "actions |"), ("  ri|", "  risks |"), ("mi|", "mine(|"),
    ("actions wh|", "actions where |"), ("actions gr|", "actions group by |"),
    ("actions where desc|", "actions where description |"),
    ("actions where objective.ti|", "actions where objective.title |"),
    ("actions where any lead[ag|", "actions where any lead[agency |"),
    (#"actions where owner = "Ro|"#, #"actions where owner = "Rose Case" |"#),
    ("actions where owner = Ro|", #"actions where owner = "Rose Case" |"#),
    (#"actions where owner = "rose c|"#, #"actions where owner = "Rose Case" |"#),
    (#"actions where owner = "RÖSE|"#, #"actions where owner = "Rose Case" |"#),
    (#"actions where owner = "case|"#, #"actions where owner = "Rose Case" |"#),
    (#"actions where owner = "Ro|" and rag = R"#, #"actions where owner = "Rose Case|" and rag = R"#),
    (#"actions where lead in ("Sarah W|"#, #"actions where lead in ("Sarah Webb" |"#),
    (#"actions where any lead[name = "Ro|"#, #"actions where any lead[name = "Rose Case" |"#),
    (#"assignments where party = "Ro|"#, #"assignments where party = "Rose Case" |"#),
    ("actions where rag wo|", "actions where rag worse than |"),
    ("actions where rag worse t|", "actions where rag worse than |"),
    ("actions where due ov|", "actions where due overlaps |"),
    ("actions where description st|", "actions where description starts with |"),
    ("actions where lead = $w|", "actions where lead = $who |"),
    ("let $day = 2011-10; actions where due < $d|", "let $day = 2011-10; actions where due < $day |"),
    ("view v($a) = actions where lead = $a|", "view v($a) = actions where lead = $a |"),
    ("actions select cou|", "actions select count(|"), ("actions where days_|", "actions where days_late |"),
    ("actions order by ref de|", "actions order by ref desc |"),
    (
      "actions group by rag select rag, count() as amount where am|",
      "actions group by rag select rag, count() as amount where amount |"
    ),
    (
      "actions select ref as number_of_it order by number_|",
      "actions select ref as number_of_it order by number_of_it |"
    ),
    ("explain sql pos|", "explain sql postgres |"), ("def act|", "def actions|"),
    ("actions where due in next q|", "actions where due in next quarter |"),
    ("actions where due = tod|", "actions where due = today |"),
    ("((actions) ex|", "((actions) except |"), ("actions top 3 pe|", "actions top 3 per |"),
    ("risks where\n  mit|", "risks where\n  mitigation |"), ("actions as a|", "actions as at |"),
    ("findings where severity = w|", "findings where severity = warning |"),
    (".sch|", ".schema |"), (".schema obj|", ".schema objectives |"),
    (".schema sql d|", ".schema sql duckdb |"),
    (".mode js|", ".mode json |"), (".mode nd|", ".mode ndjson |"), (".fy ju|", ".fy Ju|"),
    (".help pi|", ".help pivot |"),
    (".set li|", ".set live |"), (".set mode ma|", ".set mode ma|"), (".set fy Jul|", ".set fy July |"),
    // Behind `|` the shell's words: programs, then files.
    ("actions | sha256su|", "actions | sha256sum |"),
    ("actions | sort /usr/loca|", "actions | sort /usr/local/|"),
    ("actions | sort && sha256su|", "actions | sort && sha256sum |"),
    (".shell sha256su|", ".shell sha256sum |"), (".again | sha256su|", ".again | sha256sum |"),
    (".again sha256su|", ".again sha256su|"), ("actions | sort <\n/et|", "actions | sort <\n/et|"),
    // Nothing fits.
    ("actions where foo|", "actions where foo|"), ("actions # whe|", "actions # whe|"),
    ("actions where description ~ /wh|", "actions where description ~ /wh|"),
    ("actions limit |", "actions limit |"),
  ]

  @Test(arguments: single.indices) func oneFits(index: Int) throws {
    let (marked, expected) = Self.single[index]
    let (list, _) = try Self.complete(marked)
    #expect(try Self.completed(marked) == expected, "\(list.candidates.prefix(9).map(\.label))")
  }

  /// What may stand there, in order; `…` where more may come between or behind.
  static let several: [(String, [String])] = [
    ("actions where owner = |", ["Rose Case 14", "…"]),
    ("actions where rag = |", ["R 1", "A 19", "G 10", "blank", "any("]),
  ]

  @Test(arguments: several.indices) func severalFit(index: Int) throws {
    let (marked, expected) = Self.several[index]
    let labels = try Self.complete(marked).list.candidates.map {
      $0.kind == .value && !$0.detail.isEmpty ? "\($0.label) \($0.detail)" : $0.label
    }
    let wanted = expected.filter { $0 != "…" }
    #expect(
      expected.last == "…" ? Array(labels.prefix(wanted.count)) == wanted : labels == wanted, "\(labels)")
  }

  /// Operators fit the type of what stands before them; each is there, or not.
  static let operators: [(String, there: [String], not: [String])] = [
    (
      "actions where rag |", ["=", "!=", "in (", "is blank", "worse than"],
      ["<", "~", "starts with", "overlaps", "and", "where", "order by"]
    ),
    (
      "actions where description |", ["=", "~", "starts with", "in ("],
      ["worse than", "overlaps", "in", "order by"]
    ),
    ("actions where due |", ["=", "<", "overlaps", "in", "between"], ["worse than", "starts with", "and"]),
    ("risks where score |", ["=", "<", ">=", "between"], ["worse than", "~", "overlaps"]),
    ("actions where overdue |", ["and", "or", "order by", "select"], ["worse than", "<", "~"]),
    (
      "actions where rag = R |", ["and", "or", "order by", "group by", "union"],
      ["=", "where R", "worse than", "asc"]
    ),
    ("actions |", ["where", "group by", "select", "as", "union"], ["and", "=", "let", "by"]),
    (
      "actions where |", ["rag", "lead", "owner", "overdue", "not", "any", "count("],
      ["where", "order by", "=", "today", "R", "and"]
    ),
    ("actions where any lead[|", ["name", "kind", "agency", "role"], ["rag", "due"]),
    ("actions where lead.|", ["name", "kind", "first", "last"], ["rag", "not", "count("]),
    ("actions where due.|", ["first", "last"], ["name"]),
    ("actions order by |", ["rag", "due"], ["not", "where"]), ("actions order |", ["by"], ["rag"]),
    ("|", ["actions", "risks", "mine(", "let", "explain"], ["where", "and", "by"]),
    ("actions group by rag select |", ["rag", "count", "count("], ["lead", "due"]),
    ("actions select ref as |", [], ["rag", "where"]),
    ("actions pivot rag |", ["by"], ["where"]), ("actions limit 3 |", ["offset", "where"], ["and"]),
    (".|", [".help", ".mode", ".quit"], ["actions"]), (".schema |", ["actions", "json", "sql"], ["duckdb"]),
    (".save x.json |", [], ["actions"]), ("expect |", ["none", "some"], []),
  ]

  @Test(arguments: operators.indices) func wordsFit(index: Int) throws {
    let (marked, there, not) = Self.operators[index]
    let labels = try Self.complete(marked).list.candidates.map(\.label)
    for word in there { #expect(labels.contains(word), "\(word) after \(marked): \(labels)") }
    for word in not { #expect(!labels.contains(word), "\(word) after \(marked): \(labels)") }
  }
}
