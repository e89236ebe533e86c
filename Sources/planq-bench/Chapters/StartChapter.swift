import Platform

/// From start to exit: planq with one query on the plan of `seeds/` in each of its forms, and `sqlite3` with the same
/// question on the saved file, turn and turn about.
struct StartChapter {
  let setting: Setting
  private static let question = "actions where rag = A select ref, description"
  private static let sql = "SELECT ref, description FROM action WHERE rag = 'A' ORDER BY id"

  func run() throws {
    let report = setting.report
    guard let built = Self.planq else {
      try report.say("\nStarting was not measured: there is no planq beside planq-bench (build it, too).\n")
      return report.add("start to exit, seed plan", .atMost(1.2), nil)
    }
    report.progress("starting")
    let planq = try installed(built)
    let forms = try self.forms(planq)
    var table = Table(["start to exit, seed plan", "median", "least", "sqlite3", "least", "× sqlite3"])
    let peer = ["sqlite3", "-readonly", "-batch", "-separator", "\t", forms.sqlite, Self.sql]
    for (name, plan) in forms.all {
      let own = [planq] + [plan].compactMap { $0 } + ["--tsv", "--no-header", "-q", Self.question]
      let times = try measure(own, setting.peers.sqlite3 == nil ? [] : peer)
      var cells = [name, Numbers.time(times.own.median), Numbers.time(times.own.least)]
      var ratio: Double?
      if let theirs = times.peer {
        let value = Numbers.ratio(times.own.median, theirs.median)
        ratio = value
        cells += [Numbers.time(theirs.median), Numbers.time(theirs.least), Numbers.times(value)]
      }
      table.add(cells)
      report.add("start to exit, \(name), against sqlite3", .atMost(1.2), ratio)
    }
    try report.say(table)
  }

  /// A copy, as one that was installed, like `sqlite3` is: a file that the linker has just written lies in memory in single
  /// pages, each of which the system maps by itself, and starts slower than any copy of it.
  private func installed(_ planq: String) throws -> String {
    let copy = setting.scratch.path("planq")
    guard try setting.scratch.output(of: "cp \(Scratch.quoted(planq)) \(Scratch.quoted(copy))") != nil else {
      throw BenchmarkFailure("planq cannot be copied to \(copy)")
    }
    return copy
  }

  /// Built beside this program.
  static var planq: String? {
    let program = Arguments.program
    guard let slash = program.lastIndex(of: "/") else { return nil }
    let path = program[...slash] + "planq"
    return FileStatus.kind(path: String(path)) == .file ? String(path) : nil
  }

  /// The seed plan in each form. The document stands in `seeds/`, somewhere above the program; without it, the copy of
  /// the plan in the program is saved, and opened for the document.
  private func forms(_ planq: String) throws -> (all: [(name: String, plan: String?)], sqlite: String) {
    let scratch = setting.scratch
    let document = Self.document
    if document == nil {
      setting.report.progress(
        "no seeds/ is near the program, so the plan in planq itself stands for the document")
    }
    let (json, sqlite) = (scratch.path("seed.json"), scratch.path("seed.sqlite"))
    for path in [json, sqlite] {
      let words = [planq] + [document].compactMap { $0 } + ["-q", ".save \(path)"]
      guard try scratch.output(of: words.map(Scratch.quoted).joined(separator: " ")) != nil else {
        throw BenchmarkFailure("planq does not save the seed plan as \(path)")
      }
    }
    let first = document == nil ? ("built-in plan", nil) : ("document", document)
    return ([first, ("JSON", json), ("SQLite", sqlite)], sqlite)
  }

  private static var document: String? {
    let name = "seeds/unannounced-action-plan-2011-07.txt"
    let program = Arguments.program
    var folder = (program.hasPrefix("/") ? "" : (Environment.value("PWD") ?? ".") + "/")[...] + program
    var places: [Substring] = []
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      places.append(folder + "/")
    }
    return places.map { String($0) + name }.first { FileStatus.kind(path: $0) == .file }
  }
}

extension StartChapter {
  struct Times {
    var median: Int64
    var least: Int64
  }

  /// Both answers are compared once. Then a process whose standard output leads nowhere runs them, as they inherit it.
  private func measure(_ own: [String], _ peer: [String]) throws -> (own: Times, peer: Times?) {
    let scratch = setting.scratch
    func answer(_ words: [String]) throws -> String? {
      try scratch.output(of: words.map(Scratch.quoted).joined(separator: " "))
    }
    let text = try answer(own)
    guard let text, !text.isEmpty, peer.isEmpty ? true : try answer(peer) == text else {
      throw BenchmarkFailure("planq and sqlite3 answer otherwise on the seed plan: \(own)")
    }
    // A run that only tries the program out need not be exact.
    let milliseconds = setting.actions < 10_000 ? 200 : 2000
    let result = scratch.path("pairs")
    let words =
      [Arguments.program, "pairs", result, String(milliseconds), String(own.count)] + own + peer
    guard try scratch.output(of: words.map(Scratch.quoted).joined(separator: " ") + " > /dev/null") != nil
    else {
      throw BenchmarkFailure("starting was not measured: \(own)")
    }
    let numbers = try scratch.text("pairs").split(separator: " ").compactMap { Int64($0) }
    guard numbers.count == 4 else { throw BenchmarkFailure("starting was not measured: \(own)") }
    let theirs = Times(median: numbers[2], least: numbers[3])
    return (Times(median: numbers[0], least: numbers[1]), peer.isEmpty ? nil : theirs)
  }

  /// In the process that is started for it: the file for the result, how long to go on, how many words the first
  /// command has, that command and, if there is one, the other. Each is started without a shell.
  static func measurePairs(_ words: [String]) throws {
    guard words.count > 3, let milliseconds = Int64(words[1]), let count = Int(words[2]), count > 0 else {
      throw BenchmarkFailure("no commands")
    }
    let commands = [Array(words.dropFirst(3).prefix(count)), Array(words.dropFirst(3 + count))]
    var times: [[Int64]] = [[], []]
    let begin = Clock.monotonicNanoseconds()
    var round = 0
    while round < 5 || Clock.monotonicNanoseconds() - begin < milliseconds * 1_000_000 {
      // Who comes first changes, so that neither always follows the other.
      for which in round % 2 == 0 ? [0, 1] : [1, 0] where !commands[which].isEmpty {
        let time = try Measure.time {
          guard try Processes.run(commands[which]).isSuccess else {
            throw BenchmarkFailure("\(commands[which]) fails")
          }
        }
        times[which].append(time)
      }
      round += 1
    }
    let numbers = times.flatMap { (times: [Int64]) -> [Int64] in [Measure.median(times), times.min() ?? 0] }
    let file = try OutputFile(path: words[0])
    try file.output.write(numbers.map(String.init).joined(separator: " "))
    try file.output.flush()
  }
}
