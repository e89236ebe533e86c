import Language
import TestSupport
import Testing

@Suite struct ScriptReaderTests {
  static let scripts: [(script: String, entries: [String])] = [
    ("", []), ("\n # a\n", []), ("actions", ["S actions"]), ("actions\nrisks", ["S actions", "S risks"]),
    ("actions\nwhere a\n\nrisks limit 3", ["S actions\nwhere a", "S risks limit 3"]),
    ("actions where\na = 3\n.help me \nrisks", ["S actions where\na = 3", "C .help me", "S risks"]),
    ("#!/usr/bin/env planq\n.mode csv\nactions", ["C .mode csv", "S actions"]),
    ("  .mode csv\n\\q\n\\?\n", ["C .mode csv", "C \\q", "C \\?"]),
    ("actions; risks\nofficers;\n", ["S actions; risks", "S officers;"]),
    ("actions; risks | sort -u ; x\nofficers", ["S actions; risks | sort -u ; x", "S officers"]),
    ("actions\n| wc -l\nrisks", ["S actions\n| wc -l", "S risks"]),
    (
      "let $x =\n 3\nactions where (a\nor b)\n.help",
      ["S let $x =\n 3", "S actions where (a\nor b)", "C .help"]
    ),
    ("actions # it's\n.print it's \"open\nrisks", ["S actions", "C .print it's \"open", "S risks"]),
    ("actions\n# note\nwhere a", ["S actions\n# note\nwhere a"]),
    ("actions where = 3\nrisks", ["S actions where = 3", "S risks"]),
    ("actions where a = \"b\nrisks", ["S actions where a = \"b", "S risks"]),
    ("?\nrisks", ["S ?", "S risks"]), (")\n)\nrisks", ["S )", "S )", "S risks"]),
    ("actions where (a\n.help", ["S actions where (a\n.help"]), (".5\n. x", ["S .5", "S . x"]),
    ("actions\r\nrisks\r\n.help\r\n", ["S actions", "S risks", "C .help"]),
    ("actions where a\nand b\nrisks", ["S actions where a\nand b", "S risks"]),
    ("actions\nsort by due\nrisks", ["S actions\nsort by due", "S risks"]),
    ("actions\n;risks", ["S actions", "S risks"]), ("\u{FEFF}.help\nactions", ["C .help", "S actions"]),
  ]

  @Test(arguments: scripts.indices) func divides(index: Int) {
    let (script, entries) = Self.scripts[index]
    let bytes = Array(script.utf8)
    func text(_ range: SourceRange) -> String {
      String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    }
    let found = ScriptReader.entries(of: script).map { entry in
      switch entry {
      case .statement(let range): "S " + text(range)
      case .command(let range): "C " + text(range)
      }
    }
    #expect(found == entries)
  }

  /// Parsing the entries one by one gives the statements that parsing the whole gives.
  @Test func agreesWithTheParser() {
    let script = FortyQueries.all.joined(separator: "\n")
    let bytes = Array(script.utf8)
    var statements: [Located<Statement>] = []
    for case .statement(let range) in ScriptReader.entries(of: script) {
      statements +=
        Parser.parse(String(decoding: bytes[range.start..<range.end], as: UTF8.self)).script.statements
    }
    #expect(statements == Parser.parse(script).script.statements)
  }

  @Test(.timeLimit(.minutes(15))) func isLinear() {
    let script = String(repeating: "actions where a = 3\nselect ref; risks\n.help\n", count: 20_000)
    #expect(ScriptReader.entries(of: script).count == 40_000)
  }
}
