import Glibc

/// A file that is begun anew and then written bit by bit, while others may read it. `AtomicFile` is for what must be
/// there whole or not at all.
package final class OutputFile {
  package let path: String
  private let file: Descriptor
  /// After an error, or once an interruption ended the writing, another one goes on; see `renew`.
  package private(set) var output: Output

  /// Makes the file, or empties it.
  package init(path: String) throws(SystemError) {
    let file = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY)
    self.path = path
    output = Output(descriptor: file.number, name: path, interruptible: true)
    self.file = file
  }

  /// Goes on where the writing was interrupted.
  package func renew() {
    output = Output(descriptor: file.number, name: path, interruptible: true)
  }
}

/// A file for another program to work on, for the user alone (0600); removed with the value.
package final class TemporaryFile {
  package let path: String

  /// - Parameter ending: of the name, such as `.planq`, by which editors know the language.
  package init(ending: String, _ bytes: [UInt8]) throws(SystemError) {
    let folder = Environment.value("TMPDIR") ?? "/tmp"
    // 64 bits of chance: a name that is there already is somebody's trap, and an error.
    path = folder + "/planq-" + String(UInt64.random(in: .min ... .max), radix: 36) + ending
    let file = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    let output = Output(descriptor: file.number, name: path)
    try output.write(bytes)
    try output.flush()
  }

  deinit { unlink(path) }
}
