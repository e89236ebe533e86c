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
  package var folded: TextColumn { foldedCopy.value { makeFolded() } }

  private func makeFolded() -> TextColumn {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var ends: [UInt32] = [0]
    ends.reserveCapacity(offsets.count)
    bytes.withUnsafeBufferPointer { all in
      for row in 0..<count {
        Folding.append(UnsafeBufferPointer(rebasing: all[range(at: row)]), to: &result)
        ends.append(UInt32(truncatingIfNeeded: result.count))
      }
    }
    return TextColumn(bytes: result, offsets: ends)
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

  func value(_ make: () -> TextColumn) -> TextColumn {
    stored.withLock { stored in
      if let stored { return stored }
      let made = make()
      stored = made
      return made
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
