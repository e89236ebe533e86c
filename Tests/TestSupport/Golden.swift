import Foundation
package import Testing

/// Compares with a golden file below `Tests/Fixtures`, byte for byte.
///
/// Record, then fail: a missing file, or `PLANQ_RECORD=1`, writes what came and fails this run, so that no
/// run can bless its own output.
package func expectGolden(
  actual: String, file: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let expected = try? Fixtures.text(file)
  if let expected, !Fixtures.isRecording || expected.utf8.elementsEqual(actual.utf8) {
    let difference = Difference.show(expected: expected, actual: actual)
    if !difference.isEmpty {
      Issue.record("\(file) differs (- expected, + actual):\n\(difference)", sourceLocation: sourceLocation)
    }
    return
  }
  do {
    try Fixtures.write(actual, to: file)
    Issue.record("\(file) recorded; read it, then run again", sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(file) could not be recorded: \(error)", sourceLocation: sourceLocation)
  }
}
