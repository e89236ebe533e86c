import Foundation
import Glibc
import Platform
import Testing

@Suite struct ProcessesTests {
  @Test func givesTheExit() throws {
    #expect(try Processes.runShell("exit 3") == .status(3))
    #expect(try Processes.runShell("true").isSuccess)
    #expect(try Processes.runShell("kill -9 $$") == .signal(9))
    #expect(Processes.Exit.signal(9).shellStatus == 137)
    #expect(try Processes.run(["sh", "-c", "exit 4"]).shellStatus == 4)
  }

  @Test func feedsStandardInput() throws {
    let folder = try ScratchFolder()
    let text = String(repeating: "0123456789\n", count: 50_000)
    let exit = try Processes.runShell("cat > '\(folder.path)/out'") { try $0.write(text) }
    #expect(exit.isSuccess)
    #expect(try folder.text("out") == text)
  }

  @Test func doesNotMindAProgramThatStopsReading() throws {
    let text = String(repeating: "0123456789\n", count: 200_000)
    #expect(try Processes.runShell("head -c 1 > /dev/null") { try $0.write(text) }.isSuccess)
  }

  @Test func failsWhenFeedingFails() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try Processes.runShell("cat > /dev/null") { _ in throw Stop() } }
  }

  @Test func saysWhatCannotBeRun() {
    let error = #expect(throws: SystemError.self) { try Processes.run(["no-such-program"]) }
    #expect(error?.description == "cannot run no-such-program: No such file or directory")
    #expect(throws: SystemError.self) { try Processes.run([]) }
    #expect(throws: SystemError.self) { try Processes.runShell("true\0") }
  }

  /// `cat` ends only when nobody else holds the pipe's writing end, children started meanwhile included.
  @Test func keepsPipesApart() async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask {
          try Processes.runShell("cat > /dev/null; sleep 0.01") { try $0.write("x") }.isSuccess
        }
      }
      for try await isSuccess in group { #expect(isSuccess) }
    }
  }

  @Test func startsTheProgramWithFreshSignals() throws {
    #expect(try Processes.runShell("kill -PIPE $$") { try $0.write("") } == .signal(13))
  }
}

/// In processes of their own: signals and their flags belong to a whole process.
@Suite struct SignalsTests {
  @Test func keepsTheInterruptUntilCleared() async {
    await #expect(processExitsWith: .exitCode(7)) {
      // A test runner in the background has it ignored, and the threads of the tests block it.
      signal(SIGINT, SIG_DFL)
      var all = sigset_t()
      sigfillset(&all)
      pthread_sigmask(SIG_UNBLOCK, &all, nil)
      Signals.install()
      raise(SIGINT)
      raise(SIGWINCH)
      raise(SIGPIPE)
      guard Signals.wasInterrupted, Signals.wasResized else { exit(1) }
      Signals.clearInterrupt()
      Signals.clearResize()
      exit(Signals.wasInterrupted || Signals.wasResized ? 2 : 7)
    }
  }

  @Test func stopsAnInterruptedOutput() async {
    await #expect(processExitsWith: .exitCode(7)) {
      Signals.interrupt()
      let output = Output(descriptor: 2, name: "standard error", interruptible: true)
      do {
        try output.write("x")
        try output.flush()
      } catch let error as SystemError { exit(error.isInterrupted ? 7 : 1) }
    }
  }

  @Test func leavesAnIgnoredInterruptIgnored() async {
    await #expect(processExitsWith: .exitCode(7)) {
      signal(SIGINT, SIG_IGN)
      Signals.install()
      raise(SIGINT)
      exit(Signals.wasInterrupted ? 1 : 7)
    }
  }

  @Test func diesAsTheSignalWould() async {
    await #expect(processExitsWith: .signal(SIGINT)) {
      Signals.install()
      Signals.dieOfInterrupt()
    }
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      Signals.install()
      Signals.dieOfBrokenPipe()
    }
  }
}

@Suite struct SurroundingsTests {
  @Test func measuresTime() {
    let start = Clock.monotonicNanoseconds()
    Thread.sleep(forTimeInterval: 0.01)
    #expect(Clock.monotonicNanoseconds() - start >= 10_000_000)
    #expect(Clock.processorNanoseconds() > 0)
  }

  @Test func knowsTheDay() {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    let today = Clock.today()
    #expect(today.year == parts.year && today.month == parts.month && today.day == parts.day)
  }

  @Test func readsTheEnvironment() {
    #expect(Environment.value("PATH")?.isEmpty == false)
    #expect(Environment.value("PLANQ_NO_SUCH_VARIABLE") == nil)
    #expect(Arguments.program.isEmpty == false)
  }

  @Test func tellsTerminalsFromFiles() throws {
    let folder = try ScratchFolder()
    let file = try #require(FileHandle(forReadingAtPath: try folder.file("a", "")))
    #expect(!Terminal.isTerminal(file.fileDescriptor))
  }

  @Test func asksTheEnvironmentForTheSize() async {
    await #expect(processExitsWith: .exitCode(7)) {
      unsetenv("LINES")
      setenv("COLUMNS", "70", 1)
      let isTaken = Terminal.size(-1) == Terminal.Size(columns: 70, rows: 24)
      setenv("COLUMNS", "no", 1)
      exit(isTaken && Terminal.size(-1) == nil ? 7 : 1)
    }
  }

  @Test func findsItsFolders() async {
    await #expect(processExitsWith: .exitCode(7)) {
      setenv("HOME", "/h", 1)
      setenv("XDG_CONFIG_HOME", "/c", 1)
      setenv("XDG_STATE_HOME", "relative", 1)
      guard Folders.configuration == "/c/planq", Folders.state == "/h/.local/state/planq" else { exit(1) }
      unsetenv("HOME")
      exit(Folders.configuration == "/c/planq" && Folders.state == nil ? 7 : 2)
    }
  }

  @Test func speaksUTF8() {
    Terminal.setUpLocale()
    #expect(Terminal.isUTF8)
  }
}
