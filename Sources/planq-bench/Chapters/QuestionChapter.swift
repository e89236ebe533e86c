import Platform

/// One warm query each, on the loaded plan: planq, and every peer with the fastest of its ways to ask.
struct QuestionChapter {
  let setting: Setting
  let engine: PlanqEngine

  /// planq's time for each question.
  func run() throws -> [Int64] {
    let questions = Question.all
    setting.report.progress("asking planq")
    let asked = try questions.map { question in
      try question.constants.indices.map { try engine.ask(question.asked($0)) }
    }
    let own = try asked.map { try engine.time($0) }
    var theirs: [(peer: PeerKind, times: [Int64?])] = []
    for peer in setting.peers.kinds {
      setting.report.progress("asking \(peer.name)")
      theirs.append((peer, try peer == .duckdb ? askDuckDB(asked) : askSQLite(asked)))
    }
    var table = Table(
      ["one warm query", "planq"] + theirs.flatMap { [$0.peer.name, "× planq"] })
    for (index, question) in questions.enumerated() {
      var cells = [question.name, Numbers.time(own[index])]
      for (_, times) in theirs {
        cells +=
          times[index].map { [Numbers.time($0), Numbers.times(Numbers.ratio($0, own[index]))] }
          ?? ["too long", ""]
      }
      table.add(cells)
    }
    addMeans(own, theirs, &table)
    try setting.report.say(table)
    if setting.actions < Self.fewActions, theirs.contains(where: { $0.peer == .sqlite3 }) {
      try setting.report.say("sqlite3 tells whole milliseconds: too coarse for ratios of so few actions.\n")
    }
    addBars(own, theirs.first { $0.peer == .duckdb }?.times)
    return own
  }

  /// Below these most answers of `sqlite3` take a few milliseconds.
  private static let fewActions = 20_000

  private func addMeans(
    _ own: [Int64], _ theirs: [(peer: PeerKind, times: [Int64?])], _ table: inout Table
  ) {
    var cells = ["geometric mean", ""]
    var means: [PeerKind: Double] = [:]
    for (peer, times) in theirs {
      let ratios = zip(times, own).compactMap { theirs, own in theirs.map { Numbers.ratio($0, own) } }
      means[peer] = Numbers.geometricMean(ratios)
      cells += ["", means[peer].map(Numbers.times) ?? Numbers.none]
    }
    table.add(cells)
    setting.report.add("queries, geometric mean, DuckDB's time", .atLeast(4), means[.duckdb])
    setting.report.add("queries, geometric mean, sqlite3's time", .atLeast(30), means[.sqlite3])
  }

  private func addBars(_ own: [Int64], _ duckdb: [Int64?]?) {
    for (index, question) in Question.all.enumerated() {
      let theirs = duckdb.flatMap { $0[index] }
      setting.report.add(
        "\(question.name), of DuckDB's time", .atMost(question.limit),
        theirs.map { Numbers.ratio(own[index], $0) })
    }
  }
}

extension QuestionChapter {
  /// All forms with all constants, in one process that holds the tables.
  private func askDuckDB(_ asked: [[PlanqEngine.Asked]]) throws -> [Int64?] {
    var statements: [String] = []
    var places: [(question: Int, number: Int, form: Int)] = []
    for (index, question) in Question.all.enumerated() {
      for (number, one) in asked[index].enumerated() {
        for (form, statement) in question.statements(number, .duckdb, one).enumerated() {
          statements.append(statement)
          places.append((index, number, form))
        }
      }
    }
    let peer = DuckDB(scratch: setting.scratch)
    let answers = try peer.answers(statements, tables: setting.files.tables)
    // Of each question the times of each form, one for each of the constants.
    var times = Question.all.map { _ in [Int: [Int64]]() }
    for (place, answer) in zip(places, answers) {
      guard let answer else {
        note(.duckdb, place.question, place.number, place.form)
        continue
      }
      try check(answer, .duckdb, place.question, place.number, asked)
      times[place.question][place.form, default: []].append(answer.nanoseconds)
    }
    return times.enumerated().map { index, forms in
      forms.values.filter { $0.count == asked[index].count }.map(Measure.mean).min()
    }
  }

  /// With the first constant the forms compete, each no longer than it could still win; the winner is asked the rest.
  private func askSQLite(_ asked: [[PlanqEngine.Asked]]) throws -> [Int64?] {
    let shell = SQLiteShell(scratch: setting.scratch, database: setting.files.sqlite)
    return try Question.all.enumerated().map { index, question in
      func ask(_ number: Int, _ form: Int, seconds: Int) throws -> Int64? {
        let statement = question.statements(number, .sqlite3, asked[index][number])[form]
        guard let answer = try shell.ask(statement, seconds: seconds) else {
          note(.sqlite3, index, number, form)
          return nil
        }
        try check(answer, .sqlite3, index, number, asked)
        return answer.nanoseconds
      }
      var best: (time: Int64, form: Int)?
      for form in question.statements(0, .sqlite3, asked[index][0]).indices {
        let seconds = best.map { Int($0.time / 1_000_000_000) + 2 } ?? SQLiteShell.patience
        if let time = try ask(0, form, seconds: seconds), time < best?.time ?? .max { best = (time, form) }
      }
      guard let best else { return nil }
      let others = try asked[index].indices.dropFirst().map {
        try ask($0, best.form, seconds: SQLiteShell.patience)
      }
      return others.contains(nil) ? nil : Measure.mean([best.time] + others.compactMap { $0 })
    }
  }

  /// Of a form that took longer than it may, or was refused.
  private func note(_ peer: PeerKind, _ index: Int, _ number: Int, _ form: Int) {
    let question = Question.all[index]
    let count = question.forms.filter { $0.peers.contains(peer) }.count
    let words = form < count ? "SQL \(form + 1)" : "the translation"
    setting.report.progress("\(peer.name) does not answer \(words) in time: \(question.asked(number))")
  }

  private func check(
    _ answer: PeerAnswer, _ peer: PeerKind, _ index: Int, _ number: Int, _ asked: [[PlanqEngine.Asked]]
  ) throws {
    let question = Question.all[index]
    let ours = try engine.text(asked[index][number].result)
    if ours == answer.rows { return }
    func lines(_ text: String) -> [Substring] {
      let lines = text.split(separator: "\n")
      return question.isOrdered ? lines : lines.sorted()
    }
    let (own, theirs) = (lines(ours), lines(answer.rows))
    guard own != theirs else { return }
    let place = zip(own, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    throw BenchmarkFailure(
      "\(peer.name) answers otherwise: \(question.asked(number))\n"
        + "planq \(own.dropFirst(place).prefix(3)), \(peer.name) \(theirs.dropFirst(place).prefix(3))")
  }
}
