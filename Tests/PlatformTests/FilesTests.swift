import Foundation
import Glibc
import Platform
import Testing

/// A folder of its own for one test, removed at the end.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/planq-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ text: String? = nil) throws -> String {
    let file = path + "/" + name
    if let text { try text.write(toFile: file, atomically: false, encoding: .utf8) }
    return file
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  var names: [String] { get throws { try Folders.names(in: path) } }
}

@Suite struct ReadingTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 5_000_000])
  func readsAWholeFile(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try folder.file("data")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(try FileBytes.read(path: path) == bytes)
    #expect(try FileBytes.read(path: path, limit: count) == bytes)
    #expect(try FileBytes.readHead(path: path, count: 100) == Array(bytes.prefix(100)))
    if count > 0 {
      let error = #expect(throws: SystemError.self) { try FileBytes.read(path: path, limit: count - 1) }
      #expect(error?.code == EFBIG)
    }
  }

  @Test func readsAPipe() throws {
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let text = String(repeating: "0123456789", count: 50_000)
    let writer = Thread { try? text.write(toFile: path, atomically: false, encoding: .utf8) }
    writer.start()
    #expect(try FileBytes.read(path: path) == Array(text.utf8))
  }

  @Test func stopsAnEndlessDevice() {
    let error = #expect(throws: SystemError.self) { try FileBytes.read(path: "/dev/zero", limit: 1 << 20) }
    #expect(error?.description == "cannot read /dev/zero: File too large")
  }

  @Test func saysWhatIsWrong() throws {
    let missing = #expect(throws: SystemError.self) { try FileBytes.read(path: "no/plan.json") }
    #expect(missing?.description == "cannot open no/plan.json: No such file or directory")
    #expect(missing?.isNotFound == true)
    let directory = #expect(throws: SystemError.self) { try FileBytes.read(path: folder.path) }
    #expect(directory?.description == "cannot read \(folder.path): Is a directory")
    let head = #expect(throws: SystemError.self) { try FileBytes.readHead(path: folder.path, count: 4) }
    #expect(head?.code == EISDIR)
    let path = try folder.file("a", "text")
    let nul = #expect(throws: SystemError.self) { try FileBytes.read(path: path + "\0b") }
    #expect(nul?.code == EINVAL)
  }

  @Test func canBeStopped() throws {
    struct Stop: Error {}
    let path = try folder.file("a", "text")
    #expect(throws: Stop.self) { try FileBytes.read(path: path) { throw Stop() } }
  }

  @Test func trustsOnlyPrivateFiles() throws {
    let path = try folder.file("planqrc", ".mode csv\n")
    chmod(path, 0o644)
    #expect(FileStatus.isPrivate(path: path))
    #expect(try FileBytes.read(path: path, privateOnly: true).count == 10)
    for mode: mode_t in [0o664, 0o646] {
      chmod(path, mode)
      #expect(!FileStatus.isPrivate(path: path))
      let error = #expect(throws: SystemError.self) { try FileBytes.read(path: path, privateOnly: true) }
      #expect(error?.code == EPERM)
    }
    #expect(!FileStatus.isPrivate(path: path + "-missing"))
  }

  @Test func knowsKindsAndNames() throws {
    let path = try folder.file("b", "")
    _ = try folder.file("a", "")
    try Folders.create(path: folder.path + "/x/y")
    try Folders.create(path: folder.path + "/x/y")
    #expect(try folder.names == ["a", "b", "x"])
    #expect(FileStatus.kind(path: path) == .file)
    #expect(FileStatus.kind(path: folder.path + "/x/y") == .folder)
    #expect(FileStatus.kind(path: "/dev/null") == .other)
    #expect(FileStatus.kind(path: path + "-missing") == nil)
    #expect(throws: SystemError.self) { try Folders.create(path: path + "/z") }
    #expect(throws: SystemError.self) { try Folders.create(path: path) }
    #expect(throws: SystemError.self) { try Folders.names(in: path) }
  }
}

@Suite struct OutputTests {
  @Test func keepsInMemory() throws {
    let output = Output.memory()
    try output.write("é")
    try output.write([0x61, 0x62])
    try output.flush()
    #expect(output.text == "éab")
    #expect(output.takeBytes() == [0xC3, 0xA9, 0x61, 0x62])
    #expect(output.bytes.isEmpty)
  }

  @Test func reportsAFullDisk() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let output = Output(descriptor: descriptor, name: "standard output")
    try output.write("small")
    let error = #expect(throws: SystemError.self) { try output.flush() }
    #expect(error?.description == "cannot write to standard output: No space left on device")
    // It stays broken, and nothing more is kept.
    #expect(throws: SystemError.self) { try output.write("more") }
    #expect(throws: SystemError.self) { try output.flush() }
    #expect(output.bytes.isEmpty)
  }

  @Test func waitsForASlowReader() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    let text = String(repeating: "0123456789", count: 100_000)
    let writer = Thread {
      let output = Output(descriptor: writing, name: "pipe")
      try? output.write(text)
      try? output.flush()
      close(writing)
    }
    writer.start()
    Thread.sleep(forTimeInterval: 0.05)
    let bytes = FileHandle(fileDescriptor: reading, closeOnDealloc: true).readDataToEndOfFile()
    #expect(bytes == Data(text.utf8))
  }
}

@Suite struct AtomicFileTests {
  struct Stop: Error {}

  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    lstat(path, &status)
    return status.st_mode & 0o7777
  }

  @Test func makesAndReplaces() throws {
    let path = folder.path + "/plan.json"
    try AtomicFile.write(path: path, newFileMode: 0o600) { try $0.write("one") }
    #expect(try folder.text("plan.json") == "one")
    #expect(mode(path) == 0o600)
    chmod(path, 0o640)
    try AtomicFile.write(path: path) { try $0.write("two") }
    #expect(try folder.text("plan.json") == "two")
    #expect(mode(path) == 0o640)
    #expect(try folder.names == ["plan.json"])
  }

  @Test func keepsTheOldFileWhenWritingFails() throws {
    let path = try folder.file("plan.json", "old")
    #expect(throws: Stop.self) {
      try AtomicFile.write(path: path) {
        try $0.write(String(repeating: "new", count: 100_000))
        throw Stop()
      }
    }
    #expect(throws: Stop.self) {
      try AtomicFile.replace(path: path) { temporary in
        #expect(FileStatus.kind(path: temporary) == .file)
        try "half".write(toFile: temporary + "-journal", atomically: false, encoding: .utf8)
        throw Stop()
      }
    }
    #expect(try folder.text("plan.json") == "old")
    #expect(try folder.names == ["plan.json"])
  }

  @Test func letsAProducerUseAPath() throws {
    let path = folder.path + "/plan.sqlite"
    try AtomicFile.replace(path: path) {
      try "made".write(toFile: $0, atomically: false, encoding: .utf8)
    }
    #expect(try folder.text("plan.sqlite") == "made")
    #expect(try folder.names == ["plan.sqlite"])
  }

  @Test func followsLinks() throws {
    _ = try folder.file("real", "old")
    symlink("real", folder.path + "/link")
    symlink("link", folder.path + "/outer")
    symlink("made", folder.path + "/dangling")
    symlink("loop", folder.path + "/loop")
    try AtomicFile.write(path: folder.path + "/outer") { try $0.write("new") }
    try AtomicFile.write(path: folder.path + "/dangling") { try $0.write("here") }
    #expect(try folder.text("real") == "new")
    #expect(try folder.text("made") == "here")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/outer") == "link")
    let error = #expect(throws: SystemError.self) {
      try AtomicFile.write(path: folder.path + "/loop") { _ in }
    }
    #expect(error?.code == ELOOP)
  }

  @Test func refusesWhatIsNoRegularFile() throws {
    for (path, code) in [("/dev/null", EINVAL), (folder.path, EISDIR), ("no/where", ENOENT)] {
      let error = #expect(throws: SystemError.self, "\(path)") {
        try AtomicFile.write(path: path) { try $0.write("x") }
      }
      #expect(error?.code == code)
      #expect(error?.path == path)
    }
    #expect(FileStatus.kind(path: "/dev/null") == .other)
  }
}
