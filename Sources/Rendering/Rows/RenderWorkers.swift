/// Who renders the pieces of a long answer. `Rendering` knows no threads; whoever has some hands them in
/// (`RenderOptions.workers`).
package protocol RenderWorkers: Sendable {
  /// Makes pieces, and hands them over in order on the calling thread, while others are made. `make` is given a piece
  /// that was handed over before, or a copy of `start`.
  ///
  /// - Throws: what `take` threw. Then no further piece is begun, and none is handed over.
  func inOrder<Piece: Sendable>(
    _ pieces: Int, start: Piece, make: @Sendable (Int, inout Piece) -> Void,
    take: (Int, inout Piece) throws -> Void
  ) throws
}

/// One piece after the other.
struct OneWorker: RenderWorkers {
  func inOrder<Piece: Sendable>(
    _ pieces: Int, start: Piece, make: @Sendable (Int, inout Piece) -> Void,
    take: (Int, inout Piece) throws -> Void
  ) throws {
    var piece = start
    for index in 0..<max(0, pieces) {
      make(index, &piece)
      try take(index, &piece)
    }
  }
}
