import Language
import Plan
import Rendering

/// Something that a person sets for the rest of the session. `.set` reads the one table of these, and the commands
/// that are called as a setting are made from it.
struct Setting: Sendable {
  var name: String
  /// What it can be, as help and errors say it: `on or off`.
  var values: String
  /// How the values are written after the command: `on | off`.
  var arguments: String
  var help: String
  /// All words that follow are its value: a date, a chart on a page.
  var isPhrase = false
  var value: @Sendable (Session) -> String
  /// False where the word is no value of it.
  var set: @Sendable (Session, String) throws -> RunStatus

  static let all: [Setting] = [.asAt, .csvSafe, .explain, .fy, .header, .live, .mode, .null, .timer, .width]

  /// Something that is on or off.
  init(
    switch name: String, help: String, _ value: @escaping @Sendable (Session) -> Bool,
    _ set: @escaping @Sendable (Session, Bool) -> Void
  ) {
    self.init(name: name, values: "on or off", arguments: "[on | off]", help: help) {
      value($0) ? "on" : "off"
    } set: { session, word in
      switch word.lowercased() {
      case "on": set(session, true)
      case "off": set(session, false)
      default: throw CommandFailure.notASetting(word, of: name, values: "on or off")
      }
      return .done
    }
  }

  init(
    name: String, values: String, arguments: String, help: String, isPhrase: Bool = false,
    value: @escaping @Sendable (Session) -> String,
    set: @escaping @Sendable (Session, String) throws -> RunStatus
  ) {
    self.name = name
    self.values = values
    self.arguments = arguments
    self.help = help
    self.isPhrase = isPhrase
    self.value = value
    self.set = set
  }
}

extension Setting {
  static let asAt = Setting(
    name: "as-at", values: "a date, or off for today", arguments: "[DATE | off]",
    help: "ask as at the end of a date; off asks as at today", isPhrase: true
  ) {
    $0.asAt?.text ?? "off"
  } set: { session, word in
    if word.lowercased() == "off" {
      session.asAt = nil
      return .done
    }
    guard let day = try session.bindDay(word, for: ".as-at") else { return .failed }
    session.asAt = day
    return .done
  }

  static let csvSafe = Setting(
    switch: "csv-safe", help: "CSV cells that a spreadsheet would run begin with '"
  ) {
    $0.isCSVSafe
  } _: {
    $0.isCSVSafe = $1
  }

  static let explain = Setting(
    switch: "explain", help: "explain each query on standard error, before its rows"
  ) {
    $0.showsExplanations
  } _: {
    $0.showsExplanations = $1
  }

  static let fy = Setting(
    name: "fy", values: "a month, January to December or 1 to 12", arguments: "[MONTH]",
    help: "begin financial years in another month"
  ) {
    Months.name(of: $0.financialYearStart)
  } set: { session, word in
    guard let month = MonthWord.number(word) else {
      throw CommandFailure(message: MonthWord.message(word), notes: [MonthWord.hint(word)])
    }
    session.financialYearStart = month
    return .done
  }

  static let header = Setting(switch: "header", help: "print the names of the columns") {
    $0.hasHeader
  } _: {
    $0.hasHeader = $1
  }

  static let live = Setting(
    switch: "live", help: "say beside a line how many rows it would give, while it is typed"
  ) {
    $0.lines.showsCount
  } _: {
    $0.lines.showsCount = $1
  }

  static let mode = Setting(
    name: "mode", values: OptionTable.modeNames, arguments: "[MODE | html CHART]",
    help: "print results in another format", isPhrase: true
  ) {
    $0.mode.rawValue
  } set: { session, word in
    guard let mode = OutputMode(rawValue: word.lowercased()) else {
      throw CommandFailure(
        message: "there is no output mode \"\(word)\"", notes: [OptionTable.modeHint(word)])
    }
    session.chosenMode = mode
    return .done
  }

  static let null = Setting(
    name: "null", values: "a text", arguments: "[TEXT]", help: "print a text for a blank"
  ) {
    Printer.quoted($0.nullText ?? "")
  } set: { session, word in
    session.nullText = word
    return .done
  }

  static let timer = Setting(switch: "timer", help: "say on standard error what each stage took") {
    $0.showsTimer
  } _: {
    $0.showsTimer = $1
  }

  private static let widths = "20 to 10000 columns, or off for that of the terminal"

  static let width = Setting(
    name: "width", values: widths, arguments: "[COLUMNS | off]",
    help: "lay tables out for another width; off takes the terminal's"
  ) {
    $0.chosenWidth.map(String.init) ?? "off"
  } set: { session, word in
    if word.lowercased() == "off" {
      session.chosenWidth = nil
      return .done
    }
    guard let width = Int(word), (20...10_000).contains(width) else {
      throw CommandFailure.notASetting(word, of: "width", values: widths)
    }
    session.chosenWidth = width
    return .done
  }
}
