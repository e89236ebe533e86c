// planq-bench: makes a plan from a fixed seed, checks that every engine gives the same answers, and prints what loading
// and asking cost, side by side, and how planq's own costs grow with the plan.
//
//   planq-bench [ACTIONS]        side by side at that size (1,000,000), then planq alone at smaller ones
//   planq-bench load FILE        loads a plan in a process of its own: nanoseconds, and bytes at the peak
//   planq-bench make ACTIONS DIR the plan's files only

import Loading
import Plan
import Platform

let words = Arguments.all
let output = Output.standardOutput()
do {
  switch words.first {
  case "load"? where words.count == 2:
    let start = Clock.monotonicNanoseconds()
    let plan = try PlanFile.load(path: words[1], isCancelled: { false })
    let time = Clock.monotonicNanoseconds() - start
    try output.write("\(time) \(Memory.peak()) \(plan[.actions].rowCount)\n")
  case "make"? where words.count == 3:
    var generator = PlanGenerator()
    try PlanFiles(folder: words[2]).write(try generator.plan(actions: max(1, Int(words[1]) ?? 1)))
  default:
    try Benchmark(actions: max(1, words.first.flatMap { Int($0) } ?? 1_000_000), output: output).run()
  }
  try output.flush()
} catch {
  try Output.standardError().write("planq-bench: \(error)\n")
  ProcessExit.exit(1)
}
