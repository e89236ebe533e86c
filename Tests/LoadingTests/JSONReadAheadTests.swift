import Foundation
import Loading
import Plan
import Platform
import Synchronization
import TestSupport
import Testing

/// A file that several threads read in parts gives what reading it from start to end gives, wherever the cuts fall.
struct JSONReadAheadTests {
  private let folder: ScratchFolder
  private let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("plan.json")
  }

  /// Which parts counted, by where they begin in the file.
  private final class Taken: Sendable {
    private let stored = Mutex<[Int]>([])
    func add(_ offset: Int) { stored.withLock { $0.append(offset) } }
    var offsets: [Int] { stored.withLock { $0 } }
  }

  /// Reads the file in parts of about a size; nil where it is to be read whole.
  private func readInParts(
    _ bytes: [UInt8], _ partSize: Int, threads: Int = 2, blockSize: Int = 1 << 20
  ) throws -> (plan: Plan?, parts: [Int]) {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let taken = Taken()
    var readAhead = JSONReadAhead()
    readAhead.partSize = partSize
    readAhead.leastSize = 0
    readAhead.threads = threads
    readAhead.onPart = { taken.add($0) }
    let builder = PlanBuilder()
    let blocks = try #require(try FileBlocks(path: path, blockSize: blockSize))
    let isRead = try JSONReader.read(blocks, into: builder, readAhead: readAhead, isCancelled: { false })
    return (isRead ? try builder.finish() : nil, taken.offsets)
  }

  /// Every column with all that it holds, its codes and its arenas too.
  private func contents(_ plan: Plan) -> [String] {
    Schema.entities.flatMap { description in
      ["\(description.name): \(plan[description.entity].rowCount)"]
        + description.fields.indices.map { index in
          let column = plan[FieldID(entity: description.entity, index: index)]
          return "\(description.name).\(description.fields[index].name): \(column)"
        }
    }
  }

  /// Reads the file in parts of several sizes, and gives how many parts counted with each.
  @discardableResult
  private func check(
    _ text: String, sizes: [Int] = [64, 200, 1000], threads: Int = 2, blockSize: Int = 1 << 20,
    _ what: String = ""
  ) throws -> [Int] {
    let bytes = Array(text.utf8)
    let failure = jsonFailure(bytes)
    let expected = failure == nil ? contents(try readJSON(bytes)) : []
    return try sizes.map { size in
      let (plan, parts) = try readInParts(bytes, size, threads: threads, blockSize: blockSize)
      #expect(
        (plan == nil) == (failure != nil), "\(what) parts of \(size): \(failure?.message ?? "no failure")")
      if let plan {
        let found = contents(plan)
        #expect(found.count == expected.count)
        for (found, expected) in zip(found, expected) where found != expected {
          Issue.record("\(what) parts of \(size):\n\(found.prefix(2000))\nexpected\n\(expected.prefix(2000))")
        }
      }
      return parts.count
    }
  }

  // MARK: - Plans

  @Test(arguments: [2, 5]) func seedPlan(threads: Int) throws {
    let text = try writeJSON(readDocument(seedBytes))
    let counts = try check(
      text, sizes: [300, 2000, 7001, 20_000, 50_000, text.utf8.count / 2 + 1, text.utf8.count],
      threads: threads)
    let objectiveCount = try readJSON(text)[.objectives].rowCount
    // The findings are a list of parts too.
    #expect((counts.first ?? 0) > objectiveCount && counts.last == 2, "\(counts)")
  }

  /// With blocks that are shorter than a part, the reading goes on in another one behind the parts.
  @Test func smallBlocks() throws {
    let text = try writeJSON(readDocument(seedBytes))
    let counts = try check(text, sizes: [300, 4000], blockSize: 20_000)
    #expect(counts.allSatisfy { $0 > 1 })
  }

  @Test func randomPlans() throws {
    var taken = 0
    for seed in 0..<80 {
      let text = try writeJSON(RandomPlan.make(seed: UInt64(seed)))
      taken += try check(text, sizes: [50 + seed, 1000 + 10 * seed], "seed \(seed):").reduce(0, +)
    }
    #expect(taken > 150)
  }

  /// Objectives as `body` writes them, from 1 on.
  private func file(
    _ count: Int, _ separator: String = ",\n    ", before: String = "", after: String = "\n  ]\n}\n",
    body: (Int) -> String
  ) -> String {
    "{\n\(before)  \"objectives\": [\n    " + (1...count).map(body).joined(separator: separator) + after
  }

  /// Rows that follow a part begin behind blanks, and numbers of rows count from the first part.
  @Test func whatIsLeftOut() throws {
    let bodies = [
      "{}", #"{"title": "a", "actions": [{}, {"lead": ["A", "B"], "due": ["2011", "2012"]}]}"#,
      #"{"number": 9, "actions": [{"completion": "soon"}, {"rag": "R", "links": "x", "number": 3}]}"#,
      #"{"actions": [{"completion": "some day", "monitor": {"name": "a", "agency": "Z", "kind": "group"}}]}"#,
      #"{"indicators": [{"targets": [{"period": "2011", "text": "5%"}, {}]}, {"owner": "b", "targets": [{}]}]}"#,
      #"{"risks": [{"impact": 4}, {"likelihood": 2, "score": 3, "description": "d", "mitigation": "m"}]}"#,
    ]
    for first in bodies.indices {
      let text = file(40) { bodies[(first + $0 * $0) % bodies.count] }
      let counts = try check(text, sizes: [60, 150, 400])
      #expect(counts.allSatisfy { $0 > 2 })
    }
  }

  /// A name that is new in one part has its code before those that are new in later ones.
  @Test func namesOverParts() throws {
    let text = file(60) {
      "{\"actions\": [{\"lead\": \"Name \($0 % 7)\", \"monitor\": {\"name\": \"name \($0 % 11)\", "
        + "\"agency\": \"Agency \($0 % 5)\"}}], \"indicators\": [{\"targets\": [{\"text\": \"\($0 % 13)%\"}]}]}"
    }
    #expect(try check(text).allSatisfy { $0 > 5 })
  }

  /// Findings that say the same are one, in whichever parts they stand, and those that checks find again are not added.
  @Test func findingsOverParts() throws {
    let finding = { (number: Int) in
      let rule = ["due-missing", "rag-letter", "lead-missing"][number % 3]
      return
        "{\"severity\": \"note\", \"rule\": \"\(rule)\", \"entity\": \"action\", \"ref\": \"\(number % 17).1\", "
        + "\"message\": \"message \(number % 5)\", \"line\": \(number)}"
    }
    let findings = "\n  ],\n  \"findings\": [\n    " + (1...150).map(finding).joined(separator: ",\n    ")
    let text = file(20, after: findings + "\n  ]\n}") {
      "{\"number\": \($0), \"actions\": [{\"completion\": \"soon\"}]}"
    }
    #expect(try check(text, sizes: [100, 300, 2000, 100_000]).allSatisfy { $0 > 1 })
    let alone =
      "{\"findings\": [\n" + (1...150).map(finding).joined(separator: ",\n") + "],\n\"objectives\": []}"
    #expect(try check(alone, sizes: [100, 300, 2000]).allSatisfy { $0 > 2 })
  }

  // MARK: - What only looks like an objective

  /// Lists of the file that stand behind or before the objectives look the same.
  @Test func otherListsOfTheSameIndentation() throws {
    let items = (1...20).map { "    {\"number\": \($0)}" }.joined(separator: ",\n")
    let others = ["indicators", "actions", "risks"].map { "  \"\($0)\": [\n\(items)\n  ]" }
    let findings = (1...20).map { "    {\"rule\": \"r\($0)\", \"line\": \($0)}" }.joined(separator: ",\n")
    let lists = (others + ["  \"findings\": [\n\(findings)\n  ]"]).joined(separator: ",\n")
    let objective = { (number: Int) in "{\"number\": \(number)}" }
    let behind = try check(
      file(20, after: "\n  ],\n\(lists)\n}", body: objective), sizes: [30, 64, 150, 500, 2000])
    #expect(behind.allSatisfy { $0 > 0 })
    let before = try check(file(20, before: lists + ",\n", body: objective), sizes: [30, 64, 150, 500, 2000])
    #expect(before.allSatisfy { $0 > 0 })
  }

  /// Without any indentation, items of items begin as objectives do.
  @Test func nestedListsOfTheSameIndentation() throws {
    let seed = try writeJSON(readDocument(seedBytes))
    let flat = seed.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
    try check(flat, sizes: [100, 1000, 5000, 20_000])
    // What is nested could be an objective.
    let text = file(60) { number in
      if number % 10 > 0 { return "{\"number\": \(number)}" }
      let nested = (1...5).map { "    {\"number\": \($0)}" }.joined(separator: ",\n")
      return "{\"number\": \(number), \"actions\": [\n\(nested)\n    ]}"
    }
    let counts = try check(text, sizes: [20, 64, 100, 333, 1000])
    #expect(counts.contains { $0 > 1 }, "\(counts)")
  }

  /// Where a part was read for nothing, the reading by itself comes to objectives that begin no line, before and behind
  /// the places where the next parts begin.
  @Test func objectivesOnOneLine() throws {
    for nestedEvery in [4, 7, 10] {
      let text = file(120, ", ") { number in
        let isFirst = number % 3 == 0
        let start = isFirst ? "\n    " : ""
        if number % nestedEvery > 0 { return "\(start){\"number\": \(number), \"title\": \"title\"}" }
        let nested = (1...4).map { "    {\"number\": \($0)}" }.joined(separator: ",\n")
        return "\(start){\"number\": \(number), \"actions\": [\n\(nested)]}"
      }
      let counts = try check(text, sizes: [20, 35, 50, 64, 80, 100, 133, 200, 333, 1000], "\(nestedEvery):")
      #expect(counts.contains { $0 > 1 }, "\(counts)")
    }
  }

  @Test func otherWaysToWrite() throws {
    let objective = { (number: Int) in "{\"number\": \(number), \"title\": \"é – 🏠 \\\" \\\\ \\n    {\"}" }
    let text = file(40, body: objective)
    for separator in [",\r\n    ", "\n    ,\n    ", "\n  , ", ",", ",\n\n    \n    ", ",\n\t", ",\n     "] {
      try check(file(40, separator, body: objective), "\(separator.debugDescription):")
    }
    let tabs = text.replacingOccurrences(of: "\n    {", with: "\n\t\t{")
    #expect(try check(tabs).allSatisfy { $0 > 1 })
    let crlf = text.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try check(crlf).allSatisfy { $0 > 1 })
    #expect(try check("\u{FEFF}" + text).allSatisfy { $0 > 1 })
    for list in ["[]", "[\n  ]", "null", "[\n    ]", "[\n    {}\n  ]"] {
      try check("{\n  \"objectives\": \(list),\n  \"actions\": [\n    {}\n  ]\n}")
    }
  }

  /// An objective that is much longer than a part.
  @Test func longObjectives() throws {
    let text = file(5) { number in
      let actions = (1...300).map { "      {\"number\": \($0), \"description\": \"work on \(number)\"}" }
      return "{\n      \"actions\": [\n" + actions.joined(separator: ",\n") + "\n      ]\n    }"
    }
    #expect(try check(text, sizes: [64, 1000, 5000], "long:").allSatisfy { $0 == 5 })
  }

  // MARK: - Faults

  /// What is wrong with a file is told by reading all of it, in whichever part it stands.
  @Test func faultsInEveryPart() throws {
    let faults = [
      #"{"number": "x"}"#, #"{"colour": 1}"#, #"{"number": 1, "number": 2}"#, "{", "}", "[]", "null", "3",
      "{\"title\": \"a\n    {\"}", #"{"title": "\ud83d"}"#, #"{"actions": [{}}"#, "{},", "",
      #"{"title": "a}"#,
      #"{"actions": [{"due": "soon"}]}"#,
    ]
    for fault in faults {
      for place in [1, 2, 13, 29, 30] {
        try check(
          file(30) { $0 == place ? fault : "{\"number\": \($0)}" }, sizes: [40, 200], "\(fault) \(place):")
      }
    }
  }

  @Test func faultsBehindTheParts() throws {
    let objective = { (number: Int) in "{\"number\": \(number)}" }
    for end in [
      "", "\n  ]", ",\n  ]\n}", ",", "\n  ]\n}}", "\n  ],\n  \"objectives\": []\n}", "\n  ], \"risks\": 3}",
      "\n  ],\n  \"plan\": {}, \"plan\": {}\n}", "\n  ] }   x", "\n  },\n    {}", " {}\n  ]}",
    ] {
      try check(file(30, after: end, body: objective), "\(end.debugDescription):")
    }
    try check(file(30, before: "  \"plan\": null,\n", after: "\n  ],\n  \"plan\": {}\n}", body: objective))
  }

  /// A flipped byte changes the plan or makes it none; either way the parts say the same.
  @Test func damage() throws {
    let bytes = Array(try writeJSON(readDocument(seedBytes)).utf8)
    var random = SeededGenerator(seed: 2013)
    var plans = 0
    for _ in 0..<150 {
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      let failure = jsonFailure(damaged)
      let plan = try readInParts(damaged, 5000).plan
      #expect((plan == nil) == (failure != nil))
      guard let plan else { continue }
      plans += 1
      #expect(contents(plan) == contents(try readJSON(damaged)))
    }
    #expect((10..<150).contains(plans))
  }

  /// From the size on at which files are read ahead, and as the shell reads them.
  @Test func largeFile() throws {
    let words = String(repeating: "words ", count: 5000)
    let objective = { (number: Int) in "{\"number\": \(number), \"title\": \"\(words)\", \"actions\": [{}]}" }
    let text = file(300, body: objective)
    #expect(text.utf8.count > JSONReadAhead().leastSize)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let plan = try PlanFile.load(path: path, isCancelled: { false })
    #expect(try writeJSON(plan) == writeJSON(readJSON(text)))
    let damaged = text.replacingOccurrences(of: "\"number\": 299,", with: "\"number\": \"299\",")
    try Data(damaged.utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: try #require(jsonFailure(damaged))) {
      try PlanFile.load(path: path, isCancelled: { false })
    }
  }

  @Test func readingCanBeCancelled() throws {
    let text = file(2000) { "{\"number\": \($0)}" }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var readAhead = JSONReadAhead()
    readAhead.partSize = 1000
    readAhead.leastSize = 0
    readAhead.threads = 2
    for last in [0, 1, 5] {
      var count = 0
      let blocks = try #require(try FileBlocks(path: path))
      #expect(throws: LoadFailure("reading was cancelled")) {
        try JSONReader.read(blocks, into: PlanBuilder(), readAhead: readAhead) {
          count += 1
          return count > last
        }
      }
    }
  }
}
