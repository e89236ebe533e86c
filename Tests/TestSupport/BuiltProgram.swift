package import Foundation

/// Runs the program that was built with the tests.
package enum BuiltProgram {
  /// The folder of built products: where the test bundle lies.
  package static let folder: String = {
    let here = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let places = CommandLine.arguments.filter { $0.contains(".xctest") } + [here].compactMap { $0 }
    for place in places {
      var url = URL(fileURLWithPath: place).standardizedFileURL
      // On some systems the bundle is a folder with the tests inside.
      while url.pathComponents.count > 1 {
        url.deleteLastPathComponent()
        if FileManager.default.isExecutableFile(atPath: url.path + "/planq") { return url.path }
      }
    }
    return Fixtures.package + "/.build/debug"
  }()

  /// The built `planq`; `PLANQ_BINARY` names another one, such as a release build.
  package static var planq: String {
    ProcessInfo.processInfo.environment["PLANQ_BINARY"] ?? folder + "/planq"
  }

  /// How a program ended, and what it wrote.
  package struct Result: Sendable {
    /// As a shell shows it: 128 + signal for a signal.
    package var status: Int32
    package var output: Data
    package var errors: Data

    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  package struct Timeout: Error, CustomStringConvertible {
    package let description: String
  }

  /// An environment that is the same everywhere: no colours, UTC, UTF-8, nobody's settings.
  package static func environment(home: String, path: String = "/usr/local/bin:/usr/bin:/bin") -> [String:
    String]
  {
    ["PATH": path, "HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb"]
  }

  /// Runs a program to its end, without a terminal.
  ///
  /// - Throws: `Timeout` when it does not end; it is killed then.
  package static func run(
    _ program: String, _ arguments: [String], input: Data = Data(), folder: String,
    environment: [String: String], timeout: Double = 120
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment
    // Files, not pipes: nothing to drain while it runs, and nothing can block.
    let scratch = NSTemporaryDirectory() + "/planq-run-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    func file(_ name: String, _ content: Data = Data()) throws -> URL {
      let url = URL(fileURLWithPath: scratch + "/" + name)
      try content.write(to: url)
      return url
    }
    let (input, output, errors) = (try file("in", input), try file("out"), try file("err"))
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if ended.wait(timeout: .now() + timeout) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      throw Timeout(description: "\(program) \(arguments) did not end within \(timeout) s")
    }
    let isSignal = process.terminationReason == .uncaughtSignal
    return Result(
      status: process.terminationStatus + (isSignal ? 128 : 0), output: try Data(contentsOf: output),
      errors: try Data(contentsOf: errors))
  }
}

/// A folder of its own, removed with the value: `seeds/` and the fixtures' `plans/` are copied into it.
package final class Scratch: Sendable {
  package let path: String

  package init(copyingSeeds: Bool = true) throws {
    path =
      URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
      + "/planq-" + UUID().uuidString
    let files = FileManager.default
    try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    if !copyingSeeds { return }
    for (from, to) in [(Fixtures.package + "/seeds", "seeds"), (Fixtures.folder + "/plans", "plans")]
    where files.fileExists(atPath: from) {
      try files.copyItem(atPath: from, toPath: path + "/" + to)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
