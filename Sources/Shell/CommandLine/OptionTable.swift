import Language
import Rendering

/// One option: how it is written, what it takes, and what it does. Help and the parser read the same table.
struct OptionDescription: Sendable {
  var names: [String]
  /// What the argument is called in help; nil where the option takes none.
  var argument: String?
  var help: String
  /// An empty argument means something; elsewhere it is a variable that was not set.
  var takesEmpty = false
  /// Gets the argument, or an empty text.
  var apply: @Sendable (inout Options, String) throws(UsageError) -> Void

  init(
    _ names: String..., argument: String? = nil, help: String, takesEmpty: Bool = false,
    apply: @escaping @Sendable (inout Options, String) throws(UsageError) -> Void
  ) {
    self.names = names
    self.argument = argument
    self.help = help
    self.takesEmpty = takesEmpty
    self.apply = apply
  }
}

enum OptionTable {
  /// In the order and under the headings of the help.
  static var groups: [(heading: String, options: [OptionDescription])] {
    [
      ("What to run", work), ("Output", output), ("Meaning", meaning), ("Behaviour", behaviour),
      ("About planq", about),
    ]
  }

  static let all = work + output + meaning + behaviour + about

  private static let work = [
    OptionDescription("-c", "--command", argument: "QUERY", help: "run a query or dot command; repeatable") {
      $0.work.append(.text($1))
    },
    OptionDescription(
      "-f", "--file", argument: "FILE", help: "run a script, - for standard input; repeatable"
    ) {
      $0.work.append(.file($1))
    },
    OptionDescription(
      "--run", argument: "NAME", help: "run a saved query, with -p for its parameters; repeatable"
    ) {
      $0.work.append(.saved($1))
    },
    OptionDescription(
      "--queries", argument: "DIR", help: "look for saved queries in DIR first"
    ) {
      $0.queriesFolder = $1
    },
  ]

  private static let output =
    [
      OptionDescription(
        "-o", "--output", argument: "FILE", help: "write results to FILE, whole or not at all"
      ) {
        $0.outputPath = $1
      },
      OptionDescription("--mode", argument: "NAME", help: "output format, one of those that follow") {
        (options, name) throws(UsageError) in
        guard let mode = OutputMode(rawValue: name.lowercased()) else {
          throw UsageError(message: "there is no output mode \"\(name)\"", hint: modeHint(name))
        }
        options.mode = .chosen(mode, after: options.mode)
      },
    ]
    + OutputMode.allCases.compactMap { mode in
      mode.flag.map { flag in
        OptionDescription(flag, help: mode.help) { options, _ in
          options.mode = .chosen(mode, after: options.mode)
        }
      }
    } + [
      OptionDescription("--no-header", help: "leave out the header row") { options, _ in
        options.hasHeader = false
      },
      OptionDescription("--null", argument: "TEXT", help: "print TEXT for a blank", takesEmpty: true) {
        $0.nullText = $1
      },
      OptionDescription("--csv-safe", help: "CSV cells that a spreadsheet would run begin with '") {
        options, _ in
        options.isCSVSafe = true
      },
      OptionDescription("--raw", help: "send control characters to the terminal as they are") { options, _ in
        options.isRaw = true
      },
      OptionDescription("--color", argument: "WHEN", help: "auto, always or never") {
        (options, text) throws(UsageError) in
        guard let color = Options.Color(rawValue: text.lowercased()) else {
          throw UsageError(message: "--color takes auto, always or never, not \"\(text)\"")
        }
        options.color = color
      },
    ]

  private static let meaning = [
    OptionDescription("-p", "--param", argument: "NAME=VALUE", help: "give $NAME a value; repeatable") {
      (options, text) throws(UsageError) in
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw UsageError(message: "-p takes NAME=VALUE, not \"\(text)\"")
      }
      let name = text[..<equals].drop { $0 == "$" }
      guard isName(name) else {
        throw UsageError(
          message: "\"\(name)\" cannot be the name of a parameter",
          hint: "a name has letters a to z, digits and _, and begins with a letter")
      }
      options.parameters.append((String(name), String(text[text.index(after: equals)...])))
    },
    OptionDescription("--as-at", argument: "DATE", help: "ask as at the end of DATE, not of today") {
      $0.asAt = $1
    },
    OptionDescription(
      "--fy", argument: "MONTH", help: "the month in which financial years begin, in queries and answers"
    ) { (options, text) throws(UsageError) in
      guard let month = MonthWord.number(text) else {
        throw UsageError(message: "--fy: \(MonthWord.message(text))", hint: MonthWord.hint(text))
      }
      options.financialYearStart = month
    },
  ]

  private static let behaviour = [
    OptionDescription("--keep-going", help: "go on after an error in a batch; the exit status is still 1") {
      options, _ in options.keepsGoing = true
    },
    OptionDescription("--fail-empty", help: "exit status 4 when a query gives no row") { options, _ in
      options.failsEmpty = true
    },
    OptionDescription("--timer", help: "say on standard error what each stage took") { options, _ in
      options.showsTimer = true
    },
    OptionDescription("--safe", help: "take away shell commands, files and other plans, for good") {
      options, _ in
      options.isSafe = true
    },
    OptionDescription("--unsafe", help: "let scripts run shell commands") { options, _ in
      options.isUnsafe = true
    },
    OptionDescription("--no-init", help: "do not read planqrc") { options, _ in options.readsInit = false },
    OptionDescription("--init", argument: "FILE", help: "read FILE in place of planqrc") { $0.initFile = $1 },
    OptionDescription("-q", "--quiet", help: "no notes on standard error, only errors") { options, _ in
      options.isQuiet = true
    },
  ]

  private static let about = [
    OptionDescription("-h", "--help", help: "show this help") { options, _ in options.wantsHelp = true },
    OptionDescription("-V", "--version", help: "show the version") { options, _ in options.wantsVersion = true
    },
  ]

  static let modeNames = OutputMode.allCases.map(\.rawValue).joined(separator: ", ")

  /// What to say under an output mode that is none.
  static func modeHint(_ name: String) -> String {
    Nearest.name(to: name, among: OutputMode.allCases.map(\.rawValue)).map { "did you mean \($0)?" }
      ?? "the modes are \(modeNames)"
  }

  /// Whether the language can write the name after a `$`.
  private static func isName(_ name: Substring) -> Bool {
    guard let first = name.first, first.isASCII, first.isLetter else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// The option of a name as typed; mode flags are accepted with one dash.
  static func option(named name: String) -> OptionDescription? {
    func option(in list: [OptionDescription]) -> OptionDescription? { list.first { $0.names.contains(name) } }
    // One list after the other: to make those that are not needed takes longer than to look them through.
    if let option = option(in: behaviour) ?? option(in: work) ?? option(in: output) ?? option(in: meaning)
      ?? option(in: about)
    {
      return option
    }
    guard name.hasPrefix("-"), !name.hasPrefix("--"),
      OutputMode(rawValue: String(name.dropFirst()))?.flag != nil
    else { return nil }
    return all.first { $0.names.contains("-" + name) }
  }
}
