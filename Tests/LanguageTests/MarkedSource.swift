import Language

/// A text with « and » around a range of it.
struct MarkedSource {
  var text: String
  var range: SourceRange

  init(_ marked: String) {
    let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts.count > 1 ? parts[1] : ""
    let ends = rest.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
    let before = String(parts[0])
    let inside = ends.isEmpty ? "" : String(ends[0])
    let after = ends.count > 1 ? String(ends[1]) : ""
    text = before + inside + after
    range = SourceRange(before.utf8.count, before.utf8.count + inside.utf8.count)
  }
}

extension Diagnostic.Fix {
  func applied(to text: String) -> String {
    let bytes = Array(text.utf8)
    return String(
      decoding: bytes[..<range.start] + Array(replacement.utf8) + bytes[range.end...], as: UTF8.self)
  }
}

extension ParseResult {
  /// One letter for each way a text can be: complete, incomplete, wrong.
  var verdict: String { diagnostics.isEmpty ? "complete" : isIncomplete ? "incomplete" : "wrong" }
}
