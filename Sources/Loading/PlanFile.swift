package import Plan
import Platform

/// Reads a plan from a file of any format.
package enum PlanFile {
  /// Takes a path (`-` is standard input, which cannot be SQLite). `isCancelled` is asked while reading, and loading
  /// then ends with a `SystemError` whose `isInterrupted` holds. Throws `LoadFailure` for what is no plan, and
  /// `SystemError` for what cannot be read.
  package static func load(path: String, isCancelled: @escaping () -> Bool) throws -> Plan {
    // Of a pipe, what is looked at is gone; and SQLite cannot come out of one.
    if path != "-", FileStatus.kind(path: path) != .other {
      switch PlanFormat.of(head: try FileBytes.readHead(path: path, count: PlanFormat.headLength)) {
      case .sqlite:
        return try build(isCancelled) {
          try SQLiteReader.read(path: path, into: $0, isCancelled: isCancelled)
        }
      case .json:
        if let plan = try loadInParts(path, isCancelled) { return plan }
      case .document: break
      }
    }
    return try build(isCancelled) { builder in
      // The bytes are let go before the plan is finished.
      let bytes = try FileBytes.read(path: path) { if isCancelled() { throw interruption(path) } }
      try fill(builder, bytes, isCancelled)
    }
  }

  /// A JSON plan of which only a part is in memory at a time; nil where the whole of it is to be read, and tells why.
  private static func loadInParts(_ path: String, _ isCancelled: @escaping () -> Bool) throws -> Plan? {
    let builder = newBuilder(isCancelled)
    let isRead = try stopping(isCancelled) {
      guard let blocks = try FileBlocks(path: path) else { return false }
      return try JSONReader.read(blocks, into: builder, isCancelled: isCancelled)
    }
    return isRead ? try finish(builder) : nil
  }

  /// Takes the bytes of a document or JSON plan.
  package static func load(_ bytes: [UInt8], isCancelled: @escaping () -> Bool = { false }) throws -> Plan {
    try build(isCancelled) { try fill($0, bytes, isCancelled) }
  }

  private static func fill(
    _ builder: PlanBuilder, _ bytes: [UInt8], _ isCancelled: @escaping () -> Bool
  ) throws {
    switch PlanFormat.of(head: Array(bytes.prefix(PlanFormat.headLength))) {
    case .document: try DocumentReader.read(bytes, into: builder, isCancelled: isCancelled)
    case .json: try JSONReader.read(bytes, into: builder, isCancelled: isCancelled)
    case .sqlite: throw LoadFailure("a SQLite plan is read from a file, not from a pipe")
    }
  }

  private static func build(_ isCancelled: @escaping () -> Bool, _ read: (PlanBuilder) throws -> Void) throws
    -> Plan
  {
    let builder = newBuilder(isCancelled)
    try stopping(isCancelled) { try read(builder) }
    return try finish(builder)
  }

  private static func newBuilder(_ isCancelled: @escaping () -> Bool) -> PlanBuilder {
    let builder = PlanBuilder()
    builder.isCancelled = isCancelled
    builder.workers = Cores()
    return builder
  }

  /// A reader that was told to stop says so as it can; what the user did is what counts.
  private static func stopping<Value>(_ isCancelled: () -> Bool, _ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let failure as LoadFailure {
      if isCancelled() { throw interruption("the plan") }
      throw failure
    }
  }

  private static func finish(_ builder: PlanBuilder) throws -> Plan {
    do {
      return try builder.finish()
    } catch {
      if builder.isCancelled() { throw interruption("the plan") }
      throw LoadFailure(error.message)
    }
  }

  /// The cores of the machine.
  private struct Cores: Workers {
    func map<Value: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
      Threads.map(pieces, body)
    }

    func prepare(_ memory: UnsafeRawBufferPointer) { Memory.useLargePages(for: memory) }
  }

  private static func interruption(_ path: String) -> SystemError { .interrupted("read", path) }
}
