import Binding
import Execution
import Loading
import Plan
import Platform
import Rendering
import SQLTranslation

/// The whole comparison, printed as it goes.
struct Benchmark {
  let actions: Int
  let output: Output
  private static let rounds = 5

  func run() throws {
    let folder = "\(Environment.value("TMPDIR") ?? "/tmp")/planq-bench.\(Clock.monotonicNanoseconds())"
    defer { _ = try? Processes.run(["rm", "-rf", folder]) }
    let files = PlanFiles(folder: folder)
    var generator = PlanGenerator()
    try files.write(try generator.plan(actions: actions))
    let engine = PlanqEngine(plan: try PlanFile.load(path: files.json, isCancelled: { false }))
    var peers: [Peer] = []
    for kind in [Peer.Kind.sqlite3, .duckdb] {
      let peer = Peer(kind: kind, files: files)
      if peer.isThere { peers.append(peer) } else { try say("\(peer.name) is not installed and left out\n") }
    }
    try loads(files)
    try say(
      "\n" + Row.line(["\(actions) actions, best of several", "planq"] + peers.flatMap { [$0.name, "×"] }))
    let costs = try questions(engine, peers)
    try outputs(engine, files)
    try growth(costs)
  }

  private func say(_ text: String) throws {
    try output.write(text)
    try output.flush()
  }

  // MARK: - Loading

  private func loads(_ files: PlanFiles) throws {
    try say(Row.line(["loading \(actions) actions", "time", "MB/s", "peak", "× file"]))
    for (name, path) in [("JSON", files.json), ("SQLite", files.sqlite)] {
      var best: (time: Int64, peak: Int)?
      for _ in 0..<3 {
        let result = files.folder + "/load.answer"
        _ = try Processes.runShell("'\(Arguments.program)' load '\(path)' > '\(result)'")
        let words = String(decoding: try FileBytes.read(path: result), as: UTF8.self).split(separator: " ")
        guard words.count == 3, let time = Int64(words[0]), let peak = Int(words[1]) else {
          throw BenchmarkFailure("the plan was not loaded from \(path)")
        }
        if time < best?.time ?? .max { best = (time, peak) }
      }
      guard let best else { continue }
      let size = files.size(path)
      try say(
        Row.line([
          "\(name), \(size / 1_000_000) MB", Row.time(best.time),
          Row.decimal(Double(size) * 1000 / Double(max(best.time, 1))), "\(best.peak / 1_000_000) MB",
          Row.decimal(Double(best.peak) / Double(max(size, 1))),
        ]))
    }
    let steps = try StepLoop.best(of: 3, path: files.sqlite)
    try say(Row.line(["sqlite3_step over the same columns", Row.time(steps)]))
  }

  // MARK: - Questions

  /// planq's time for each question.
  private func questions(_ engine: PlanqEngine, _ peers: [Peer]) throws -> [Int64] {
    let asked = try Question.all.map { question in
      try question.constants.indices.map { number in
        let bound = try engine.bound(question.asked(number))
        return Asked(bound: bound, result: try engine.run(bound))
      }
    }
    let own = try zip(Question.all, asked).map { try time($0.1, engine) }
    let theirs = try peers.map { try ask($0, asked, engine) }
    for (index, question) in Question.all.enumerated() {
      var cells = [question.name, Row.time(own[index])]
      for times in theirs {
        cells += times[index].map { [Row.time($0), Row.ratio($0, own[index])] } ?? ["–", ""]
      }
      try say(Row.line(cells))
    }
    for (peer, times) in zip(peers, theirs) {
      let pairs = zip(times, own).compactMap { theirs, own in theirs.map { Double($0) / Double(max(own, 1)) }
      }
      try say("geometric mean against \(peer.name): \(Row.decimal(Row.geometricMean(pairs))) ×\n")
    }
    return own
  }

  private struct Asked {
    var bound: BoundQuery
    var result: RunResult
  }

  private func time(_ asked: [Asked], _ engine: PlanqEngine) throws -> Int64 {
    var best = Int64.max
    for round in 0..<Self.rounds * asked.count {
      let start = Clock.monotonicNanoseconds()
      _ = try engine.run(asked[round % asked.count].bound)
      best = min(best, Clock.monotonicNanoseconds() - start)
    }
    return best
  }

  /// The peer's best time for each question; every answer is compared with ours.
  private func ask(_ peer: Peer, _ asked: [[Asked]], _ engine: PlanqEngine) throws -> [Int64?] {
    var statements: [String] = []
    var places: [(question: Int, number: Int)] = []
    for (index, question) in Question.all.enumerated() {
      for (number, one) in asked[index].enumerated() {
        let dialect: SQLDialect = peer.kind == .sqlite3 ? .sqlite : .duckdb
        for statement in question.statements(number, dialect, one.bound, one.result.pivotHeads) {
          statements.append(statement)
          places.append((index, number))
        }
      }
    }
    var best = [Int64?](repeating: nil, count: Question.all.count)
    for (place, answer) in zip(places, try peer.answers(statements)) {
      guard let answer else { continue }
      let question = Question.all[place.question]
      var ours = try engine.lines(asked[place.question][place.number].result)
      var theirs = answer.lines
      if !question.isOrdered { (ours, theirs) = (ours.sorted(), theirs.sorted()) }
      guard ours == theirs else {
        throw BenchmarkFailure(
          "\(peer.name) answers otherwise: \(question.asked(place.number))\n"
            + "planq \(ours.prefix(3)), \(peer.name) \(theirs.prefix(3))")
      }
      best[place.question] = min(best[place.question] ?? .max, answer.nanoseconds)
    }
    return best
  }

  // MARK: - Output, growth

  private func outputs(_ engine: PlanqEngine, _ files: PlanFiles) throws {
    let all = try engine.run(try engine.bound("actions"))
    try say("\n" + Row.line(["all actions to a file", "time", "MB/s"]))
    for mode in [OutputMode.csv, .ndjson] {
      let path = "\(files.folder)/out.\(mode.rawValue)"
      let start = Clock.monotonicNanoseconds()
      try AtomicFile.write(path: path) { file in
        try mode.render(all.table, options: RenderOptions()) { try file.write($0) }
      }
      let time = Clock.monotonicNanoseconds() - start
      try say(
        Row.line([
          mode.rawValue, Row.time(time), Row.decimal(Double(files.size(path)) * 1000 / Double(max(time, 1))),
        ]))
    }
  }

  /// planq alone, a tenth of the plan each time.
  private func growth(_ costs: [Int64]) throws {
    var sizes: [Int] = []
    var size = actions / 10
    while size >= 1000, sizes.count < 3 {
      sizes.insert(size, at: 0)
      size /= 10
    }
    if sizes.isEmpty { return }
    var columns: [[Int64]] = []
    for size in sizes {
      var generator = PlanGenerator()
      let engine = PlanqEngine(plan: try generator.plan(actions: size))
      columns.append(
        try Question.all.map { question in
          let asked = try question.constants.indices.map { number in
            let bound = try engine.bound(question.asked(number))
            return Asked(bound: bound, result: try engine.run(bound))
          }
          return try time(asked, engine)
        })
    }
    columns.append(costs)
    try say("\n" + Row.line(["growth"] + (sizes + [actions]).map(String.init) + ["last ×"]))
    for (index, question) in Question.all.enumerated() {
      let times = columns.map { $0[index] }
      let last = times.suffix(2)
      try say(
        Row.line(
          [question.name] + times.map(Row.time) + [Row.ratio(last.last ?? 0, last.first ?? 1)]))
    }
  }
}
