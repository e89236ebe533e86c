/// Bytes that lie somewhere else.
typealias ByteRun = Span<UInt8>

extension Span<UInt8> {
  var first: UInt8? { isEmpty ? nil : self[0] }
  var last: UInt8? { isEmpty ? nil : self[count - 1] }

  @inline(__always)
  func contains(where isWanted: (UInt8) -> Bool) -> Bool {
    withUnsafeBufferPointer { $0.contains(where: isWanted) }
  }

  /// As text, mended where it is not UTF-8.
  var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}

/// Bytes that are copied at once, whether all of them are wanted or not: faster than to ask how many.
let stride16 = 16

extension [UInt8] {
  /// Appends a part of another array, which lies within it.
  @inline(__always)
  mutating func append(_ range: Range<Int>, of source: [UInt8]) {
    append(source.span, range)
  }

  /// Appends a part of a run, which lies within it.
  @inline(__always)
  mutating func append(_ run: ByteRun, _ range: Range<Int>) {
    run.withUnsafeBufferPointer { run in
      guard let start = run.baseAddress else { return }
      let length = range.count
      let source = UnsafeRawPointer(start + range.lowerBound)
      // Sixteen bytes may be read while they lie within the run, and written where there is room for them.
      let isShort = length <= stride16 && range.lowerBound &+ stride16 <= run.count
      append(addingCapacity: isShort ? stride16 : length) { free in
        free.withUnsafeMutableBufferPointer { memory, count in
          guard let target = UnsafeMutableRawPointer(memory.baseAddress) else { return }
          if isShort {
            let bytes = source.loadUnaligned(as: SIMD16<UInt8>.self)
            target.storeBytes(of: bytes, as: SIMD16<UInt8>.self)
          } else {
            target.copyMemory(from: source, byteCount: length)
          }
          count = length
        }
      }
    }
  }

  @inline(__always)
  mutating func append(_ run: ByteRun) { append(run, 0..<run.count) }

  /// Appends the lowest bytes of a word, the lowest one first.
  @inline(__always)
  mutating func append(first length: Int, of word: UInt64) {
    append(addingCapacity: 8) { free in
      free.withUnsafeMutableBufferPointer { memory, count in
        guard let target = UnsafeMutableRawPointer(memory.baseAddress) else { return }
        // Eight bytes, for which there is room, whether all of them are wanted or not.
        target.storeBytes(of: word.littleEndian, as: UInt64.self)
        count = length
      }
    }
  }

  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Room for sixteen bytes to be read wherever something begins before it.
  mutating func pad() { append(contentsOf: repeatElement(0, count: stride16)) }
}
