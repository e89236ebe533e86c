import Foundation
import Loading
import Plan
import RandomQueries
import TestSupport

/// A file of pairs that once differed, `Tests/Fixtures/oracle/*.test`:
///
///     # What went wrong, and where.
///     plan random 210
///
///     query
///     actions group by rag
///     totals
///
/// The file begins with a comment that says why. `plan random N` is the random plan of a seed, `plan NAME` a file of
/// `Tests/Fixtures/plans`; it holds until the next. A query ends at an empty line. There are no answers: both sides
/// must give the same.
struct OracleFixture: Sendable {
  struct Pair: Sendable {
    /// As written behind `plan`.
    var plan: String
    /// The line of `query`, from 1.
    var line: Int
    var script: String
  }

  struct FormatError: Error, CustomStringConvertible { let description: String }

  var pairs: [Pair] = []

  init(file: String) throws {
    let lines = try Fixtures.text(file).components(separatedBy: "\n")
    guard lines.first?.hasPrefix("# ") == true else {
      throw FormatError(description: "\(file):1: the first line is a comment that says why")
    }
    var plan: String?
    var next = 0
    while next < lines.count {
      let line = lines[next]
      next += 1
      if line.hasPrefix("plan ") {
        plan = String(line.dropFirst(5))
      } else if line == "query", let plan {
        let start = next
        let script = lines[next...].prefix { !$0.isEmpty }.joined(separator: "\n")
        next = lines[next...].firstIndex(of: "") ?? lines.count
        pairs.append(Pair(plan: plan, line: start, script: script))
      } else if !line.isEmpty, !line.hasPrefix("#") {
        throw FormatError(description: "\(file):\(next): not understood: \(line)")
      }
    }
    if pairs.isEmpty { throw FormatError(description: "\(file): no query") }
  }

  static func plan(_ name: String) throws -> Plan {
    let words = name.split(separator: " ")
    if words.first == "random", let seed = words.last.flatMap({ UInt64($0) }) {
      var plans = RandomPlan(seed: seed)
      return try plans.sketch().plan()
    }
    return try SeedPlan.load("/Tests/Fixtures/plans/" + name)
  }
}

/// Plans from files.
enum SeedPlan {
  /// The plan document of `seeds/`.
  static func document() throws -> Plan { try load("/seeds/unannounced-action-plan-2011-07.txt") }

  /// A file of the package.
  static func load(_ file: String) throws -> Plan {
    try PlanFile.load(path: Fixtures.package + file, isCancelled: { false })
  }
}
