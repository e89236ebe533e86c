// RandomQueries: a seed → a plan and queries about it, as text, over the whole grammar; and the tally of what such
// queries had in them once bound. It runs nothing and compares nothing.

import TestSupport

/// Chance that can be repeated.
package struct Chance: RandomNumberGenerator, Sendable {
  private var generator: SeededGenerator

  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  package mutating func next() -> UInt64 { generator.next() }

  /// True in that part of all cases.
  package mutating func happens(_ part: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < part }

  package mutating func one(in count: Int) -> Bool { next() % UInt64(count) == 0 }

  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  package mutating func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element {
    choices[choices.index(choices.startIndex, offsetBy: Int(next() % UInt64(choices.count)))]
  }

  /// One of the choices, the more often the greater its number.
  package mutating func pick<Choice>(weighted choices: [(Int, Choice)]) -> Choice {
    var place = Int(next() % UInt64(choices.reduce(0) { $0 + $1.0 }))
    for (weight, choice) in choices {
      if place < weight { return choice }
      place -= weight
    }
    return choices[0].1
  }
}
