import Foundation
import Loading
import Plan
import Platform
import TestSupport
import Testing

/// Reading a file of which only a part is in memory gives what reading all of it gives, wherever the parts end.
struct JSONWindowTests {
  private let folder: ScratchFolder
  private let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("plan.json")
  }

  private func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

  /// Reads the file in blocks of a size; nil where it is to be read whole.
  private func readInParts(_ blockSize: Int, threads: Int = 2) throws -> Plan? {
    let builder = PlanBuilder()
    let blocks = try #require(try FileBlocks(path: path, blockSize: blockSize, threads: threads))
    return try JSONReader.read(blocks, into: builder, isCancelled: { false }) ? builder.finish() : nil
  }

  private func expectSame(_ plan: Plan, _ other: Plan, _ what: String) throws {
    #expect(try writeJSON(plan) == writeJSON(other), "\(what)")
    let lists = [plan, other].map { DocumentDump(plan: $0).findings(["rule", "ref", "line", "message"]) }
    #expect(lists[0] == lists[1], "\(what)")
  }

  @Test(arguments: [1, 2]) func partsOfAnySizeGiveThePlan(threads: Int) throws {
    let bytes = Array(try writeJSON(readDocument(seedBytes)).utf8)
    try write(bytes)
    let whole = try readJSON(bytes)
    var isRead = 0
    for blockSize in [
      1, 7, 64, 1000, 4000, 8000, 9999, 20_000, 65_536, bytes.count - 1, bytes.count, 1 << 21,
    ] {
      guard let plan = try readInParts(blockSize, threads: threads) else { continue }
      isRead += 1
      try expectSame(plan, whole, "blocks of \(blockSize)")
    }
    #expect(isRead >= 8)
  }

  @Test func randomPlans() throws {
    var isRead = 0
    for seed in 0..<60 {
      let bytes = Array(try writeJSON(RandomPlan.make(seed: UInt64(seed))).utf8)
      try write(bytes)
      let whole = try readJSON(bytes)
      for blockSize in [500, 1500 + 7 * seed, 6000] {
        guard let plan = try readInParts(blockSize) else { continue }
        isRead += 1
        try expectSame(plan, whole, "seed \(seed), blocks of \(blockSize)")
      }
    }
    #expect(isRead > 60)
  }

  /// Characters of one to four bytes, at every place of a block's end.
  @Test func charactersAcrossTheEndOfABlock() throws {
    let title = String(repeating: "aé–🏠", count: 40)
    let text =
      "{\"objectives\": [" + Array(repeating: "{\"title\": \"\(title)\"}", count: 50).joined(separator: ",\n")
      + "]}"
    try write(Array(text.utf8))
    let whole = try readJSON(text)
    for blockSize in 8000..<8012 {
      let plan = try #require(try readInParts(blockSize), "blocks of \(blockSize)")
      try expectSame(plan, whole, "blocks of \(blockSize)")
    }
  }

  /// A doubt about a completion waits for the number of its objective, which may stand in another part.
  @Test func doubtsAcrossParts() throws {
    let actions = Array(repeating: "{\"completion\": \"soon\"}", count: 2000).joined(separator: ",\n")
    let text =
      "{\"objectives\": [{\"number\": 7, \"actions\": [\(actions)]},\n{\"actions\": [\(actions)], \"number\": 9}]}"
    try write(Array(text.utf8))
    let plan = try #require(try readInParts(4096))
    try expectSame(plan, readJSON(text), "doubts")
  }

  /// What is wrong is told by the reading of the whole file: the parts never make a plan of it.
  @Test func damagedFilesAreNeverAPlan() throws {
    let bytes = Array(try writeJSON(readDocument(seedBytes)).utf8)
    var random = SeededGenerator(seed: 2012)
    var failures = 0
    for index in 0..<300 {
      var damaged = bytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      damaged[place] = UInt8.random(in: 0...255, using: &random)
      if index % 10 == 0 { damaged.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
      if index % 10 == 1 { damaged += Array("  x".utf8) }
      try write(damaged)
      let failure = jsonFailure(damaged)
      for blockSize in [5000, 12_345] {
        let plan = try readInParts(blockSize)
        if failure != nil { #expect(plan == nil, "byte \(place), blocks of \(blockSize)") }
        if failure == nil, let plan { try expectSame(plan, readJSON(damaged), "byte \(place)") }
      }
      guard let failure else { continue }
      failures += 1
      #expect(throws: failure) { try PlanFile.load(path: path, isCancelled: { false }) }
    }
    #expect(failures > 100)
  }

  @Test func spaceAtTheEnd() throws {
    let text = #"{"objectives": [{"title": "a"}]}"# + String(repeating: " \n", count: 5000)
    try write(Array(text.utf8))
    #expect(try readInParts(1024)?[.objectives].rowCount == 1)
    try write(Array((text + "x").utf8))
    #expect(try readInParts(1024) == nil)
  }

  @Test func readingCanBeCancelled() throws {
    try write(Array(try writeJSON(readDocument(seedBytes)).utf8))
    let blocks = try #require(try FileBlocks(path: path, blockSize: 4096))
    #expect(throws: LoadFailure("reading was cancelled")) {
      try JSONReader.read(blocks, into: PlanBuilder(), isCancelled: { true })
    }
    let error = #expect(throws: SystemError.self) { try PlanFile.load(path: path, isCancelled: { true }) }
    #expect(error?.isInterrupted == true)
  }
}
