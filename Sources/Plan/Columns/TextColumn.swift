import Synchronization

/// A text a row, in one arena of UTF-8. Empty text is blank.
package struct TextColumn: Sendable {
  package let bytes: [UInt8]
  /// Where each text begins; one more than there are rows.
  package let offsets: [UInt32]
  private let foldedCopy: OnceFolded

  /// `offsets` rises from 0 to `bytes.count` and holds at least one element.
  package init(bytes: [UInt8], offsets: [UInt32]) {
    self.bytes = bytes
    self.offsets = offsets
    foldedCopy = OnceFolded()
  }

  package init(_ texts: [String] = []) {
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      offsets.append(UInt32(truncatingIfNeeded: bytes.count))
    }
    self.init(bytes: bytes, offsets: offsets)
  }

  package var count: Int { offsets.count - 1 }

  package func range(at row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

  package func isBlank(at row: Int) -> Bool { offsets[row] == offsets[row + 1] }

  package func string(at row: Int) -> String { String(decoding: bytes[range(at: row)], as: UTF8.self) }

  /// The same rows folded (`Folding`), worked out once and kept.
  package var folded: TextColumn {
    // It is there, for nothing ends the work early. This only spares a trap.
    folded(by: OneWorker()) { false } ?? self
  }

  /// As `folded`; the workers share the work where there is much. nil where it was cancelled before it was done.
  package func folded(by workers: any Workers, unless isCancelled: @Sendable () -> Bool) -> TextColumn? {
    foldedCopy.value {
      let pieces = max(1, bytes.count / Self.foldedAtOnce)
      let parts = workers.map(pieces) { piece in
        isCancelled() ? nil : foldedRows(count * piece / pieces..<count * (piece + 1) / pieces)
      }
      .compactMap { $0 }
      if parts.count < pieces { return nil }
      if parts.count == 1, let only = parts.first {
        return TextColumn(bytes: only.bytes, offsets: [0] + only.ends)
      }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
      var offsets: [UInt32] = [0]
      offsets.reserveCapacity(count + 1)
      for part in parts {
        let start = UInt32(truncatingIfNeeded: bytes.count)
        bytes += part.bytes
        for end in part.ends { offsets.append(start &+ end) }
      }
      return TextColumn(bytes: bytes, offsets: offsets)
    }
  }

  /// Bytes that one worker folds before it takes more: a few milliseconds' work.
  private static let foldedAtOnce = 2 << 20

  private func foldedRows(_ rows: Range<Int>) -> (bytes: [UInt8], ends: [UInt32]) {
    var result: [UInt8] = []
    result.reserveCapacity(Int(offsets[rows.upperBound] - offsets[rows.lowerBound]))
    var ends: [UInt32] = []
    ends.reserveCapacity(rows.count)
    bytes.withUnsafeBufferPointer { all in
      for row in rows {
        Folding.append(UnsafeBufferPointer(rebasing: all[range(at: row)]), to: &result)
        ends.append(UInt32(truncatingIfNeeded: result.count))
      }
    }
    return (result, ends)
  }

  /// The rows named, in that order; `Column.noRow` gives blank.
  package func gather(_ rows: [UInt32]) -> TextColumn {
    var result: [UInt8] = []
    var ends: [UInt32] = [0]
    ends.reserveCapacity(rows.count + 1)
    for row in rows {
      if row != Column.noRow { result.append(contentsOf: bytes[range(at: Int(row))]) }
      ends.append(UInt32(truncatingIfNeeded: result.count))
    }
    return TextColumn(bytes: result, offsets: ends)
  }
}

/// A value worked out on first use, by whichever thread comes first.
private final class OnceFolded: Sendable {
  private let stored = Mutex<TextColumn?>(nil)

  func value(_ make: () -> TextColumn?) -> TextColumn? {
    stored.withLock { stored in
      if let stored { return stored }
      stored = make()
      return stored
    }
  }
}

/// A text a row where texts repeat: codes into a dictionary whose entry 0 is blank.
package struct NameColumn: Sendable {
  package let codes: [UInt32]
  package let dictionary: TextColumn

  package init(codes: [UInt32], dictionary: TextColumn) {
    self.codes = codes
    self.dictionary = dictionary
  }

  package var count: Int { codes.count }

  package func string(at row: Int) -> String { dictionary.string(at: Int(codes[row])) }

  package func gather(_ rows: [UInt32]) -> NameColumn {
    NameColumn(codes: rows.map { $0 == Column.noRow ? 0 : codes[Int($0)] }, dictionary: dictionary)
  }
}
