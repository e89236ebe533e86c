import Testing

/// Each rule bites, and bites only what it should.
@Suite struct RulesTests {
  @Test func seesImports() {
    let text = """
      // import Foundation
      package import Plan
      @preconcurrency import Glibc
      import struct Language.Span
      let important = "import Shell"
      """
    #expect(Rules.importedModules(text).map(\.module) == ["Plan", "Glibc", "Language"])
    #expect(Rules.importedModules(text).map(\.line) == [2, 3, 4])
  }

  @Test(arguments: [
    ("import Foundation", "Plan", false), ("import Glibc", "Platform", true), ("import Glibc", "Plan", false),
    ("import Plan", "Language", false), ("package import Plan", "Rendering", true),
    ("import Execution", "SQLTranslation", false), ("import CSQLite", "Loading", true),
    ("import Foundation", "Shell", false), ("let x = 1", "Unknown", false),
  ])
  func holdsTheTableOfImports(_ text: String, _ target: String, _ isAllowed: Bool) {
    #expect(Rules.forbiddenImports(text, target: target).isEmpty == isAllowed)
  }

  @Test func countsLines() {
    #expect(Rules.tooLong(String(repeating: "\n", count: 500)).isEmpty)
    #expect(!Rules.tooLong(String(repeating: "\n", count: 501)).isEmpty)
  }

  @Test(arguments: [
    "let a = try! f()", "let b = c as! D", "print(x)", "  readLine()", "fatalError(\"x\")", "precondition(x)",
    "nonisolated(unsafe) var a = 1", "extension A: @unchecked Sendable {}", "public let a = 1",
    "open class A {}", "@testable import Plan", "debugPrint(a)", "let a = \"\" + \"b\"; print(a)",
  ])
  func findsForbiddenCode(_ text: String) {
    #expect(Rules.forbiddenCode(text).count == 1)
  }

  @Test(arguments: [
    "// print(x) and try! are forbidden", "/* a /* nested */ try! */ let a = 1", "let a = \"print(x)\"",
    "let a = #\"a \" print(x)\"#", "let a = \"\"\"\n  print(x)\n  \"\"\"", "let a = \"\\(f(\"print(x)\"))\"",
    "printer.print(tree)", "pretty_print(x)", "let publication = 1", "try? f()", "let number = open(path, 0)",
    "#if DEBUG", "let a = \"\\\"print(x)\"",
  ])
  func leavesOtherCode(_ text: String) {
    #expect(Rules.forbiddenCode(text).isEmpty)
  }

  @Test func takesExceptions() {
    #expect(Rules.forbiddenCode("try! f()", excepted: ["try! traps"]).isEmpty)
    #expect(!Rules.forbiddenCode("try! f(); print(1)", excepted: ["try! traps"]).isEmpty)
  }

  @Test(arguments: [
    "bytes.withUnsafeBufferPointer { $0 }", "let a: UnsafeRawPointer",
    "typealias A = UnsafeBufferPointer<UInt8>",
    "codes[unchecked: 3]", "bytes.extracting(unchecked: range)", "unsafeBitCast(a, to: B.self)",
    "[Int](unsafeUninitializedCapacity: 3) { _, _ in }", "Unmanaged.passRetained(a)",
    "withUnsafeTemporaryAllocation(of: Bool.self, capacity: 8) { _ in }",
  ])
  func findsPointersOutsideTheKernels(_ text: String) {
    for path in [
      "Execution/Ordering/A.swift", "Rendering/Rows/A.swift", "Platform/A.swift", "Binding/A.swift",
    ] {
      #expect(Rules.strayPointers(text, path: "Sources/" + path).count == 1)
    }
    #expect(Rules.strayPointers(text, path: "Sources/Execution/Kernels/A.swift").isEmpty)
    #expect(Rules.strayPointers(text, path: "Sources/Platform/Memory.swift").isEmpty)
    #expect(Rules.strayPointers(text, path: "Sources/Loading/JSON/JSONScanner.swift").isEmpty)
    #expect(Rules.strayPointers(text, path: "Sources/Loading/JSONA.swift").count == 1)
  }

  @Test(arguments: [
    "// withUnsafeBytes is not used", "let a = \"withUnsafeBytes\"", "let span = values.span; span[3]",
    "init(unchecked number: Int32)", "nonisolated(unsafe) var a = 1",
  ])
  func leavesWhatHasBounds(_ text: String) {
    #expect(Rules.strayPointers(text, path: "Sources/Execution/A.swift").isEmpty)
  }

  @Test func findsPathsOfOneMachine() {
    let home = "/" + "home" + "/"
    #expect(Rules.privatePaths("let a = 1\n// see \(home)me/plan.json").map(\.line) == [2])
    #expect(Rules.privatePaths("/usr/bin/env; network/x").isEmpty)
  }

  @Test func findsUnusedFixtures() {
    let files = ["errors/a.test", "plans/two.json", "plans/one.json", "render/b.txt", "render/dead.txt"]
    let unused = Rules.unusedFixtures(
      files, code: ["Fixtures.files(in: \"errors\", ending: \"\")", "golden(\"b\")"], data: ["plan one.json"])
    #expect(unused == ["plans/two.json", "render/dead.txt"])
  }

  @Test func keepsLineNumbers() {
    let text = "/* a\nb */ let c = \"\"\"\n  x\n  \"\"\"\ntry! d()"
    #expect(Rules.forbiddenCode(text).map(\.line) == [5])
  }
}
