import Glibc
import Synchronization

/// Reads a regular file from start to end in blocks, one of which is always read ahead on another thread. Two blocks are
/// held at a time, however long the file is.
package final class FileBlocks {
  /// How long the file was when it was opened.
  package let size: Int
  package let blockSize: Int

  private let file: OpenFile
  /// The block that is being read, and the one that was handed over last.
  private var ahead: Block
  private var spare: Block

  package static let defaultBlockSize = 2 << 20

  /// Begins to read at once. nil for what is no regular file: a pipe, a device.
  ///
  /// - Throws: `SystemError`; `EFBIG` for a file of more than `FileBytes.defaultLimit` bytes.
  package init?(path: String, blockSize: Int = defaultBlockSize, threads: Int = Threads.count)
    throws(SystemError)
  {
    file = try OpenFile(path)
    let status = try file.descriptor.status(path)
    guard status.st_mode.kind == S_IFREG else { return nil }
    size = max(0, Int(status.st_size))
    if size > FileBytes.defaultLimit { throw SystemError(code: EFBIG, operation: "read", path: path) }
    // A small file gets no more memory than it takes; one byte more, so that its first block is its last.
    self.blockSize = max(1, min(blockSize, size + 1))
    // What fits into one block is not worth a thread.
    let isShared = threads > 1 && size > self.blockSize
    ahead = Block(capacity: self.blockSize, isShared: isShared)
    spare = Block(capacity: self.blockSize, isShared: isShared)
    ahead.begin(file)
  }

  deinit { ahead.wait() }

  /// Hands over the next bytes, fewer than `blockSize` only at the end of the file. False where there are none left.
  package func next(_ use: (UnsafeRawBufferPointer) -> Void) throws(SystemError) -> Bool {
    ahead.wait()
    let block = ahead
    // The end is met only once: a file that grows meanwhile has its length of then.
    if !block.isEnd {
      spare.begin(file)
      swap(&ahead, &spare)
    }
    return try block.hand(over: use)
  }
}

/// A file that is read by one thread at a time.
private final class OpenFile: Sendable {
  let descriptor: Descriptor
  let path: String

  init(_ path: String) throws(SystemError) {
    descriptor = try Descriptor(opening: path, O_RDONLY | O_NOCTTY)
    self.path = path
  }

  /// Reads until the bytes are full or the end is met, and says how many there are.
  func fill(_ bytes: inout [UInt8]) -> Result<Int, SystemError> {
    do throws(SystemError) {
      return .success(try descriptor.fill(&bytes, path))
    } catch {
      return .failure(error)
    }
  }
}

/// Bytes of a file while they are read, by a thread that `wait` waits for.
private final class Block {
  private struct Content {
    var bytes: [UInt8]
    var outcome = Result<Int, SystemError>.success(0)
  }

  private final class Shared: Sendable {
    let content: Mutex<Content>
    init(_ content: Content) { self.content = Mutex(content) }

    func fill(from file: OpenFile) { content.withLock { $0.outcome = file.fill(&$0.bytes) } }
  }

  private let shared: Shared
  private let isShared: Bool
  private var reader: JoinableThread?

  init(capacity: Int, isShared: Bool) {
    shared = Shared(Content(bytes: [UInt8](repeating: 0, count: capacity)))
    self.isShared = isShared
  }

  func begin(_ file: OpenFile) {
    let shared = shared
    reader = isShared ? JoinableThread { shared.fill(from: file) } : nil
    if reader == nil { shared.fill(from: file) }
  }

  func wait() {
    reader?.join()
    reader = nil
  }

  /// No bytes follow these, or they could not be read.
  var isEnd: Bool {
    shared.content.withLock { content in
      if case .success(let count) = content.outcome { count < content.bytes.count } else { true }
    }
  }

  func hand(over use: (UnsafeRawBufferPointer) -> Void) throws(SystemError) -> Bool {
    try shared.content.withLock { (content) throws(SystemError) in
      let count = try content.outcome.get()
      content.bytes.withUnsafeBytes { use(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
      // Asked once more at the end of the file, there are none.
      content.outcome = .success(0)
      return count > 0
    }
  }
}
