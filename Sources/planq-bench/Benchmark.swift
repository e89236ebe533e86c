import Loading
import Plan
import Platform

/// The comparison, chapter by chapter. What is measured in a process of its own comes first: later this one holds a plan.
enum Benchmark {
  static func run(actions: Int, folder: String?, _ output: Output) throws {
    let scratch = try Scratch.make()
    defer { scratch.remove(scratch.folder) }
    // Ctrl-C also ends the program that is being waited for; other signals come to this process alone.
    try InterruptWatch.during {
      Signals.wasEnded
    } interrupt: {
      scratch.remove(scratch.folder)
      Signals.dieOfEnd()
    } _: {
      try compare(actions, folder, scratch, output)
    }
  }

  private static func compare(
    _ actions: Int, _ folder: String?, _ scratch: Scratch, _ output: Output
  ) throws {
    let setting = Setting(
      actions: actions, files: PlanFiles(folder: folder ?? scratch.path("plan")), scratch: scratch,
      peers: try Peers(scratch), report: Report(output))
    try setting.report.say(try Machine.description(setting))
    try makeFiles(setting)

    try StartChapter(setting: setting).run()
    let loads = try LoadChapter(setting: setting).run()
    setting.report.progress("loading the plan that is asked")
    let engine = PlanqEngine(
      plan: try PlanFile.load(path: setting.files.json, isCancelled: { Signals.wasInterrupted }))
    let count = try engine.text(try engine.ask("actions select count()").result)
    guard count == "\(actions)\n" else {
      throw BenchmarkFailure("\(setting.files.json) holds another number of actions: \(count)")
    }
    let costs = try QuestionChapter(setting: setting, engine: engine).run()
    try OutputChapter(setting: setting, engine: engine).run()
    try GrowthChapter(setting: setting).run(last: GrowthChapter.Costs(loads: loads, questions: costs))
    try setting.report.sayBars(actions: actions)
  }

  private static func makeFiles(_ setting: Setting) throws {
    let files = setting.files
    let found = [files.json, files.sqlite, files.tables].map { FileStatus.kind(path: $0) != nil }
    if !found.contains(false) { return }
    // Somebody else's plan is not written over.
    if found.contains(true) { throw BenchmarkFailure("\(files.folder) holds something, but no whole plan") }
    setting.report.progress("making a plan of \(setting.actions) actions")
    let command = "make \(setting.actions) \(Scratch.quoted(files.folder))"
    guard try setting.scratch.output(of: "\(Scratch.quoted(Arguments.program)) \(command)") != nil else {
      throw BenchmarkFailure("the plan could not be written into \(files.folder)")
    }
  }
}

/// What all chapters share.
struct Setting {
  let actions: Int
  let files: PlanFiles
  let scratch: Scratch
  let peers: Peers
  let report: Report
}

/// What is printed as the comparison goes on.
final class Report {
  private let output: Output
  private let notes = Output.standardError()
  private var bars: [Bar] = []

  init(_ output: Output) { self.output = output }

  func say(_ text: String) throws {
    try output.write(text)
    try output.flush()
  }

  func say(_ table: Table) throws { try say("\n" + table.text) }

  /// On standard error, for those who wait.
  func progress(_ text: String) { try? notes.write("planq-bench: \(text)\n") }

  func add(_ work: String, _ limit: Bar.Limit, _ figure: Double?) {
    bars.append(Bar(work: work, limit: limit, figure: figure))
  }

  func sayBars(actions: Int) throws {
    let head = actions == 1_000_000 ? "bar" : "bar (meant for 1,000,000 actions)"
    var table = Table([head, "must be", "is", ""])
    for bar in bars { table.add(bar.cells) }
    try say(table)
    let met = bars.filter { $0.isMet == true }.count
    let missed = bars.filter { $0.isMet == false }.count
    try say("\n\(met) met, \(missed) missed, \(bars.count - met - missed) not measured.\n")
  }
}
