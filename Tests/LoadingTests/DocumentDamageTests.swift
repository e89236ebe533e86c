import Loading
import Plan
import TestSupport
import Testing

/// Texts that are damaged, or no plan at all: each ends in a plan or in a clear failure.
struct DocumentDamageTests {
  /// What came of some bytes: a plan of so many objectives, or why not.
  private enum Outcome: Equatable {
    case plan(objectives: Int)
    case failure(LoadFailure)
  }

  private func outcome(_ bytes: [UInt8]) throws -> Outcome {
    do {
      return .plan(objectives: try readDocument(bytes)[.objectives].rowCount)
    } catch let failure as LoadFailure {
      #expect(!failure.message.isEmpty && !failure.message.hasSuffix(".") && !failure.message.contains("\n"))
      return .failure(failure)
    }
  }

  @Test func everyTruncationEndsWell() throws {
    var objectives = 0
    for length in stride(from: 0, to: seedBytes.count, by: 100) {
      switch try outcome(Array(seedBytes[..<length])) {
      case .plan(let count):
        #expect(count >= objectives && count >= 1)
        objectives = count
      case .failure(let failure):
        // Before the first table there is no plan yet; later only a letter cut in two can fail.
        #expect(length < 200 || failure.line != nil, "\(length) bytes: \(failure.message)")
      }
    }
    #expect(objectives == 9)
  }

  @Test func everyFlippedByteEndsWell() throws {
    var random = SeededGenerator(seed: 2011)
    var plans = 0
    for _ in 0..<500 {
      var bytes = seedBytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] = UInt8.random(in: 0...255, using: &random)
      switch try outcome(bytes) {
      case .plan(let objectives):
        plans += 1
        #expect((8...10).contains(objectives), "byte \(place)")
      case .failure(let failure):
        #expect(failure.message == "the text is not UTF-8", "byte \(place): \(failure.message)")
      }
    }
    #expect((100..<500).contains(plans))
  }

  @Test func manyFlippedBytesEndWell() throws {
    var random = SeededGenerator(seed: 7)
    let marks: [UInt8] = [0x09, 0x0A, 0x0D, 0x20, 0x2E, 0x31, 0x2C, 0x3B, 0x2D, 0x52, 0x00]
    for _ in 0..<100 {
      var bytes = seedBytes
      for _ in 0..<200 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if bytes[place] < 0x80 { bytes[place] = marks.randomElement(using: &random) ?? 0 }
      }
      _ = try outcome(bytes)
    }
  }

  @Test(
    arguments: [
      "", "\n\n\n", "\u{FEFF}", "<!DOCTYPE html>\n<html><body><p>1. Title</p></body></html>",
      "{\"plan\": {\"title\": \"Plan\"}}", "ref,description,rag\n1.1,Do it,R\n",
      "# Notes\n\n1. First, open the file.\n2. Then read it.\n", "Plan July 2011\n1. Objective\n",
      "\tPriority actions\tCompletion Date\n1\tDo it\tOctober 2011\n1. Objective\n",
      String(repeating: "\0", count: 1000), "SQLite format 3\0",
    ])
  func otherTextsAreNoPlan(_ text: String) throws {
    #expect(try outcome(Array(text.utf8)) == .failure(noPlan))
  }

  private let noPlan = LoadFailure(
    "this is no plan document: no line such as “1. Title” with a table of success indicators, priority actions or "
      + "risks below it was found")

  @Test func randomBytesAreNoPlan() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      let bytes = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(try outcome([0] + bytes) == .failure(noPlan))
    }
  }

  @Test func otherEncodingsAreNamed() throws {
    let text = "Plan\r\n1. Objective\r\n\tPriority actions\r\n1\tÄ – é"
    let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try outcome(utf16) == .failure(LoadFailure("the text is UTF-16; save it as UTF-8")))
    for mark in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
      let bytes = mark + Array(text.utf8) + [0xE9, 0x0A]
      #expect(try outcome(bytes) == .failure(LoadFailure("the text is not UTF-8", line: 4, column: 8)))
    }
  }

  @Test func readingCanBeCancelled() {
    #expect(throws: LoadFailure("reading was cancelled")) {
      try DocumentReader.read(seedBytes, into: PlanBuilder(), isCancelled: { true })
    }
  }

  /// Shapes that would take hours if any step were quadratic.
  @Test(
    .timeLimit(.minutes(15)),
    arguments: [
      "1\t" + long("\t"), long("\tx\n"), "1\tDo it\t" + long("May 2011 and "),
      "1\tDo it\t\t" + long("Rose Case "), "1\tDo it\t\t" + long("Rose, "), long("- "),
      long("Key Named officers\nA - B\n"), long("1. Objective\n"),
      "\tOwner\tSuccess indicator\n\t\tBaseline" + long("\t2011/12") + "\n" + long("1\t\tx\t5\n"),
    ])
  func timeGrowsWithSize(_ shape: String) throws {
    let head =
      "Plan\n1. Objective\n\tPriority actions\tCompletion Date\tleading\tmonitoring\tevaluating\tLinks\tRAG\n"
    let plan = try readDocument(head + shape + "\nKey Named officers\nRose Case - Manager\n")
    #expect(plan[.objectives].rowCount >= 1)
  }

  private static func long(_ text: String) -> String { String(repeating: text, count: 25_000) }

  @Test(
    arguments: [
      ("SQLite format 3\0\u{10}", PlanFormat.sqlite), ("SQLite format 3", .document), ("", .document),
      ("{}", .json), ("\u{FEFF} \n\t[", .json), ("1. {", .document),
    ])
  func formatIsToldFromTheFirstBytes(_ head: String, _ format: PlanFormat) {
    #expect(PlanFormat.of(head: Array(head.utf8)) == format)
  }
}
