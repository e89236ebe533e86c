import Foundation

/// A rule of the code, broken.
struct Violation: Hashable, CustomStringConvertible {
  let line: Int
  let message: String

  var description: String { "\(line): \(message)" }
}

/// The rules that a program can hold. Each takes text, so that a test can show that it bites.
enum Rules {
  /// Which targets of planq each target may import: the arrows of the stage table in Sources/README.md.
  static let imports: [String: Set<String>] = [
    "Platform": [],
    "Language": [],
    "Plan": [],
    "Loading": ["Plan", "Platform", "CSQLite"],
    "Binding": ["Language", "Plan", "Platform"],
    "Execution": ["Binding", "Plan", "Platform", "Language"],
    "SQLTranslation": ["Binding", "Plan", "Language"],
    "Rendering": ["Plan"],
    "Shell": [
      "Platform", "Language", "Plan", "Loading", "Binding", "Execution", "SQLTranslation", "Rendering",
      "CEditLine",
    ],
    "planq": ["Shell", "Platform"],
    "planq-bench": [
      "Platform", "Language", "Plan", "Loading", "Binding", "Execution", "SQLTranslation", "Rendering",
      "Shell", "CSQLite",
    ],
  ]
  /// Modules from outside that a target may import. The C library is Platform's alone, save where a
  /// system library's own types need it.
  static let systemImports: [String: Set<String>] = [
    "Platform": ["Glibc", "Synchronization"],
    // The standard library's own module is named where its Unicode normalization is asked for.
    "Plan": ["Swift", "Synchronization"],
  ]

  static let maximumLines = 500

  /// What must not stand in code under Sources, and why.
  static let forbidden: [(pattern: String, reason: String)] = [
    (#"\btry!"#, "try! traps"),
    (#"\bas!"#, "as! traps"),
    (#"(?<![.\w])(?<!func )(print|debugPrint|dump)\("#, "output goes through Platform.Output"),
    (#"(?<![.\w])(?<!func )readLine\("#, "input goes through Platform or the line editor"),
    (#"\bfatalError\("#, "no input may end the program"),
    (#"(?<![.\w])(precondition|preconditionFailure|assertionFailure)\("#, "no input may end the program"),
    (#"\bnonisolated\(unsafe\)"#, "shared state is atomic or not there"),
    (#"@unchecked\s+Sendable"#, "Sendable is proved"),
    (#"\bpublic\b|\bopen\s+(class|func|var)\b"#, "what other targets use is package"),
    (#"@testable\b"#, "tests use what other targets use"),
  ]

  /// Files that may break one of the rules above, with the words of the reason given there.
  static let exceptions: [String: Set<String>] = [
    "Sources/Plan/Schema/SchemaMistake.swift": ["no input may end the program"]
  ]

  /// Where pointers without bounds may stand, beside the folders named Kernels: files below a target that hand bytes to
  /// the system, to a C library, or from a reader to the columns of a plan. A target that is not here has none.
  static let pointers: [String: Set<String>] = [
    // Large pages are asked for by address.
    "Execution": ["Run.swift"],
    "Platform": [
      "Environment.swift", "Files/AppendedFile.swift", "Files/Descriptor.swift", "Files/FileBlocks.swift",
      "Files/FileBytes.swift", "Files/Folders.swift", "Files/Output.swift", "Memory.swift", "Processes.swift",
      "Signals.swift", "Threads.swift",
    ],
    "Loading": [
      "Document/DocumentBody.swift", "Document/HeadingWords.swift", "Document/TableItems.swift",
      "Export/CSVSink.swift", "JSON/JSONCuts.swift", "JSON/JSONFindings.swift", "JSON/JSONOutput.swift",
      "JSON/JSONPartReader.swift", "JSON/JSONPlace.swift", "JSON/JSONReader.swift", "JSON/JSONScanner.swift",
      "JSON/JSONShape.swift", "JSON/JSONWindow.swift", "JSON/JSONWriter.swift", "JSON/WholeNumber.swift",
      "PlanFile.swift", "SQLite/ChoiceCodes.swift", "SQLite/SQLiteConnection.swift",
      "SQLite/SQLiteReader.swift",
      "SQLite/SQLiteTableReader.swift", "SQLite/SQLiteWriter.swift", "ShortTexts.swift",
      "Tables/TableRows.swift",
    ],
    "Plan": [
      "Building/CollectedLists.swift", "Building/ColumnBuilder.swift", "Building/FindingLog.swift",
      "Building/NameDictionary.swift", "Building/NameSet.swift", "Building/PartyListBuilder.swift",
      "Building/PlanAssembly.swift", "Building/PlanBuilder.swift", "Building/TextBuilders.swift",
      "Building/Workers.swift", "Columns/TextColumn.swift", "Text/Folding.swift", "Text/TextHash.swift",
    ],
    "Shell": [
      "LineEditor/EditorCommands.swift", "LineEditor/EditorHooks.swift", "LineEditor/LineEditor.swift",
    ],
    "planq-bench": ["Peers/StepLoop.swift"],
  ]

  private static let pointer =
    #"\bwithUnsafe\w*|\bUnsafe\w*Pointer\b|\bOpaquePointer\b|\bUnmanaged\b|\bunsafe[A-Z]\w*|\bwithUTF8Buffer\b"#
    + #"|\bassumingMemoryBound\b|\bwithMemoryRebound\b|\[unchecked:|\bextracting\(unchecked:"#

  // MARK: - Rules

  /// Pointers without bounds, and subscripts without a check, outside the kernels and the files named above.
  static func strayPointers(_ text: String, path: String) -> [Violation] {
    let parts = path.split(separator: "/").dropFirst().map(String.init)
    if parts.contains("Kernels") { return [] }
    let file = parts.dropFirst().joined(separator: "/")
    let edges = pointers[parts.first ?? ""] ?? []
    if edges.contains(file) { return [] }
    return lines(CodeScanner.code(of: text)).compactMap { number, line in
      line.range(of: pointer, options: .regularExpression).map {
        Violation(line: number, message: "\(line[$0]) stands outside the kernels")
      }
    }
  }

  /// The modules a file imports, with their lines.
  static func importedModules(_ text: String) -> [(line: Int, module: String)] {
    let pattern =
      /^\s*(?:@[\w()]+\s+)*(?:(?:package|internal|fileprivate|private|public)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?([\w`-]+)/
    return lines(CodeScanner.code(of: text)).compactMap { number, line in
      line.firstMatch(of: pattern).map { (number, String($0.1)) }
    }
  }

  static func forbiddenImports(_ text: String, target: String) -> [Violation] {
    guard let ours = imports[target] else {
      return [Violation(line: 1, message: "\(target) is not in the table of targets")]
    }
    let allowed = ours.union(systemImports[target] ?? [])
    return importedModules(text).filter { !allowed.contains(dashed($0.module)) }
      .map { Violation(line: $0.line, message: "\(target) must not import \($0.module)") }
  }

  static func tooLong(_ text: String) -> [Violation] {
    let count =
      text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0)
    return count > maximumLines ? [Violation(line: count, message: "more than \(maximumLines) lines")] : []
  }

  static func forbiddenCode(_ text: String, excepted: Set<String> = []) -> [Violation] {
    var violations: [Violation] = []
    for (number, line) in lines(CodeScanner.code(of: text)) {
      for (pattern, reason) in forbidden where !excepted.contains(reason) {
        guard let found = line.range(of: pattern, options: .regularExpression) else { continue }
        violations.append(Violation(line: number, message: "\(line[found]) – \(reason)"))
      }
    }
    return violations
  }

  /// Paths of somebody's own machine, anywhere in a file: comments and strings too.
  static func privatePaths(_ text: String) -> [Violation] {
    let roots = ["work", "home", "root", "Users", "tmp/wt"].map { "/" + $0 + "/" }
    return lines(text).flatMap { number, line in
      roots.filter { line.contains($0) }
        .map { Violation(line: number, message: "names the path \($0) of one machine") }
    }
  }

  /// The fixtures that no test uses: neither is their folder listed by a test (`files(in: "…")`), nor their
  /// name, with or without its ending, written in code or in another fixture.
  static func unusedFixtures(_ files: [String], code: [String], data: [String]) -> [String] {
    let all = (code + data).joined(separator: "\n")
    let names = composedNames(in: code)
    return files.filter { file in
      let parts = file.split(separator: "/")
      let name = parts.last.map(String.init) ?? file
      let stem = name.split(separator: ".").first.map(String.init) ?? name
      let isListed = code.contains { $0.contains("files(in: \"\(parts.first ?? "")") }
      return !isListed && !all.contains(name) && !all.contains(stem) && !names.contains { file.matches($0) }
    }
    .sorted()
  }

  /// Names that tests put together, such as `"render/pipe.\(mode.rawValue).txt"`: the pieces that stand still.
  private static func composedNames(in code: [String]) -> [[String]] {
    let literal = /"([\w\-.]+\/(?:[\w\-.\/]|\\\([^"()]*\))+)"/
    return code.flatMap { $0.matches(of: literal) }.map { match in
      String(match.1).replacing(/\\\([^"()]*\)/, with: "\n").components(separatedBy: "\n")
    }
    .filter { $0.count > 1 }
  }

  private static func dashed(_ module: String) -> String {
    module.replacingOccurrences(of: "`", with: "")
  }

  private static func lines(_ text: String) -> [(Int, String)] {
    Array(zip(1..., text.components(separatedBy: "\n")))
  }
}

extension String {
  /// Whether the text is made of the pieces in order, with anything but a slash between them.
  fileprivate func matches(_ pieces: [String]) -> Bool {
    guard let first = pieces.first, let last = pieces.last, hasPrefix(first), hasSuffix(last) else {
      return false
    }
    var rest = dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let range = rest.firstRange(of: piece), !rest[..<range.lowerBound].contains("/") else {
        return false
      }
      rest = rest[range.upperBound...]
    }
    return rest.count >= last.count && !rest.dropLast(last.count).contains("/")
  }
}
