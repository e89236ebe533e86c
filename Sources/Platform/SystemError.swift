// Platform takes paths, descriptors and bytes, gives what the operating system answers, and never knows
// what a plan or a query is. It is the one place that calls the C library.
import Glibc

/// A failed call of the operating system, with what was being done and to what.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The `errno` of the call.
  package let code: Int32
  /// What was tried, as a verb that follows "cannot": `open`, `write to`.
  package let operation: String
  /// The file, or a name such as `standard output`.
  package let path: String?

  package init(code: Int32, operation: String, path: String?) {
    self.code = code
    self.operation = operation
    self.path = path
  }

  /// What was being done was stopped by the user; `isInterrupted` holds.
  package static func interrupted(_ operation: String, _ path: String?) -> SystemError {
    SystemError(code: EINTR, operation: operation, path: path)
  }

  /// The error of the call that has just failed. To be made before anything else can change `errno`.
  static func last(_ operation: String, _ path: String?) -> SystemError {
    SystemError(code: errno, operation: operation, path: path)
  }

  /// One line without a full stop: `cannot open plan.json: No such file or directory`.
  package var description: String {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    guard let path else { return "cannot \(operation): \(reason)" }
    return "cannot \(operation) \(path): \(reason)"
  }

  /// The reader has gone (`planq … | head -1`): no reason for a message.
  package var isBrokenPipe: Bool { code == EPIPE }
  /// Ctrl-C came while an interruptible output was written.
  package var isInterrupted: Bool { code == EINTR }
  /// The file was refused for its owner or mode (`FileBytes.read`, `privateOnly`).
  package var isNotTrusted: Bool { code == EPERM }
  /// A folder holds files that must stay (`AtomicFolder`).
  package var isNotEmpty: Bool { code == ENOTEMPTY }
  /// Nothing has this name.
  package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }
}
