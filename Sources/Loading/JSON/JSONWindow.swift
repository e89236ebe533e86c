import Platform

/// The part of a JSON file that the scanner works in: what it has not taken yet, and the blocks that follow. The rest of
/// the file is not in memory.
///
/// The second place where bytes stand without a check by the language: `end` is never beyond the memory's size, which
/// `extend` makes certain before it copies.
final class JSONWindow {
  private var blocks: FileBlocks
  private let blockSize: Int
  private var memory: UnsafeMutableRawBufferPointer
  /// How far the memory is filled.
  private var end = 0
  /// How far it is filled with whole characters of UTF-8, which may be scanned.
  private var visibleEnd = 0
  /// Where in the file the memory's first byte stands.
  private var origin = 0
  private(set) var isAtEnd = false

  /// How long an item may be in any case, without the items in its lists; of one block each is read before the scanner
  /// comes so close to the end.
  private let reserve: Int

  init(_ blocks: FileBlocks) {
    self.blocks = blocks
    blockSize = blocks.blockSize
    reserve = max(1, blocks.blockSize / 8)
    memory = .allocate(byteCount: blocks.blockSize + reserve, alignment: 16)
  }

  deinit { memory.deallocate() }

  var file: RegularFile { blocks.file }

  /// Where in the file a place of `bytes` stands.
  func offset(of position: Int) -> Int { origin + position }

  /// The bytes that may be scanned. They stay where they are until `extend` is called.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: memory[..<visibleEnd]).assumingMemoryBound(to: UInt8.self)
  }

  /// The place in `bytes` from which on they should be extended before the next item is read.
  var lowMark: Int { isAtEnd ? .max : max(0, visibleEnd - reserve) }

  /// Lets go of all that is there and reads on at another place of the file, which is then at 0. False where the bytes
  /// there are not UTF-8.
  func move(to offset: Int) throws(SystemError) -> Bool {
    blocks = blocks.blocks(from: offset, blockSize: blockSize)
    (end, visibleEnd, origin, isAtEnd) = (0, 0, offset, false)
    return try extend(from: 0)
  }

  /// Lets go of what stands before a place and reads on; what stood at the place is then at 0. False where the bytes that
  /// follow are not UTF-8.
  func extend(from position: Int) throws(SystemError) -> Bool {
    let kept = end - min(max(0, position), end)
    memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[(end - kept)..<end]))
    visibleEnd -= end - kept
    origin += end - kept
    end = kept
    makeRoom(for: kept + blocks.blockSize)
    let hasMore = try blocks.next { block in
      UnsafeMutableRawBufferPointer(rebasing: memory[kept...]).copyMemory(from: block)
      end += block.count
    }
    isAtEnd = !hasMore
    let start = max(0, visibleEnd)
    visibleEnd = isAtEnd ? end : wholeEnd()
    return visibleEnd <= start || isUTF8(start..<visibleEnd)
  }

  private func makeRoom(for count: Int) {
    if count <= memory.count { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<end]))
    memory.deallocate()
    memory = larger
  }

  /// The end without a character whose last bytes are in the next block. What is no UTF-8 stays, to be found.
  private func wholeEnd() -> Int {
    for back in 1...3 where back <= end {
      let byte = memory[end - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? end - back : end
    }
    return end
  }

  private func isUTF8(_ range: Range<Int>) -> Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: memory[range]).assumingMemoryBound(to: UInt8.self)
    return (try? UTF8Span(validating: bytes.span)) != nil
  }
}
