import Platform

/// A folder for what is passed between processes, and the one way in which others are run: by a shell that leads what
/// they write into a file.
struct Scratch {
  let folder: String

  /// Temporary, beside those of others.
  static func make() throws -> Scratch {
    let path =
      "\(Environment.value("TMPDIR") ?? "/tmp")/planq-bench.\(String(UInt64.random(in: .min ... .max), radix: 36))"
    try Folders.create(path: path)
    return Scratch(folder: path)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ text: String, to name: String) throws -> String {
    let file = try OutputFile(path: path(name))
    try file.output.write(text)
    try file.output.flush()
    return file.path
  }

  func text(_ name: String) throws -> String {
    String(decoding: try FileBytes.read(path: path(name)), as: UTF8.self)
  }

  /// What the command wrote; nil when it failed or took longer than it may.
  func output(of command: String) throws -> String? {
    // With a command after it the shell is not replaced by the program, so Ctrl-C is seen to have ended it, and the
    // memory of this process is not taken for the peak of that one.
    let exit = try Processes.runShell("{ \(command); } > \(Self.quoted(path("output"))) 2>/dev/null; exit $?")
    if exit == .signal(2) || exit == .status(130) || Signals.wasInterrupted {
      throw SystemError.interrupted("run", nil)
    }
    return exit.isSuccess ? try text("output") : nil
  }

  /// As the shell reads it.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }

  /// The beginning of a command that is ended after so many seconds.
  static func limited(_ seconds: Int) -> String { "timeout --foreground \(max(seconds, 1)) " }

  /// The bytes of a file.
  func size(_ path: String) throws -> Int {
    try output(of: "stat -c %s \(Self.quoted(path))").flatMap { Int($0.dropLast()) } ?? 0
  }

  func remove(_ path: String) { _ = try? Processes.run(["rm", "-rf", path]) }
}
