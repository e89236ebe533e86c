/// The nondeterministic automaton of a pattern, over UTF-8 bytes.
struct Program: Sendable {
  enum Instruction: Hashable, Sendable {
    /// Reads one byte of the range.
    case byte(UInt8, UInt8, next: Int32)
    case split(Int32, Int32)
    case textStart(next: Int32)
    case textEnd(next: Int32)
    case match
  }

  let instructions: [Instruction]
  let start: Int32
  /// For each byte its class: bytes of one class lead to the same place from everywhere.
  let byteClasses: [UInt8]
  let classCount: Int
}

/// Builds the automaton from its end to its start, so that each instruction knows where it leads.
struct ProgramCompiler {
  /// What larger patterns could cost: a step of the automaton may look at each instruction once.
  static let maximumSize = 20_000

  private var instructions: [Program.Instruction] = [.match]
  /// Equal byte instructions are made once: the tails of UTF-8 sequences mostly are.
  private var known: [Program.Instruction: Int32] = [:]

  mutating func compile(_ node: PatternNode) throws(RegularExpression.Failure) -> Program {
    let start = try add(node, next: 0)
    var isBoundary = [Bool](repeating: false, count: 257)
    for case .byte(let low, let high, _) in instructions {
      isBoundary[Int(low)] = true
      isBoundary[Int(high) + 1] = true
    }
    var classes: [UInt8] = []
    var current: UInt8 = 0
    for byte in 0..<256 {
      if byte > 0, isBoundary[byte] { current += 1 }
      classes.append(current)
    }
    return Program(
      instructions: instructions, start: start, byteClasses: classes, classCount: Int(current) + 1)
  }

  private mutating func append(_ instruction: Program.Instruction) throws(RegularExpression.Failure) -> Int32
  {
    if instructions.count >= Self.maximumSize {
      throw RegularExpression.Failure(message: "the regular expression is too large", offset: 0)
    }
    instructions.append(instruction)
    return Int32(instructions.count - 1)
  }

  private mutating func byte(
    _ low: UInt8, _ high: UInt8, next: Int32
  ) throws(RegularExpression.Failure) -> Int32 {
    let instruction = Program.Instruction.byte(low, high, next: next)
    if let index = known[instruction] { return index }
    let index = try append(instruction)
    known[instruction] = index
    return index
  }

  /// Adds what matches `node` and goes on at `next`; gives where it starts.
  private mutating func add(_ node: PatternNode, next: Int32) throws(RegularExpression.Failure) -> Int32 {
    switch node {
    case .empty: return next
    case .textStart: return try append(.textStart(next: next))
    case .textEnd: return try append(.textEnd(next: next))
    case .set(let set): return try add(set, next: next)
    case .sequence(let nodes):
      var next = next
      for node in nodes.reversed() { next = try add(node, next: next) }
      return next
    case .alternatives(let nodes):
      var starts: [Int32] = []
      for node in nodes { starts.append(try add(node, next: next)) }
      return try split(starts)
    case .repeated(let node, let minimum, let maximum):
      return try addRepeat(node, minimum, maximum, next: next)
    }
  }

  private mutating func addRepeat(
    _ node: PatternNode, _ minimum: Int, _ maximum: Int?, next: Int32
  ) throws(RegularExpression.Failure) -> Int32 {
    var start = next
    if let maximum {
      for _ in minimum..<max(maximum, minimum) {
        start = try append(.split(try add(node, next: start), next))
      }
    } else {
      // The loop's own start is needed before its body exists: it is filled in afterwards.
      start = try append(.split(next, next))
      let body = try add(node, next: start)
      instructions[Int(start)] = .split(body, next)
    }
    for _ in 0..<minimum { start = try add(node, next: start) }
    return start
  }

  private mutating func split(_ starts: [Int32]) throws(RegularExpression.Failure) -> Int32 {
    guard var joined = starts.last else {
      // An empty set matches nothing: a byte range that no UTF-8 text holds.
      return try byte(0xFF, 0xFF, next: 0)
    }
    for start in starts.dropLast().reversed() { joined = try append(.split(start, joined)) }
    return joined
  }

  // MARK: - UTF-8

  private mutating func add(_ set: CodePointSet, next: Int32) throws(RegularExpression.Failure) -> Int32 {
    var starts: [Int32] = []
    for range in set.ranges { try addUTF8(range.lowerBound, range.upperBound, next: next, to: &starts) }
    return try split(starts)
  }

  /// Splits a range of code points until the UTF-8 of each part is a sequence of independent byte ranges.
  private mutating func addUTF8(
    _ low: UInt32, _ high: UInt32, next: Int32, to starts: inout [Int32]
  ) throws(RegularExpression.Failure) {
    // The last code point of one, two and three bytes.
    for limit: UInt32 in [0x7F, 0x7FF, 0xFFFF] where low <= limit && high > limit {
      try addUTF8(low, limit, next: next, to: &starts)
      try addUTF8(limit + 1, high, next: next, to: &starts)
      return
    }
    if high > 0x7F {
      for tail: UInt32 in 1...3 {
        let mask: UInt32 = (1 << (6 * tail)) - 1
        guard low & ~mask != high & ~mask else { continue }
        if low & mask != 0 {
          try addUTF8(low, low | mask, next: next, to: &starts)
          try addUTF8((low | mask) + 1, high, next: next, to: &starts)
          return
        }
        if high & mask != mask {
          try addUTF8(low, (high & ~mask) - 1, next: next, to: &starts)
          try addUTF8(high & ~mask, high, next: next, to: &starts)
          return
        }
      }
    }
    var next = next
    let pairs = zip(Self.encode(low), Self.encode(high))
    for (first, last) in pairs.reversed() { next = try byte(first, last, next: next) }
    starts.append(next)
  }

  /// UTF-8 by hand: the ends of a part may lie where no character is.
  private static func encode(_ value: UInt32) -> [UInt8] {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (value >> shift & 0x3F)) }
    func head(_ mark: UInt32, _ shift: UInt32) -> UInt8 {
      UInt8(truncatingIfNeeded: mark | (value >> shift))
    }
    switch value {
    case 0...0x7F: return [head(0, 0)]
    case 0x80...0x7FF: return [head(0xC0, 6), tail(0)]
    case 0x800...0xFFFF: return [head(0xE0, 12), tail(6), tail(0)]
    default: return [head(0xF0, 18), tail(12), tail(6), tail(0)]
    }
  }
}
