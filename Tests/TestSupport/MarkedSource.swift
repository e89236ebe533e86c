/// A text in which `«…»` marks places: `actions where «lad» = 1` is the plain text and one range. Marks may
/// be nested, and empty (`«»`) for a point between characters.
package struct MarkedSource: Sendable {
  /// The text without marks.
  package let text: String
  /// The marked ranges, as UTF-8 offsets into `text`, in the order of their opening marks.
  package let ranges: [Range<Int>]

  package init(_ marked: String) {
    var text = ""
    var starts: [(index: Int, offset: Int)] = []
    var ranges: [Range<Int>] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«":
        starts.append((ranges.count, text.utf8.count))
        ranges.append(0..<0)
      case "»":
        if let start = starts.popLast() { ranges[start.index] = start.offset..<text.utf8.count }
      default: text.unicodeScalars.append(scalar)
      }
    }
    self.text = text
    self.ranges = ranges
  }

  /// The other way: puts marks into a text. The ranges must not overlap, and stand in order.
  package static func mark(_ text: String, _ ranges: [Range<Int>]) -> String {
    var bytes = Array(text.utf8)
    for range in ranges.reversed() where range.upperBound <= bytes.count {
      bytes.insert(contentsOf: Array("»".utf8), at: range.upperBound)
      bytes.insert(contentsOf: Array("«".utf8), at: range.lowerBound)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
