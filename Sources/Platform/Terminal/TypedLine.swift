import Glibc

/// A line that is typed at the terminal without a line editor, as the terminal itself gives it.
package enum TypedLine {
  /// The most that is read of one line.
  private static let limit = 1 << 16

  /// Waits for a line of standard input; without its end. nil at the end of the input.
  ///
  /// - Throws: `SystemError`; after Ctrl-C its `isInterrupted` holds.
  package static func read() throws(SystemError) -> String? {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      if Signals.wasInterrupted { throw SystemError.interrupted("read", "standard input") }
      var byte: UInt8 = 0
      // One by one: what follows the line is for whoever reads next.
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count == 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if count < 0 {
        if errno != EINTR { throw .last("read", "standard input") }
      } else if byte == UInt8(ascii: "\n") {
        break
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
