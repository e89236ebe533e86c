import Foundation
import TestSupport
import Testing

/// The project's own rules, asked of its own files.
@Suite struct OrganizationTests {
  private static let sources = SourceFile.all(below: "Sources")
  private static let tests = SourceFile.all(below: "Tests")

  private func expectNone(_ files: [SourceFile], _ rule: (SourceFile) -> [Violation]) {
    #expect(!files.isEmpty)
    for file in files {
      for violation in rule(file) { Issue.record("\(file.path):\(violation)") }
    }
  }

  @Test func targetsImportOnlyWhatTheyMay() {
    expectNone(Self.sources) { Rules.forbiddenImports($0.text, target: $0.target) }
  }

  @Test func everyTargetIsThere() {
    #expect(Set(Self.sources.map(\.target)) == Set(Rules.imports.keys))
  }

  @Test func filesAreShort() {
    expectNone(Self.sources + Self.tests) { Rules.tooLong($0.text) }
  }

  @Test func sourcesHoldNothingForbidden() {
    expectNone(Self.sources) { Rules.forbiddenCode($0.text, excepted: Rules.exceptions[$0.path] ?? []) }
  }

  @Test func exceptionsAreStillNeeded() throws {
    for (path, reasons) in Rules.exceptions {
      let file = try #require(Self.sources.first { $0.path == path }, "\(path) is gone")
      let found = Rules.forbiddenCode(file.text)
      for reason in reasons {
        #expect(found.contains { $0.message.hasSuffix(reason) }, "\(path) no longer needs: \(reason)")
      }
    }
  }

  @Test func pointersStayInTheKernels() {
    expectNone(Self.sources) { Rules.strayPointers($0.text, path: $0.path) }
  }

  @Test func namedFilesStillHoldPointers() {
    for (target, files) in Rules.pointers {
      for file in files {
        let path = "Sources/\(target)/\(file)"
        let named = Self.sources.filter { $0.path == path }
        // Asked as of a file that is not named.
        #expect(
          named.contains { !Rules.strayPointers($0.text, path: "Sources/Other/\($0.path)").isEmpty },
          "\(path) no longer holds a pointer")
      }
    }
  }

  @Test func kernelsAreAPageEach() {
    expectNone(Self.sources.filter { $0.path.contains("/Kernels/") }) { file in
      let count = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
      return count > 180 ? [Violation(line: count, message: "more than one idea fits on a page")] : []
    }
  }

  @Test func nothingNamesOneMachine() {
    expectNone(Self.sources + Self.tests.filter { $0.target != "OrganizationTests" }) {
      Rules.privatePaths($0.text)
    }
  }

  @Test func theTopLevelHoldsWhatItShould() throws {
    let allowed: Set<String> = [
      ".ci", ".git", ".gitignore", ".swift-format", "LICENSE", "Package.swift", "Queries", "README.md",
      "Sources",
      "Tests", "seeds",
      // What tools make, and .gitignore keeps out.
      ".swiftpm", ".vscode", "Package.resolved",
    ]
    let names = try FileManager.default.contentsOfDirectory(atPath: Fixtures.package)
    let others = names.filter { !allowed.contains($0) && !$0.hasPrefix(".build") }
    #expect(others.sorted() == [])
  }

  @Test func everyFixtureIsUsed() throws {
    let names = FileManager.default.enumerator(atPath: Fixtures.folder)?.allObjects ?? []
    let files = names.compactMap { $0 as? String }.filter {
      var isFolder: ObjCBool = false
      let path = Fixtures.folder + "/" + $0
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
    // This target lists folders for its own ends.
    let code = Self.tests.filter { $0.target != "OrganizationTests" }.map(\.text)
    let logic = try Fixtures.files(in: "logic", ending: ".test").map { try Fixtures.text($0) }
    let transcripts = try Fixtures.files(in: "transcripts", ending: ".transcript")
      .map { try Fixtures.text($0) }
    #expect(Rules.unusedFixtures(files, code: code, data: logic + transcripts) == [])
  }
}
