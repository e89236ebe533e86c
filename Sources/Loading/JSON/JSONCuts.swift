import Plan

/// Where a long list of a file, of its objectives or its findings, may be cut into parts.
///
/// A line feed cannot stand inside a string. So in a file that is written over several lines, a line feed with the
/// indentation of the first member and a brace is most likely where another begins. It need not be: what is read from a
/// cut on counts only where the reading of all that stands before it comes to the same place.
struct JSONCuts: Sendable {
  /// What the list holds.
  let entity: Entity
  /// Where in the file the first member begins.
  let first: Int
  /// The line feed, the indentation and the brace.
  let mark: [UInt8]
  let fileSize: Int
  /// About how long a part is.
  let partSize: Int

  /// nil where the first member does not begin a line. It stands at a place of some bytes, of which the first has a place
  /// in the file.
  init?(
    of entity: Entity, first place: Int, in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, fileSize: Int,
    partSize: Int
  ) {
    self.entity = entity
    let indentation = bytes[..<place].reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    let start = place - indentation - 1
    guard start >= 0, bytes[start] == 0x0A, place < bytes.count, bytes[place] == JSONByte.openBrace else {
      return nil
    }
    first = offset + place
    mark = Array(bytes[start...place])
    self.fileSize = fileSize
    self.partSize = max(1, partSize)
  }

  /// How long the file is from the first member on.
  var size: Int { max(0, fileSize - first) }

  /// How many parts there are at most.
  var count: Int { (size + partSize - 1) / partSize }

  /// The place in the file from which on a part begins at its first mark; the first part begins there. It ends where the
  /// next one would begin.
  func earliestStart(of part: Int) -> Int { first + part * partSize }

  /// Where the first mark begins, from one place to before another; it may end behind that.
  func firstMark(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    (start..<max(start, min(end, bytes.count - mark.count + 1))).first { place in
      bytes[place] == 0x0A && bytes[place..<place + mark.count].elementsEqual(mark)
    }
  }
}
