import Loading
import Plan
import Platform

/// planq alone, on plans of a thousand actions and more, each ten times the one before.
struct GrowthChapter {
  let setting: Setting

  struct Costs {
    /// From JSON and from SQLite.
    var loads: [Int64]
    var questions: [Int64]
  }

  func run(last: Costs) throws {
    var sizes: [Int] = []
    var size = setting.actions / 10
    while size >= 1000, sizes.count < 3 {
      sizes.insert(size, at: 0)
      size /= 10
    }
    if sizes.isEmpty {
      return try setting.report.say("\nGrowth was not measured: it takes 10,000 actions at least.\n")
    }
    setting.report.progress("growth")
    let costs = try sizes.map(measure) + [last]
    let names = ["load JSON", "load SQLite"] + Question.all.map(\.name)
    let limits = [12.0, 12.0] + Question.all.map(\.growth)
    var table = Table(["growth"] + (sizes + [setting.actions]).map(Numbers.count) + ["last step", ""])
    var worst: [Double: (name: String, factor: Double)] = [:]
    for (index, name) in names.enumerated() {
      let times = costs.map { ($0.loads + $0.questions)[index] }
      let factor = Numbers.ratio(times[times.count - 1], times[times.count - 2])
      let limit = limits[index]
      table.add(
        [name] + times.map(Numbers.time) + [Numbers.times(factor), factor <= limit ? "met" : "MISSED"])
      if factor > worst[limit]?.factor ?? -1 { worst[limit] = (name, factor) }
    }
    try setting.report.say(table)
    for (limit, (name, factor)) in worst.sorted(by: { $0.key < $1.key }) {
      setting.report.add("growth, tenfold plan, worst: \(name)", .atMost(limit), factor)
    }
  }

  private func measure(_ size: Int) throws -> Costs {
    let files = PlanFiles(folder: setting.scratch.path("plan\(size)"))
    defer { setting.scratch.remove(files.folder) }
    try files.make(actions: size, withTables: false)
    let loads = try [files.json, files.sqlite].map {
      try OwnLoad.best(of: 3, "load", $0, setting.scratch).nanoseconds
    }
    let engine = PlanqEngine(
      plan: try PlanFile.load(path: files.json, isCancelled: { Signals.wasInterrupted }))
    let questions = try Question.all.map { question in
      try engine.time(try question.constants.indices.map { try engine.ask(question.asked($0)) })
    }
    return Costs(loads: loads, questions: questions)
  }
}
