import Binding
import Language
import Plan
import Platform
import Rendering

/// Where a text came from; errors name it, and later trust depends on it.
enum Origin {
  /// At the prompt, or as an argument.
  case typed
  case option(name: String)
  case script(name: String)

  var place: Picture.Place {
    switch self {
    case .typed: .none
    case .option(let name): .option(name)
    case .script(let name): .file(name)
    }
  }
}

/// How a text that was run ended.
enum RunStatus {
  case done
  /// An error was shown.
  case failed
  /// A query gave no row, and the session fails on that.
  case empty
  /// An `expect` was not met, which has been shown.
  case unmet
  case quit
}

/// A query as it was asked.
struct LastQuery {
  var text: String
  /// It could be run.
  var isSound: Bool
}

/// One conversation with one plan at a time: what is open, what was set, and where answers go.
final class Session {
  let console: Console
  let isSafe: Bool
  let failsEmpty: Bool
  /// What each stage took is said.
  var showsTimer: Bool
  /// Each query is explained before its rows.
  var showsExplanations = false
  /// An error does not end a batch.
  let keepsGoing: Bool
  private let options: Options
  private(set) var opened: OpenPlan
  /// The paths of the plans that were opened, in the order of their first time; nil is the built-in plan.
  private(set) var openedPaths: [String?] = []
  /// What the next query or command prints goes to this file.
  var onceFile: String?
  /// What was asked last, for `.again`, `.edit` and `.saveas`; what scripts ask does not count.
  var lastQuery: LastQuery?
  /// How many texts run within each other here.
  var runDepth = 0
  /// How many scripts stand within each other here.
  var scriptDepth = 0
  /// Set while a query is watched: what it answered before.
  var changes: ResultChanges?
  /// What `.width` chose; nil for that of the terminal.
  var chosenWidth: Int?
  var hasHeader: Bool
  var nullText: String?
  var isCSVSafe: Bool
  /// What `.mode` or an option chose; nil for what suits the output.
  var chosenMode: OutputMode?
  /// A later one of the same name counts.
  var parameters: [Parameter] = []
  /// The computed fields that were set, and the views; later ones of the same name count.
  var definitions: [Definition] = []
  var views: [View] = []
  var asAt: Day?
  /// The month, 1 to 12, in which the financial years of queries and answers begin; those of plan files keep to
  /// theirs.
  var financialYearStart = Period.planStartMonth
  /// The day that was taken for today has been said.
  var hasSaidDay = false
  /// Results printed so far, which are set apart by an empty line.
  var resultCount = 0
  /// What a conversation keeps of its lines.
  var lines = LineSettings()
  /// A person types at a terminal; nothing that goes wrong ends the session.
  let isInteractive: Bool

  init(opened: OpenPlan, console: Console, options: Options, isInteractive: Bool) {
    self.isInteractive = isInteractive
    self.opened = opened
    self.console = console
    self.options = options
    openedPaths = [opened.path]
    hasHeader = options.hasHeader
    nullText = options.nullText
    isCSVSafe = options.isCSVSafe
    isSafe = options.isSafe
    failsEmpty = options.failsEmpty
    showsTimer = options.showsTimer
    keepsGoing = options.keepsGoing
    chosenMode = options.mode
  }

  var mode: OutputMode { chosenMode ?? (console.isTerminal ? .table : .csv) }

  var environment: BindingEnvironment {
    var environment = BindingEnvironment(
      parameters: parameters, asAt: asAt, today: Session.today(), financialYearStart: financialYearStart,
      definitions: definitions.isEmpty ? nil : Definition.builtIn + definitions, views: views)
    environment.listsScales = mode == .matrix || mode == .htmlMatrix
    return environment
  }

  var renderOptions: RenderOptions {
    var result = RenderOptions()
    result.hasHeader = hasHeader
    result.nullText = nullText
    result.width = chosenWidth ?? console.width
    result.isColored = console.isColored
    result.isForTerminal = console.isTerminal
    result.isRaw = options.isRaw
    result.isCSVSafe = isCSVSafe
    result.startMonth = financialYearStart
    result.isUTF8 = !console.isTerminal || Terminal.isUTF8
    result.workers = Cores()
    return result
  }

  static func today() -> Day {
    let today = Clock.today()
    return Day(year: today.year, month: today.month, day: today.day) ?? Day(0)
  }

  /// Sets what the options say, reads planqrc, and says what the user must know of the plan. Gives the status to
  /// end with after an error.
  func start() throws -> ExitStatus? {
    // The shell's banner says it otherwise.
    if opened.path == nil, !isInteractive {
      console.note("no plan given, so this is the sample plan: \(opened.title)")
    }
    reportLoad()
    financialYearStart = options.financialYearStart ?? financialYearStart
    if let text = options.asAt {
      guard let day = try bindDay(text, for: "--as-at") else { return .usage }
      asAt = day
    }
    setParameters()
    let isRead = try InitFile.run(in: self, options)
    // What the command line says counts more than planqrc, which may use it, too.
    financialYearStart = options.financialYearStart ?? financialYearStart
    setParameters()
    chosenMode = options.mode ?? chosenMode
    // A person at the prompt can go on without it, and has seen the error.
    return isRead || isInteractive ? nil : .failure
  }

  private func setParameters() {
    for parameter in options.parameters {
      set(.read(name: parameter.name, text: parameter.value, environment: environment))
    }
  }

  func set(_ parameter: Parameter) {
    parameters.removeAll { $0.name == parameter.name }
    parameters.append(parameter)
  }

  /// The last day of a date such as `--as-at` takes; nil after an error was shown.
  func bindDay(_ text: String, for option: String) throws -> Day? {
    // A date is read where the grammar has one: after `as at`.
    let prefix = "plan as at "
    let parsed = Parser.parse(prefix + text)
    do {
      if !parsed.diagnostics.isEmpty { throw Diagnostics(parsed.diagnostics) }
      guard parsed.script.statements.count == 1, parsed.script.pipe == nil,
        case .query(let query) = parsed.script.statements[0].node.kind, query.rest.isEmpty,
        query.first.clauses.isEmpty
      else {
        throw Diagnostics([.notADay(range: SourceRange(prefix.utf8.count, (prefix + text).utf8.count))])
      }
      return try Binder(environment: environment).bind(query).asAt
    } catch let diagnostics as Diagnostics {
      let shifted = diagnostics.all.map { $0.shifted(by: -prefix.utf8.count) }
      try show(shifted, of: Entry(text: text), from: .option(name: option))
      return nil
    }
  }

  /// Opens another plan in the place of this one, which stays when that fails.
  func open(_ path: String) throws {
    try take(OpenPlan.open(path, console: console))
    if !openedPaths.contains(path) { openedPaths.append(path) }
    console.note("\(opened.title): \(opened.summary)")
  }

  /// Reads the plan's file again; the plan stays as it was when that fails.
  func reload() throws {
    guard let path = opened.path, path != "-" else { return }
    try take(OpenPlan.open(path, console: console))
  }

  private func take(_ plan: OpenPlan) {
    opened = plan
    hasSaidDay = false
    reportLoad()
  }

  private func reportLoad() {
    guard showsTimer else { return }
    console.say("load \(Milliseconds.text(opened.loadNanoseconds))")
  }

  /// Whether what comes from there may run commands of the system (design.md, The command line).
  func mayRunCommands(_ origin: Origin) -> Bool {
    if isSafe { return false }
    if case .script = origin { return options.isUnsafe }
    return true
  }

  /// The folder of `--queries`.
  var queriesFolder: String? { options.queriesFolder }

  /// Shows a text that is no query's result, such as help, on the output; on a terminal without anything that could
  /// control it.
  func show(_ text: String) throws {
    let shown = console.isTerminal && !options.isRaw ? VisibleText.ofLines(text) : text
    try console.show(pages: !isSafe) { try $0.write(shown) }
  }

  /// The width that help and lists are laid out for.
  var textWidth: Int { max(20, min(Columns.width, (chosenWidth ?? console.width ?? 80) - 1)) }

  func show(_ diagnostics: [Diagnostic], of entry: Entry, from origin: Origin) throws {
    let picture = Picture(
      place: origin.place, isColored: console.errorsAreColored, width: console.errorWidth ?? 100)
    for diagnostic in diagnostics {
      try console.showPicture(picture.draw(diagnostic, of: entry))
    }
    if case .typed = origin { lines.mended = Picture.mended(entry.text, by: diagnostics) }
  }
}

/// Times as `--timer` prints them.
enum Milliseconds {
  /// `4.21 ms`
  static func text(_ nanoseconds: Int64) -> String {
    let hundredths = max(0, nanoseconds) / 10_000
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) ms"
  }
}
