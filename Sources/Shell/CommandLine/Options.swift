import Rendering

/// What the command line asked for.
struct Options {
  /// What is to be run, in the order of the command line.
  enum Work {
    /// A query or dot command given as a word or by `-c`.
    case text(String)
    /// A script; `-` is standard input.
    case file(String)
    /// A saved query, by its name.
    case saved(String)
  }

  enum Color: String, CaseIterable { case auto, always, never }

  /// The path; `-` is standard input, nil the plan that is built in.
  var plan: String?
  /// The first word, where it is no plan.
  var firstQuery: String?
  var work: [Work] = []
  var outputPath: String?
  var mode: OutputMode?
  var hasHeader = true
  var nullText: String?
  var parameters: [(name: String, value: String)] = []
  var asAt: String?
  /// 1 to 12.
  var financialYearStart: Int?
  var isSafe = false
  var isUnsafe = false
  var readsInit = true
  var initFile: String?
  /// A folder of saved queries that hide others of the same names.
  var queriesFolder: String?
  var isRaw = false
  var isCSVSafe = false
  var color = Color.auto
  var keepsGoing = false
  var showsTimer = false
  var failsEmpty = false
  var isQuiet = false
  var wantsHelp = false
  var wantsVersion = false
}

/// A command line that planq does not understand; exit status 2.
struct UsageError: Error {
  var message: String
  var hint: String?
}
