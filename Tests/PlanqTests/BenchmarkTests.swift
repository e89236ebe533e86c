import Foundation
import TestSupport
import Testing

/// The benchmark runs from end to end, on a plan too small for its figures to say anything.
@Suite struct BenchmarkTests {
  private static func run(_ words: [String], in scratch: Scratch) throws -> BuiltProgram.Result {
    var environment = BuiltProgram.environment(home: scratch.path)
    environment["TMPDIR"] = scratch.path
    return try BuiltProgram.run(
      BuiltProgram.folder + "/planq-bench", words, folder: scratch.path, environment: environment)
  }

  @Test func everyChapterOnASmallPlan() throws {
    let scratch = try Scratch(copyingSeeds: false)
    let result = try Self.run(["300"], in: scratch)
    #expect(result.status == 0, "\(result.errorText)")
    let lines = result.outputText.components(separatedBy: "\n")
    let chapters = [
      "300 actions on ", "| start to exit, seed plan ", "| loading 300 actions ", "| one warm query ",
      "| all actions to a file ", "Growth was not measured", "| bar ",
    ]
    for chapter in chapters {
      #expect(lines.contains { $0.hasPrefix(chapter) }, "no \(chapter): \(result.outputText)")
    }
    // A terminal of a hundred columns shows the tables as they are.
    for line in lines where line.hasPrefix("|") { #expect(line.count <= 100, "\(line)") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [], "files are left behind")
  }

  @Test(arguments: [["many"], ["99"], ["300", "here", "and there"], ["load"], ["make", "300"], ["--fast"]])
  func wrongWords(_ words: [String]) throws {
    let scratch = try Scratch(copyingSeeds: false)
    let result = try Self.run(words, in: scratch)
    #expect(result.status == 2)
    #expect(result.outputText.isEmpty)
    #expect(result.errorText.contains("usage: planq-bench "))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
  }
}
