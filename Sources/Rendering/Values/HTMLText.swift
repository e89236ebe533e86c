/// Text of a plan within HTML and SVG. HTML has no way to hold control characters, and nobody reads it back, so that
/// these and direction overrides are shown as escapes wherever the page goes.
enum HTMLText {
  /// - Parameter mark: a line may be broken after it.
  static func append(
    _ text: ArraySlice<UInt8>, breakingAfter mark: Unicode.Scalar? = nil, to buffer: inout RenderBuffer
  ) {
    let breakByte = mark.map { UInt8(ascii: $0) }
    var shown: [UInt8] = []
    VisibleText.append(text, keepsLines: false, isForPage: true, to: &shown)
    for byte in shown {
      switch byte {
      case UInt8(ascii: "<"): buffer.append("&lt;")
      case UInt8(ascii: ">"): buffer.append("&gt;")
      case UInt8(ascii: "&"): buffer.append("&amp;")
      case UInt8(ascii: "\""): buffer.append("&quot;")
      case UInt8(ascii: "'"): buffer.append("&#39;")
      default: buffer.append(byte)
      }
      if byte == breakByte { buffer.append("<wbr>") }
    }
  }
}
