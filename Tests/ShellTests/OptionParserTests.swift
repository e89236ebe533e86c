import Rendering
import TestSupport
import Testing

@testable import Shell

@Suite struct OptionParserTests {
  /// The words of a command line, and what they mean.
  static let understood: [(words: [String], check: @Sendable (Options) -> Bool)] = [
    ([], { $0.plan == nil && $0.work.isEmpty && $0.readsInit && $0.hasHeader }),
    (["a.json", "actions", "risks"], { $0.plan == "a.json" && $0.texts == ["actions", "risks"] }),
    (["A.TXT"], { $0.plan == "A.TXT" }), (["a/b"], { $0.plan == "a/b" }), (["-"], { $0.plan == "-" }),
    (["actions", "a/b"], { $0.plan == nil && $0.texts == ["actions", "a/b"] }),
    (["actions where due in 2011/12"], { $0.plan == nil && $0.texts == ["actions where due in 2011/12"] }),
    (["actions"], { $0.firstQuery == "actions" }), (["a.db", "actions"], { $0.firstQuery == nil }),
    (["-c", "actions", "a.db"], { $0.plan == "a.db" && $0.texts == ["actions"] }),
    (["-cactions"], { $0.texts == ["actions"] }), (["--command=a=b"], { $0.texts == ["a=b"] }),
    (["-f", "-", "-f", "a", "x"], { $0.texts == ["<-", "<a", "x"] }),
    (["--json"], { $0.mode == .json }), (["-json"], { $0.mode == .json }), (["-line"], { $0.mode == .line }),
    (["--mode", "TSV"], { $0.mode == .tsv }), (["--mode=html"], { $0.mode == .html }),
    (["--json", "--csv"], { $0.mode == .csv }),
    (["-o", "x", "actions"], { $0.outputPath == "x" && $0.texts == ["actions"] }),
    (["actions", "--no-header"], { !$0.hasHeader }), (["--null", ""], { $0.nullText == "" }),
    (["--null=-"], { $0.nullText == "-" }),
    (["-p", "a=b=c", "-p$d=", "--param", "e=1"], { $0.given == ["a=b=c", "d=", "e=1"] }),
    (["--as-at", "2011-08"], { $0.asAt == "2011-08" }),
    (["--", "--json", "-x"], { $0.mode == nil && $0.texts == ["--json", "-x"] }),
    (["--color", "NEVER"], { $0.color == .never }), (["--safe", "--unsafe"], { $0.isSafe && $0.isUnsafe }),
    (["--no-init", "--init", "x"], { !$0.readsInit && $0.initFile == "x" }),
    (
      ["--keep-going", "--timer", "--fail-empty", "-q"],
      {
        $0.keepsGoing && $0.showsTimer && $0.failsEmpty && $0.isQuiet
      }
    ),
    (["--raw", "--csv-safe", "-h", "-V"], { $0.isRaw && $0.isCSVSafe && $0.wantsHelp && $0.wantsVersion }),
  ]

  @Test(arguments: understood.indices) func understands(index: Int) throws {
    let (words, check) = Self.understood[index]
    #expect(check(try OptionParser.parse(words)), "\(words)")
  }

  static let refused: [(words: [String], message: String, hint: String?)] = [
    (["--jsn"], "there is no option --jsn", "did you mean --json?"),
    (["--zzzzzzzzzz"], "there is no option --zzzzzzzzzz", "planq --help lists them"),
    (["--json=3"], "--json takes no value", nil),
    (["-c"], "-c needs QUERY", "run a query or dot command; repeatable"),
    (["-o", ""], "-o needs FILE, and it is empty", "write results to FILE, whole or not at all"),
    (["--mode", "cvs"], "there is no output mode \"cvs\"", "did you mean csv?"),
    (["-p", "=x"], "-p takes NAME=VALUE, not \"=x\"", nil),
    (
      ["-p", "é=x"], "\"é\" cannot be the name of a parameter",
      "a name has letters a to z, digits and _, and begins with a letter"
    ),
    (["--color", "red"], "--color takes auto, always or never, not \"red\"", nil),
    ([" "], "the first word is empty", "it is the plan or a query"),
    (["-qx"], "there is no option -qx", "did you mean -q?"),
  ]

  @Test(arguments: refused.indices) func refuses(index: Int) throws {
    let (words, message, hint) = Self.refused[index]
    let error = #expect(throws: UsageError.self) { try OptionParser.parse(words) }
    #expect(error?.message == message)
    #expect(error?.hint == hint)
  }

  @Test func everyOptionIsInTheHelpAndHasOneMeaning() {
    let names = OptionTable.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
    for name in names { #expect(Usage.help.contains("  \(name)") || Usage.help.contains(", \(name)")) }
    #expect(Usage.help.split(separator: "\n").allSatisfy { $0.count < 80 })
  }
}

extension Options {
  /// What is to be run; files with `<`, saved queries with `@`.
  fileprivate var texts: [String] {
    work.map { piece in
      switch piece {
      case .text(let text): text
      case .file(let path): "<" + path
      case .saved(let name): "@" + name
      }
    }
  }

  fileprivate var given: [String] { parameters.map { "\($0.name)=\($0.value)" } }
}
