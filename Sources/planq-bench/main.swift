// planq-bench: makes a plan of N actions from a fixed seed, writes it as JSON and SQLite, and prints what loading it
// and asking it cost. It measures planq alone; times are the best of several runs.

import Platform

let words = Arguments.all
let sizes = words.isEmpty ? [1_000, 10_000, 100_000] : words.compactMap { Int($0) }
let output = Output.standardOutput()
do {
  try output.write(Benchmark.header)
  for size in sizes where size > 0 {
    for line in try Benchmark.run(actions: size) { try output.write(line) }
    try output.flush()
  }
} catch {
  try Output.standardError().write("planq-bench: \(error)\n")
}
