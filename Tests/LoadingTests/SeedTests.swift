import Foundation
import Loading
import Plan
import TestSupport
import Testing

/// The plan of `seeds/` in all its forms.
@Suite struct SeedTests {
  private static let document = Fixtures.package + "/seeds/unannounced-action-plan-2011-07.txt"
  private static let json = Fixtures.package + "/seeds/unannounced-action-plan-2011-07.json"

  static func bytes(_ plan: Plan) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try JSONWriter.write(plan) { bytes += $0 }
    return bytes
  }

  /// What is embedded in the program is what reading the document gives, to the byte.
  @Test func theJSONIsTheDocument() throws {
    let plan = try PlanFile.load(path: Self.document, isCancelled: { false })
    let kept = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.json)))
    #expect(String(decoding: try Self.bytes(plan), as: UTF8.self) == String(decoding: kept, as: UTF8.self))
  }

  /// Document → JSON → SQLite → JSON gives the same plan.
  @Test func nothingIsLostOnTheWay() throws {
    let folder = try ScratchFolder()
    let first = try Self.bytes(try PlanFile.load(path: Self.json, isCancelled: { false }))
    try SQLiteWriter.write(try PlanFile.load(first), to: folder.path("plan.sqlite"))
    let back = try PlanFile.load(path: folder.path("plan.sqlite"), isCancelled: { false })
    let second = try Self.bytes(back)
    #expect(String(decoding: second, as: UTF8.self) == String(decoding: first, as: UTF8.self))
  }

  /// A database cut short or with bytes changed ends in a plan or in a failure that says so.
  @Test func damagedDatabasesAreReadOrRefused() throws {
    let folder = try ScratchFolder()
    let whole = folder.path("whole.sqlite")
    try SQLiteWriter.write(try PlanFile.load(path: Self.json, isCancelled: { false }), to: whole)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: whole)))
    var generator = SeededGenerator(seed: 7)
    var outcomes = (plans: 0, failures: 0)
    func read(_ damaged: [UInt8]) throws {
      let path = folder.path("damaged.sqlite")
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      do {
        _ = try PlanFile.load(path: path, isCancelled: { false })
        outcomes.plans += 1
      } catch is LoadFailure {
        outcomes.failures += 1
      }
    }
    for length in stride(from: 0, to: bytes.count, by: 100) { try read(Array(bytes[..<length])) }
    for _ in 0..<500 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      try read(damaged)
    }
    #expect(outcomes.failures > 500 && outcomes.plans > 50, "\(outcomes)")
  }
}
