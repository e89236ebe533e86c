import Foundation
import Glibc
import Platform
import Testing

@Suite struct FileBlocksTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func readAll(_ blocks: FileBlocks) throws -> [[UInt8]] {
    var read: [[UInt8]] = []
    while try blocks.next({ read.append(Array($0)) }) {}
    // The end stays the end.
    let goesOn = try blocks.next { read.append(Array($0)) }
    #expect(!goesOn)
    return read
  }

  @Test(arguments: [1, 2], [0, 1, 99, 100, 101, 200, 1050]) func givesTheFile(threads: Int, count: Int) throws
  {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try folder.file("data")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let blocks = try #require(try FileBlocks(path: path, blockSize: 100, threads: threads))
    #expect(blocks.size == count)
    // The last call hands over nothing.
    let read = try readAll(blocks).filter { !$0.isEmpty }
    #expect(read.flatMap { $0 } == bytes)
    #expect(read.dropLast().allSatisfy { $0.count == 100 })
  }

  @Test func mayBeLeftHalfway() throws {
    let path = try folder.file("data", String(repeating: "x", count: 10_000))
    for _ in 0..<20 {
      let blocks = try #require(try FileBlocks(path: path, blockSize: 100, threads: 2))
      var count = 0
      let goesOn = try blocks.next { count = $0.count }
      #expect(goesOn && count == 100)
    }
  }

  @Test func isForRegularFiles() throws {
    #expect(try FileBlocks(path: "/dev/null") == nil)
    #expect(try FileBlocks(path: folder.path) == nil)
    let error = #expect(throws: SystemError.self) { try FileBlocks(path: folder.path + "/none") }
    #expect(error?.isNotFound == true)
  }
}
