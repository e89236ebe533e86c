import Plan
import Platform

/// Which files are read ahead, and how far.
package struct JSONReadAhead: Sendable {
  /// About how long a part is: long enough for a thread of its own, and short enough for a cache to hold it.
  package var partSize = 1 << 20
  /// A file that is shorter from the list on is read before another thread has begun.
  package var leastSize = 8 << 20
  package var threads = Threads.count
  /// Told where in the file each part begins that counts, for tests.
  package var onPart: @Sendable (Int) -> Void = { _ in }

  package init() {}
}

/// A list of a file, read ahead in parts by other threads. They are guesses: each counts only where the reading of what
/// stands before it comes to the place where it begins.
final class JSONParts {
  private let cuts: JSONCuts
  /// Each reads one part at a time.
  private let readers: [Confined<JSONPartReader>]
  private let isStopped = Flag()
  /// The part that is looked at next.
  private var current = 0
  /// How many parts are read or being read.
  private var begunCount = 0
  /// How many parts were read for nothing.
  private var missCount = 0

  /// From so many on it is no longer guessed.
  private static let mostMisses = 4

  init(_ file: RegularFile, _ cuts: JSONCuts, threads: Int) {
    self.cuts = cuts
    // Twice as many as there are cores, so that none is idle while what others have read waits for its turn.
    readers = (0..<2 * threads + 1).map { _ in Confined(JSONPartReader(file, cuts)) }
  }

  deinit { isStopped.set() }

  /// The part that begins with the member at a place of the file, if one does. To be let go before the next is asked
  /// for, because it shares its memory.
  func part(at offset: Int) -> JSONPart? {
    while current < cuts.count, cuts.earliestStart(of: current) <= offset, missCount < Self.mostMisses {
      begin()
      switch readers[current % readers.count].look({ $0.outcome }) {
      case .none: break
      case .read(let part) where part.start == offset:
        current += 1
        return part
      case .read(let part) where part.start > offset: return nil
      case .failed, .read:
        missCount += 1
        if missCount == Self.mostMisses { isStopped.set() }
      }
      current += 1
    }
    return nil
  }

  /// Every reader gets a part.
  private func begin() {
    while begunCount < min(cuts.count, current + readers.count) {
      let (part, isStopped) = (begunCount, isStopped)
      readers[part % readers.count].begin { $0.read(part: part, isStopped: isStopped) }
      begunCount += 1
    }
  }
}

extension JSONReading {
  /// Reads a list of the file that may be long.
  mutating func listAhead(of entity: Entity, _ member: JSONShape.Member) throws(JSONFault) {
    parts = makeParts(of: entity)
    defer { parts = nil }
    try list(member) { (reading, _) throws(JSONFault) in
      if try !reading.takeParts() { try reading.member(of: entity) }
    }
  }

  /// Reads a member of such a list.
  mutating func member(of entity: Entity) throws(JSONFault) {
    if entity == .findings { try finding() } else { try item(entity, place: 1, name: nil) }
  }

  /// nil where it is not worth it, or where nobody could say where the members begin.
  private func makeParts(of entity: Entity) -> JSONParts? {
    guard let window, let readAhead, readAhead.threads > 1 else { return nil }
    var ahead = scanner
    guard ahead.next == JSONByte.openBracket, (try? ahead.beginMembers(close: JSONByte.closeBracket)) == true,
      let cuts = JSONCuts(
        of: entity, first: ahead.position, in: bytes, at: window.offset(of: 0), fileSize: window.file.size,
        partSize: readAhead.partSize),
      cuts.size >= readAhead.leastSize
    else { return nil }
    return JSONParts(window.file, cuts, threads: readAhead.threads)
  }

  /// Takes the members that were read ahead from here on, and stands behind the last of them. False where there are
  /// none.
  private mutating func takeParts() throws(JSONFault) -> Bool {
    guard let parts, let window else { return false }
    var (offset, line) = (window.offset(of: scanner.position), scanner.line)
    var end: (offset: Int, line: Int)?
    while let part = parts.part(at: offset) {
      if isCancelled() { throw JSONFault(.cancelled, at: scanner.position) }
      let rowCount = builder.rowCount(.objectives)
      guard builder.append(part.items, lineCount: line - 1) else { break }
      for doubts in part.doubts { report(doubts, rowCount: rowCount, lineCount: line - 1) }
      readAhead?.onPart(part.start)
      reserve(whole: window.file.size, read: part.end.offset)
      end = (part.end.offset, line + part.end.lineCount)
      guard let next = part.next else { break }
      (offset, line) = (next.offset, line + next.lineCount)
    }
    guard let end else { return false }
    try move(window, to: end.offset, line: end.line)
    return true
  }
}
