extension Unicode.Scalar {
  /// Whether Unicode calls it white space. The same answer as the standard library's property, which looks through a
  /// table for every scalar; the tests compare them.
  package var isWhiteSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20: true
    case ..<0x80: false
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
