import Language

extension Command {
  static let asAt = Command(setting: .asAt)

  static let explain = Command(
    setting: .explain,
    details:
      "explain QUERY explains one query in the place of its rows; this explains every query beside them.")

  static let fy = Command(
    setting: .fy,
    details: """
      MONTH is a name or a number, April unless set. It is where 2011/12, 2011/12Q3, this fy and fy(x) begin in \
      queries, and how periods print. Plan files always mean April: under .fy July, their 2011/12 prints as \
      2011-04-01..2012-03-31, and period = 2011/12 asks for what lies between July 2011 and June 2012.
      """)

  static let mode = Command(
    setting: .mode,
    details: """
      The formats are \(OptionTable.modeNames). bar, matrix and timeline draw the answer, for the eye; with html \
      before them, on a web page.
      """)

  static let timer = Command(setting: .timer)

  static let width = Command(setting: .width)

  static let set = Command(
    name: "set", arguments: "[SETTING [VALUE]]", help: "list what can be set, say or set one of these",
    details: Setting.all.map { "\($0.name): \($0.help)." }.joined(separator: " ")
  ) { call in
    let words = try call.words()
    guard let name = words.first?.lowercased() else {
      try call.session.show(
        Columns.text(
          Setting.all.map { ("\($0.name) \($0.value(call.session))", $0.help) }, width: call.session.textWidth
        ))
      return .done
    }
    guard let setting = Setting.all.first(where: { $0.name == name }) else {
      throw CommandFailure.noSetting(
        name, nearest: Nearest.name(to: name, among: Setting.all.map(\.name)))
    }
    return try setting.apply(Array(words.dropFirst()), in: call.session, of: ".set \(name)")
  }

  /// The command that is called as a setting.
  private init(setting: Setting, details: String = "") {
    self.init(
      name: setting.name, arguments: setting.arguments, help: "\(setting.help); alone, say which",
      details: details
    ) { call in
      try setting.apply(call.words(), in: call.session, of: ".\(setting.name)")
    }
  }
}

extension Setting {
  /// Says what it is, or sets it.
  fileprivate func apply(_ words: [String], in session: Session, of command: String) throws -> RunStatus {
    if words.isEmpty {
      try session.show(value(session) + "\n")
      return .done
    }
    if isPhrase { return try set(session, words.joined(separator: " ")) }
    try words.refuse(beyond: 1, of: command)
    return try set(session, words[0])
  }
}
