import Glibc

/// The descriptors 0, 1 and 2.
package enum StandardStreams {
  /// Opens `/dev/null` in the place of those that the parent closed. Otherwise the next file that is opened would
  /// get such a number, and a note for standard error would end up in the file of results.
  package static func ensureOpen() {
    for number: Int32 in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      if fcntl(number, F_GETFD) >= 0 || errno != EBADF { continue }
      // The lowest free number is this one. Opened the wrong way round, so that using it is still an error.
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
