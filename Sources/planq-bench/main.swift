// planq-bench: makes a plan from a fixed seed, checks that every engine gives the same answers, prints what starting,
// loading, asking and writing cost, side by side, and how planq's own costs grow with the plan, and says at the end
// which of the bars are met.

import Loading
import Plan
import Platform

let usage = """
  usage: planq-bench [ACTIONS [FOLDER]]     compare at that size (1000000); the files of FOLDER are used if it has any,
                                            and made there otherwise
         planq-bench make ACTIONS FOLDER    make the plan's files
         planq-bench load FILE              load a plan: nanoseconds, bytes at the peak, actions
         planq-bench step FILE              step through a plan in SQLite: nanoseconds, bytes at the peak, rows

  """

/// Fewer actions leave some answers empty; more than these do not fit into the memory that people have.
let sizes = 100...20_000_000

func size(_ word: String) -> Int? { Int(word).flatMap { sizes.contains($0) ? $0 : nil } }

func perform(_ words: [String], _ output: Output) throws {
  switch (words.first, words.count) {
  case ("--help", 1), ("-h", 1):
    try output.write(usage)
  case ("load", 2):
    try output.write(OwnLoad.report { try load(words[1])[.actions].rowCount })
  case ("step", 2):
    try output.write(OwnLoad.report { try StepLoop.run(path: words[1]) })
  case ("rows", 3):
    // For the comparison itself: the rows of a plan as NDJSON, and a line to check what others load.
    let engine = PlanqEngine(plan: try load(words[1]))
    try PlanFiles.writeRows(of: engine, to: words[2])
    try output.write(try engine.text(try engine.ask(LoadChapter.checkQuery).result))
  case ("pairs", 4...):
    try StartChapter.measurePairs(Array(words.dropFirst()))
  case ("make", 3) where size(words[1]) != nil:
    try PlanFiles(folder: words[2]).make(actions: size(words[1]) ?? 0)
  case (nil, _),
    (_, 1...2) where size(words[0]) != nil:
    Signals.install()
    Signals.keepEnd()
    try Benchmark.run(
      actions: words.first.flatMap(size) ?? 1_000_000, folder: words.count > 1 ? words[1] : nil, output)
  default:
    let range = "between \(sizes.lowerBound) and \(sizes.upperBound) actions"
    try Output.standardError().write("planq-bench: \(range)\n\(usage)")
    ProcessExit.exit(2)
  }
}

func load(_ path: String) throws -> Plan { try PlanFile.load(path: path, isCancelled: { false }) }

let output = Output.standardOutput()
do {
  try perform(Arguments.all, output)
  try output.flush()
} catch {
  // Whatever it was that a signal ended.
  if Signals.wasEnded { Signals.dieOfEnd() }
  let failure = error as? SystemError
  if Signals.wasInterrupted || failure?.isInterrupted ?? false { Signals.dieOfInterrupt() }
  if failure?.isBrokenPipe ?? false { Signals.dieOfBrokenPipe() }
  try Output.standardError().write("planq-bench: \(error)\n")
  ProcessExit.exit(1)
}
