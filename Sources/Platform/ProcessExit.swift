import Glibc

/// The end of the process.
package enum ProcessExit {
  /// Ends with a status, at once: what is still in an `Output` is lost, so whoever wrote has flushed.
  package static func exit(_ status: Int32) -> Never { _exit(status) }
}
