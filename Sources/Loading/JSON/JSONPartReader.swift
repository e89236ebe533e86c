import Plan
import Platform

/// Some members of a list of a file, read without knowing what stands before them.
struct JSONPart {
  struct Place {
    /// In the file.
    var offset: Int
    /// How many lines of the part stand before.
    var lineCount: Int
  }

  /// Where its first member begins in the file.
  var start: Int
  /// Where its last member ends.
  var end: Place
  /// Where the member behind its last begins, if the part ends there.
  var next: Place?
  var items: PlanPart
  var doubts: [ObjectiveDoubts]
}

/// Reads parts of a file, one after the other into the same memory.
struct JSONPartReader {
  enum Outcome {
    /// Nothing was looked at yet, or no mark was found.
    case none
    /// What begins at a mark is no run of members.
    case failed
    case read(JSONPart)
  }

  private let file: RegularFile
  private let cuts: JSONCuts
  private let builder = PlanBuilder(isPart: true)
  private let shapes = JSONShape.makeAll()
  private var bytes: [UInt8] = []
  private(set) var outcome = Outcome.none

  /// How much more than a part is read at a time, at least, and how long a part may become by a long member.
  private static let leastMore = 4096
  private static let mostParts = 8

  init(_ file: RegularFile, _ cuts: JSONCuts) {
    self.file = file
    self.cuts = cuts
  }

  mutating func read(part: Int, isStopped: Flag) {
    builder.removeAll()
    outcome = .none
    guard !isStopped.isSet, let range = find(part) else { return }
    let offset = cuts.earliestStart(of: part)
    // The range was found in the bytes. Nothing changes them here.
    let part = bytes.withUnsafeBufferPointer { bytes in
      read(UnsafeBufferPointer(rebasing: bytes[range]), at: offset + range.lowerBound, isStopped)
    }
    outcome = part.map { .read($0) } ?? .failed
  }

  /// Brings the bytes of a part in, and says where they begin and end; nil where no member seems to begin, or where it has
  /// no end within reach.
  private mutating func find(_ part: Int) -> Range<Int>? {
    let offset = cuts.earliestStart(of: part)
    // Some more than a part, so that as a rule its end is there.
    let more = max(cuts.partSize / 4, Self.leastMore)
    if bytes.isEmpty { bytes = [UInt8](repeating: 0, count: cuts.partSize + more) }
    guard var count = try? file.fill(&bytes, at: offset) else { return nil }
    var start = 0
    if part > 0 {
      let last = min(cuts.partSize, count - cuts.mark.count + 1)
      guard let mark = cuts.firstMark(in: bytes, from: 0, to: last) else { return nil }
      start = mark + cuts.mark.count - 1
    }
    var searched = cuts.partSize
    while true {
      if let mark = cuts.firstMark(in: bytes, from: searched, to: count - cuts.mark.count + 1) {
        return start..<mark + cuts.mark.count - 1
      }
      if count < bytes.count { return start < count ? start..<count : nil }
      guard bytes.count < max(cuts.partSize, 4 * Self.leastMore) * Self.mostParts else { return nil }
      searched = max(searched, count - cuts.mark.count + 1)
      bytes.append(contentsOf: repeatElement(0, count: max(cuts.partSize, Self.leastMore)))
      guard let added = try? file.fill(&bytes, from: count, at: offset + count) else { return nil }
      count += added
    }
  }

  /// nil where the bytes are not a run of members.
  private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ isStopped: Flag
  ) -> JSONPart? {
    guard (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
    var reading = JSONReading(bytes, builder, shapes: shapes) { isStopped.isSet }
    reading.heldDoubts = []
    guard let (end, next) = try? reading.members(of: cuts.entity, from: offset) else { return nil }
    let items = builder.part
    if items.isIncomplete { return nil }
    return JSONPart(start: offset, end: end, next: next, items: items, doubts: reading.heldDoubts ?? [])
  }
}

extension JSONReading {
  /// Reads members of a list with commas between them, up to what is something else. Gives where the last one ends, and
  /// where the next begins if it is there that the bytes end. `offset` is where they begin in the file.
  fileprivate mutating func members(
    of entity: Entity, from offset: Int
  ) throws(JSONFault) -> (end: JSONPart.Place, next: JSONPart.Place?) {
    while true {
      try member(of: entity)
      let end = place(from: offset)
      scanner.skipSpace()
      guard scanner.take(JSONByte.comma) else { return (end, nil) }
      scanner.skipSpace()
      if scanner.isAtEnd { return (end, place(from: offset)) }
    }
  }

  private func place(from offset: Int) -> JSONPart.Place {
    JSONPart.Place(offset: offset + scanner.position, lineCount: scanner.line - 1)
  }
}
