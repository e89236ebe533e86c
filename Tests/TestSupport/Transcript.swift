import Foundation
import Testing

/// What a person types at a shell and what comes back, `Tests/Fixtures/transcripts/*.transcript`:
///
///     # Why this transcript is here.
///     $ planq --csv seeds/plan.json 'actions where rag = R select ref'
///     ref
///     2.4
///
///     # A comment right above a step.
///     $ planq plan.json 'actons'
///     ! error: …
///     [exit 1]
///
///     $ planq -f - <<END
///     actions
///     END
///     …
///
/// The file begins with a comment that says why. A step is `$ ` and a command for `/bin/sh`, in which
/// `planq` is the program under test; a here-document belongs to the command. Then comes exactly what it
/// wrote on standard output, then what it wrote on standard error with `! ` before each line, then
/// `[exit N]` unless that is 0. Output that does not end its last line is followed by `[no newline]`. One
/// empty line stands between two steps. All steps run in one folder, which holds copies of `seeds/` and
/// `plans/` and is also the home; its path is shown as `[scratch]`.
package struct Transcript: Sendable {
  package struct FormatError: Error, CustomStringConvertible {
    package let description: String
  }

  struct Step: Sendable {
    /// The line of the command, from 1.
    var line: Int
    /// The comment above it.
    var comment: [String]
    /// The command as the file has it, without `$ `; with its here-document.
    var command: [String]
    var expected: [String]
  }

  package let file: String
  let steps: [Step]

  /// Reads a file given relative to `Tests/Fixtures`.
  package init(file: String) throws { try self.init(file: file, text: Fixtures.text(file)) }

  package init(file: String, text: String) throws {
    self.file = file
    var lines = text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    guard lines.first?.hasPrefix("# ") == true else {
      throw FormatError(description: "\(file):1: the first line is a comment that says why")
    }
    var steps: [Step] = []
    var next = 0
    while next < lines.count {
      var step = Step(line: 0, comment: [], command: [], expected: [])
      while next < lines.count, lines[next].hasPrefix("#") || (steps.isEmpty && lines[next].isEmpty) {
        step.comment.append(lines[next])
        next += 1
      }
      guard next < lines.count, lines[next].hasPrefix("$ ") else {
        throw FormatError(description: "\(file):\(next + 1): a step begins with $ and a command")
      }
      step.line = next + 1
      step.command = [String(lines[next].dropFirst(2))]
      next += 1
      if let end = Self.hereDocumentEnd(step.command[0]) {
        guard let last = lines[next...].firstIndex(of: end) else {
          throw FormatError(description: "\(file):\(step.line): the here-document has no \(end)")
        }
        step.command += lines[next...last]
        next = last + 1
      }
      while next < lines.count, !Self.isSeparator(lines, next) {
        step.expected.append(lines[next])
        next += 1
      }
      next += 1
      steps.append(step)
    }
    if steps.isEmpty { throw FormatError(description: "\(file): no step") }
    self.steps = steps
  }

  /// Runs the steps in order and reports each that differs at its line.
  package func run() throws {
    let scratch = try Scratch()
    let tools = scratch.path + "/.tools"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: tools + "/planq", withDestinationPath: BuiltProgram.planq)
    let environment = BuiltProgram.environment(
      home: scratch.path, path: tools + ":/usr/local/bin:/usr/bin:/bin")
    var recorded = steps
    var differs = 0
    for (index, step) in steps.enumerated() {
      let command = step.command.joined(separator: "\n")
      let result = try BuiltProgram.run(
        "/bin/sh", ["-c", command], folder: scratch.path, environment: environment)
      let actual = Self.show(result, scratch: scratch.path)
      if actual == step.expected { continue }
      differs += 1
      recorded[index].expected = actual
      if Fixtures.isRecording || step.expected == ["????"] { continue }
      let difference = Difference.show(
        expected: step.expected.joined(separator: "\n"), actual: actual.joined(separator: "\n"))
      Issue.record(
        "\(file):\(step.line): $ \(command)\n\(difference)",
        sourceLocation: SourceLocation(fixture: file, line: step.line))
    }
    if differs > 0 { try record(recorded) }
  }

  private func record(_ recorded: [Step]) throws {
    guard Fixtures.isRecording || steps.contains(where: { $0.expected == ["????"] }) else { return }
    var blocks: [String] = []
    for (new, old) in zip(recorded, steps) {
      let isNew = Fixtures.isRecording || old.expected == ["????"]
      let expected = isNew ? new.expected : old.expected
      var command = new.command
      command[0] = "$ " + command[0]
      blocks.append((new.comment + command + expected).map { $0 + "\n" }.joined())
    }
    try Fixtures.write(blocks.joined(separator: "\n"), to: file)
    Issue.record(
      "\(file) recorded; read it, then run again", sourceLocation: SourceLocation(fixture: file, line: 1))
  }

  /// The lines that stand under a command.
  static func show(_ result: BuiltProgram.Result, scratch: String) -> [String] {
    var lines = Self.lines(result.outputText, prefix: "")
    lines += Self.lines(result.errorText, prefix: "! ")
    if result.status != 0 { lines.append("[exit \(result.status)]") }
    return lines.map { $0.replacingOccurrences(of: scratch, with: "[scratch]") }
  }

  private static func lines(_ text: String, prefix: String) -> [String] {
    if text.isEmpty { return [] }
    // By scalar: a line end of two characters is one `Character`.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { prefix + String($0) }
    if lines.last == prefix { lines.removeLast() } else { lines.append("[no newline]") }
    return lines
  }

  /// An empty line that a step, or a comment and a step, follow.
  private static func isSeparator(_ lines: [String], _ index: Int) -> Bool {
    guard lines[index].isEmpty else { return false }
    var next = index + 1
    while next < lines.count, lines[next].hasPrefix("#") { next += 1 }
    return next < lines.count && lines[next].hasPrefix("$ ")
  }

  private static func hereDocumentEnd(_ command: String) -> String? {
    guard let mark = command.range(of: "<<") else { return nil }
    let word = command[mark.upperBound...].drop { $0 == "'" || $0 == "\"" }
      .prefix { $0.isLetter || $0 == "_" }
    return word.isEmpty ? nil : String(word)
  }
}
