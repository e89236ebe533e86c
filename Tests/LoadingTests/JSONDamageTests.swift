import Loading
import Plan
import TestSupport
import Testing

/// Plan files that were damaged: each ends in a plan or in a clear failure with its place.
struct JSONDamageTests {
  private static let seed = Result { Array(try writeJSON(readDocument(seedBytes)).utf8) }

  private func check(_ failure: LoadFailure, _ what: String) {
    #expect(failure.line != nil && failure.column != nil, "\(what)")
    #expect(
      !failure.message.isEmpty && !failure.message.hasSuffix(".") && !failure.message.contains("\n"),
      "\(what)")
  }

  @Test func everyTruncationFailsAtItsEnd() throws {
    let bytes = try Self.seed.get()
    #expect(bytes.count > 10_000)
    for length in stride(from: 0, to: bytes.count - 2, by: 100) {
      let failure = try #require(jsonFailure(Array(bytes[..<length])), "\(length) bytes")
      check(failure, "\(length) bytes")
    }
  }

  @Test func everyFlippedByteEndsWell() throws {
    let bytes = try Self.seed.get()
    let original = try readJSON(bytes)
    var random = SeededGenerator(seed: 2011)
    var plans = 0
    for _ in 0..<500 {
      var damaged = bytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      damaged[place] = UInt8.random(in: 0...255, using: &random)
      if let failure = jsonFailure(damaged) {
        check(failure, "byte \(place)")
      } else {
        plans += 1
        let plan = try readJSON(damaged)
        #expect(plan[.actions].rowCount == original[.actions].rowCount, "byte \(place)")
      }
    }
    #expect((50..<500).contains(plans))
  }

  @Test func manyFlippedBytesEndWell() throws {
    let bytes = try Self.seed.get()
    var random = SeededGenerator(seed: 7)
    let marks = Array(#"{}[],:"\0-9eEnu "#.utf8)
    for _ in 0..<200 {
      var damaged = Array(bytes[..<8000])
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = marks.randomElement(using: &random) ?? 0
      }
      check(try #require(jsonFailure(damaged)), "cut and damaged")
    }
  }
}
