/// Who does the parts of the work that do not depend on each other. `Plan` knows no threads; whoever has some hands
/// them to `PlanBuilder`.
package protocol Workers: Sendable {
  /// The results of the pieces from 0 up to `pieces`, in that order.
  func map<Value: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Value) -> [Value]

  /// Told of memory of many MB that is about to be filled from its start on: the machine may have larger pages for it.
  func prepare(_ memory: UnsafeRawBufferPointer)
}

extension Array {
  /// Makes room for that many elements, of which the workers are told where it is much.
  mutating func reserve(_ count: Int, _ workers: any Workers) {
    reserveCapacity(count)
    let size = capacity * MemoryLayout<Element>.stride
    guard size >= Self.muchMemory else { return }
    // An array has room for `capacity` elements from its first on, whether they are there or not. Nothing is read.
    withUnsafeBufferPointer { workers.prepare(UnsafeRawBufferPointer(start: $0.baseAddress, count: size)) }
  }

  private static var muchMemory: Int { 2 << 20 }

  /// An array that is made as long as it will be before it is filled.
  init(repeating element: Element, count: Int, _ workers: any Workers) {
    self = []
    reserve(count, workers)
    append(contentsOf: repeatElement(element, count: count))
  }
}

/// One piece after the other.
struct OneWorker: Workers {
  func map<Value: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    // `map` of the library is not made for a type that is known only when it runs; a loop costs a quarter.
    var values: [Value] = []
    for piece in 0..<max(0, pieces) { values.append(body(piece)) }
    return values
  }

  func prepare(_ memory: UnsafeRawBufferPointer) {}
}
