import Glibc

/// Runs a regular expression over texts. States of the deterministic automaton are made when a text first
/// needs them, and forgotten all together when they have taken too much memory.
package struct Matcher {
  /// Transitions that are not numbers of states.
  private static let unknown: Int32 = -1
  private static let matched: Int32 = -2
  private static let dead: Int32 = -3
  /// About how many bytes of states are kept.
  private static let memoryLimit = 4 << 20

  private struct Key: Hashable {
    /// Where the automaton may stand: byte instructions, sorted.
    var instructions: [Int32]
    var matchesAtEnd: Bool
  }

  private let program: Program
  private let literal: [UInt8]
  private var keys: [Key] = []
  private var numbers: [Key: Int32] = [:]
  /// Where each of the 256 bytes leads, one state after the other. A state is the place of its first transition.
  private var transitions: [Int32] = []
  private var memory = 0
  /// The states before a text and within it, where nothing of the pattern has been seen.
  private var initial = [Self.unknown, Self.unknown]

  // Work space of `close`: a mark per instruction that tells whether this round has seen it.
  private var marks: [UInt32]
  private var round: UInt32 = 0
  private var pending: [Int32] = []

  init(_ expression: RegularExpression) {
    program = expression.program
    literal = expression.requiredLiteral ?? []
    marks = [UInt32](repeating: 0, count: expression.program.instructions.count)
  }

  /// Whether a match lies anywhere in the text, which should be UTF-8 folded as the pattern was; bytes that
  /// are not UTF-8 match nothing.
  package mutating func matches(_ text: Span<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { matches($0) }
  }

  package mutating func matches(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { matches($0) }
  }

  package mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard literal.isEmpty || holdsLiteral(text) else { return false }
    return matches(text, from: 0)
  }

  /// Whether a match lies at or behind a place of the text; the required literal is not searched before.
  package mutating func matches(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    let beginning = start == 0 ? 0 : 1
    var state = initial[beginning]
    if state == Self.unknown {
      state = self.state(after: [program.start], isStart: start == 0)
      initial[beginning] = state
    }
    var index = max(0, start)
    while state >= 0 {
      var known: Int32 = 0
      (state, known, index) = advance(from: state, text, index)
      if index == text.count { return keys[Int(state) >> 8].matchesAtEnd }
      state = known == Self.unknown ? step(from: state, text[index]) : known
      index += 1
    }
    return state == Self.matched
  }

  /// Reads bytes as long as they lead to states: the last state, where the byte at the index leads from there, and
  /// the index, which is that of the end where all were read.
  private func advance(
    from start: Int32, _ text: UnsafeBufferPointer<UInt8>, _ from: Int
  ) -> (state: Int32, next: Int32, index: Int) {
    transitions.withUnsafeBufferPointer { transitions in
      var state = start
      var index = from
      while index < text.count {
        let next = transitions[Int(state) &+ Int(text[index])]
        if next < 0 { return (state, next, index) }
        state = next
        index &+= 1
      }
      return (state, 0, index)
    }
  }

  private func holdsLiteral(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = literal.first, var from = UnsafeRawPointer(text.baseAddress) else { return false }
    var left = text.count - literal.count + 1
    while left > 0, let found = memchr(from, Int32(first), left) {
      if memcmp(found, literal, literal.count) == 0 { return true }
      let next = UnsafeRawPointer(found) + 1
      left -= next - from
      from = next
    }
    return false
  }

  // MARK: - Making states

  private mutating func step(from state: Int32, _ byte: UInt8) -> Int32 {
    var kernel: [Int32] = []
    for index in keys[Int(state) >> 8].instructions {
      if case .byte(let low, let high, let next) = program.instructions[Int(index)], low <= byte, byte <= high
      {
        kernel.append(next)
      }
    }
    // A match may begin after every byte.
    kernel.append(program.start)
    let isFull = memory > Self.memoryLimit
    if isFull { forget() }
    let next = self.state(after: kernel, isStart: false)
    if isFull { return next }
    // Bytes of one class lead to the same place.
    let kind = program.byteClasses[Int(byte)]
    for other in 0..<256 where program.byteClasses[other] == kind {
      transitions[Int(state) + other] = next
    }
    return next
  }

  private mutating func forget() {
    keys.removeAll()
    numbers.removeAll()
    transitions.removeAll()
    memory = 0
    initial = [Self.unknown, Self.unknown]
  }

  private mutating func state(after kernel: [Int32], isStart: Bool) -> Int32 {
    round &+= 1
    var reached: [Int32] = []
    var ends: [Int32] = []
    if close(kernel, isStart: isStart, isEnd: false, &reached, &ends) { return Self.matched }
    let inner = reached.sorted()
    var ignored: [Int32] = []
    let matchesAtEnd = !ends.isEmpty && close(ends, isStart: isStart, isEnd: true, &reached, &ignored)
    if inner.isEmpty, !matchesAtEnd, !isStart { return Self.dead }

    let key = Key(instructions: inner, matchesAtEnd: matchesAtEnd)
    if let number = numbers[key] { return number }
    let number = Int32(transitions.count)
    keys.append(key)
    numbers[key] = number
    transitions.append(contentsOf: repeatElement(Self.unknown, count: 256))
    memory += 128 + 4 * (inner.count + 256)
    return number
  }

  /// Follows everything that reads no byte. Gives whether a match was reached; collects the byte
  /// instructions reached, and what lies behind the end of the text.
  private mutating func close(
    _ kernel: [Int32], isStart: Bool, isEnd: Bool, _ reached: inout [Int32], _ ends: inout [Int32]
  ) -> Bool {
    pending.removeAll(keepingCapacity: true)
    pending.append(contentsOf: kernel)
    while let index = pending.popLast() {
      if marks[Int(index)] == round { continue }
      marks[Int(index)] = round
      switch program.instructions[Int(index)] {
      case .match: return true
      case .byte: reached.append(index)
      case .split(let first, let second):
        pending.append(first)
        pending.append(second)
      case .textStart(let next): if isStart { pending.append(next) }
      case .textEnd(let next): if isEnd { pending.append(next) } else { ends.append(next) }
      }
    }
    return false
  }
}
