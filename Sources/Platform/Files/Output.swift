import Glibc

/// A buffered writer over a file descriptor, or over memory. Everything planq writes goes through here.
///
/// Nothing is written by itself at the end: whoever writes last calls `flush`, so that no error is lost.
/// After an error the output stays broken: what is buffered is dropped, and every later call throws the
/// same error again.
package final class Output {
  private enum Sink {
    case descriptor(Int32, name: String, interruptible: Bool)
    case memory
  }

  private let sink: Sink
  private let capacity: Int
  private var buffer: [UInt8] = []
  private var failure: SystemError?
  /// Whether anything was written to it yet, be it still in the buffer.
  package private(set) var hasWritten = false

  private init(_ sink: Sink, capacity: Int) {
    self.sink = sink
    self.capacity = capacity
    buffer.reserveCapacity(capacity)
  }

  /// A writer over an open descriptor, which stays the caller's to close.
  ///
  /// - Parameters:
  ///   - name: for messages: a path, or `standard output`.
  ///   - interruptible: whether Ctrl-C (`Signals.wasInterrupted`) ends the writing with an error whose
  ///     `isInterrupted` holds.
  package convenience init(
    descriptor: Int32, name: String, capacity: Int = 1 << 16, interruptible: Bool = false
  ) {
    self.init(.descriptor(descriptor, name: name, interruptible: interruptible), capacity: max(capacity, 0))
  }

  /// A writer for standard output. There should be one in a process: each has its own buffer.
  package static func standardOutput() -> Output {
    Output(descriptor: STDOUT_FILENO, name: "standard output", interruptible: true)
  }

  /// A writer for standard error, unbuffered.
  package static func standardError() -> Output {
    Output(descriptor: STDERR_FILENO, name: "standard error", capacity: 0)
  }

  /// A writer that keeps everything; see `bytes` and `text`.
  package static func memory() -> Output { Output(.memory, capacity: 0) }

  /// What a memory output was given; of another output, what is not yet written.
  package var bytes: [UInt8] { buffer }
  /// `bytes` as text, mended where it is not UTF-8.
  package var text: String { String(decoding: buffer, as: UTF8.self) }
  /// Gives `bytes` away and starts anew.
  package func takeBytes() -> [UInt8] {
    defer { buffer = [] }
    return buffer
  }

  package func write(_ bytes: [UInt8]) throws(SystemError) {
    if let failure { throw failure }
    hasWritten = true
    // What fills the buffer alone need not be copied first.
    if buffer.isEmpty, bytes.count >= capacity, case .descriptor = sink { return try send(bytes) }
    buffer.append(contentsOf: bytes)
    try flushIfFull()
  }

  package func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    if let failure { throw failure }
    hasWritten = true
    buffer.append(contentsOf: bytes)
    try flushIfFull()
  }

  package func write(_ string: String) throws(SystemError) {
    if let failure { throw failure }
    hasWritten = true
    buffer.append(contentsOf: string.utf8)
    try flushIfFull()
  }

  private func flushIfFull() throws(SystemError) {
    if case .descriptor = sink, buffer.count >= capacity { try flush() }
  }

  /// Writes what is buffered. For memory, nothing.
  package func flush() throws(SystemError) {
    if let failure { throw failure }
    guard case .descriptor = sink, !buffer.isEmpty else { return }
    try send(buffer)
    buffer.removeAll(keepingCapacity: buffer.count <= 2 * capacity)
  }

  private func send(_ bytes: [UInt8]) throws(SystemError) {
    guard case .descriptor(let number, let name, let interruptible) = sink else { return }
    do throws(SystemError) {
      try Self.writeAll(bytes, to: number, name: name, interruptible: interruptible)
    } catch {
      failure = error
      buffer = []
      throw error
    }
  }

  /// The one loop around `write(2)`: goes on after signals and partial writes, waits where the other end
  /// is slow and does not block.
  private static func writeAll(
    _ bytes: [UInt8], to number: Int32, name: String, interruptible: Bool
  ) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      if interruptible, Signals.wasInterrupted {
        throw SystemError(code: EINTR, operation: "write to", path: name)
      }
      let count = bytes.withUnsafeBytes {
        Glibc.write(number, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        Descriptor.wait(number, for: POLLOUT)
      } else if errno != EINTR {
        throw .last("write to", name)
      }
    }
  }
}
