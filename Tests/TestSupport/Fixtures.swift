// TestSupport takes data files from Tests/Fixtures and answers of the program, compares them, and records
// what is missing as a failure. It knows nothing of plans or queries.
import Foundation
package import Testing

/// Where the package's files are, whatever the current folder is.
package enum Fixtures {
  /// The folder of `Package.swift`.
  package static let package: String = {
    // …/Tests/TestSupport/Fixtures.swift
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }()
  /// `Tests/Fixtures`.
  package static let folder = package + "/Tests/Fixtures"
  /// `PLANQ_RECORD=1` writes what the program answers into the fixtures, and fails.
  package static let isRecording = ProcessInfo.processInfo.environment["PLANQ_RECORD"] == "1"

  /// The text of a file given relative to `Tests/Fixtures`.
  package static func text(_ file: String) throws -> String {
    try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
  }

  /// Writes a file given relative to `Tests/Fixtures`.
  package static func write(_ text: String, to file: String) throws {
    let url = URL(fileURLWithPath: folder + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The files below a folder of `Tests/Fixtures` whose names end so, sorted, relative to `Tests/Fixtures`:
  /// the arguments of a parameterized test. A folder that is not there has none.
  package static func files(in subfolder: String, ending: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder + "/" + subfolder)?.allObjects ?? []
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.sorted()
      .map { subfolder + "/" + $0 }
  }
}

extension SourceLocation {
  /// A line of a fixture, so that a failure points into the data.
  package init(fixture file: String, line: Int) {
    self.init(
      fileID: "Fixtures/" + file, filePath: Fixtures.folder + "/" + file, line: max(line, 1), column: 1)
  }
}
