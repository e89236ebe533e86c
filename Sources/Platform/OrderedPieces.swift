import Synchronization

extension Threads {
  /// Makes pieces on all cores, and hands them over in order, on the calling thread: while one wave of pieces is made,
  /// the one before is handed over, and then the calling thread makes pieces as well.
  ///
  /// There are never more pieces than those of two waves, and they are used again: `make` is given one that was handed
  /// over before, or a copy of `start`.
  ///
  /// - Throws: what `take` threw. Then no further piece is begun, and none is handed over.
  package static func inOrder<Piece: Sendable, Failure: Error>(
    _ pieces: Int, start: Piece, threads: Int = count, make: @Sendable (Int, inout Piece) -> Void,
    take: (Int, inout Piece) throws(Failure) -> Void
  ) throws(Failure) {
    let pieces = max(0, pieces)
    let width = min(pieces, within(threads) * piecesOfAThread)
    var (making, made) = (slots(width, start), slots(width, start))
    var wave = 0..<0
    repeat {
      let next = wave.upperBound..<min(pieces, wave.upperBound + width)
      let (targets, sources) = (making, made)
      try each(next.count, threads: threads) { () throws(Failure) in
        for (piece, slot) in zip(wave, sources) {
          try slot.piece.withLock { (slot) throws(Failure) in try take(piece, &slot) }
        }
      } _: { piece in
        targets[piece].piece.withLock { make(next.lowerBound + piece, &$0) }
      }
      swap(&making, &made)
      wave = next
    } while !wave.isEmpty
  }

  /// So many in a wave that threads which start anew with each cost little, and that the last piece, for which the
  /// others wait, is short beside the rest.
  private static let piecesOfAThread = 8

  private static func slots<Piece: Sendable>(_ count: Int, _ start: Piece) -> [Slot<Piece>] {
    (0..<count).map { _ in Slot(start) }
  }

  /// Whoever works at the piece has it alone.
  private final class Slot<Piece: Sendable>: Sendable {
    let piece: Mutex<Piece>
    init(_ start: Piece) { piece = Mutex(start) }
  }
}
