/// The formats that plans come in, told from the first bytes of a file and never from its name.
package enum PlanFormat: Sendable {
  case document
  case json
  case sqlite

  /// How many bytes `of(head:)` wants to see, fewer where the file is shorter. White space before JSON that is
  /// longer than that hides it.
  package static let headLength = 4096

  private static let magic = Array("SQLite format 3\0".utf8)

  package static func of(head: [UInt8]) -> PlanFormat {
    if head.starts(with: magic) { return .sqlite }
    let text = head.dropFirst(head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    let first = text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .document
  }
}
