import Platform
import Rendering

/// The cores of the machine, for whoever has much to render.
struct Cores: RenderWorkers {
  func inOrder<Piece: Sendable>(
    _ pieces: Int, start: Piece, make: @Sendable (Int, inout Piece) -> Void,
    take: (Int, inout Piece) throws -> Void
  ) throws {
    try Threads.inOrder(pieces, start: start, make: make, take: take)
  }
}
