import Foundation
import TestSupport
import Testing

/// What is typed at a shell, and what comes back.
@Suite struct TranscriptTests {
  @Test(arguments: Fixtures.files(in: "transcripts", ending: ".transcript"))
  func commandLine(file: String) throws { try Transcript(file: file).run() }

  /// Each mistake with its whole picture.
  @Test(arguments: Fixtures.files(in: "errors", ending: ".transcript"))
  func errors(file: String) throws { try Transcript(file: file).run() }
}
