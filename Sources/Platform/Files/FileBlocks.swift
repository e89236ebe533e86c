/// Reads a regular file from a place to its end in blocks, one of which is always read ahead on another thread. Two
/// blocks are held at a time, however long the file is.
package final class FileBlocks {
  package let file: RegularFile
  package let blockSize: Int

  /// The block that is being read, and the one that was handed over last.
  private var ahead: Confined<Block>
  private var spare: Confined<Block>
  /// Where in the file the next block begins.
  private var offset: Int
  private let threads: Int
  private let isShared: Bool

  package static let defaultBlockSize = 2 << 20

  /// Begins to read at once. nil for what is no regular file: a pipe, a device.
  ///
  /// - Throws: as `RegularFile`.
  package convenience init?(
    path: String, blockSize: Int = defaultBlockSize, threads: Int = Threads.count
  ) throws(SystemError) {
    guard let file = try RegularFile(path: path) else { return nil }
    self.init(file, blockSize: blockSize, threads: threads)
  }

  /// Begins to read at once, at a place of the file.
  package init(
    _ file: RegularFile, from offset: Int = 0, blockSize: Int = defaultBlockSize, threads: Int = Threads.count
  ) {
    self.file = file
    self.offset = offset
    self.threads = threads
    let rest = max(0, file.size - offset)
    // A small file gets no more memory than it takes; one byte more, so that its first block is its last.
    let blockSize = max(1, min(blockSize, rest + 1))
    self.blockSize = blockSize
    // What fits into one block is not worth a thread.
    isShared = threads > 1 && rest > blockSize
    ahead = Confined(Block(capacity: blockSize))
    spare = Confined(Block(capacity: blockSize))
    begin(ahead)
  }

  /// How long the file was when it was opened.
  package var size: Int { file.size }

  /// The blocks of the same file from another place on.
  package func blocks(from offset: Int, blockSize: Int) -> FileBlocks {
    FileBlocks(file, from: offset, blockSize: blockSize, threads: threads)
  }

  private func begin(_ block: Confined<Block>) {
    let (file, offset) = (file, offset)
    block.begin(onThisThread: !isShared) { $0.fill(from: file, at: offset) }
    self.offset += blockSize
  }

  /// Hands over the next bytes, fewer than `blockSize` only at the end of the file. False where there are none left.
  package func next(_ use: (UnsafeRawBufferPointer) -> Void) throws(SystemError) -> Bool {
    let block = ahead
    // The end is met only once: a file that grows meanwhile has its length of then.
    if !block.look({ $0.isEnd }) {
      begin(spare)
      swap(&ahead, &spare)
    }
    let (bytes, outcome) = block.look { $0.handOver() }
    let count = try outcome.get()
    bytes.withUnsafeBytes { use(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
    return count > 0
  }
}

/// Bytes of a file.
private struct Block {
  private var bytes: [UInt8]
  private var outcome = Result<Int, SystemError>.success(0)

  init(capacity: Int) { bytes = [UInt8](repeating: 0, count: capacity) }

  mutating func fill(from file: RegularFile, at offset: Int) {
    do throws(SystemError) {
      outcome = .success(try file.fill(&bytes, at: offset))
    } catch {
      outcome = .failure(error)
    }
  }

  /// No bytes follow these, or they could not be read.
  var isEnd: Bool {
    if case .success(let count) = outcome { count < bytes.count } else { true }
  }

  /// The bytes, and how many of them were read, or why they could not be. Asked once more at the end of the file, there
  /// are none.
  mutating func handOver() -> ([UInt8], Result<Int, SystemError>) {
    defer { if case .success = outcome { outcome = .success(0) } }
    return (bytes, outcome)
  }
}
