import Plan

/// The texts of periods. An answer has few different ones, so they are remembered.
struct PeriodTexts: Sendable {
  private struct Slot {
    var first = PeriodColumn.blankFirst
    var last = PeriodColumn.blankLast
    var text = 0..<0
  }

  private let startMonth: Int
  private var slots: [Slot] = []
  /// What the slots point into.
  private var texts: [UInt8] = []

  /// Most answers have few different periods; these are made and destroyed for each. A power of two.
  private static let fewSlots = 64
  /// More than a plan has different periods, and a power of two.
  private static let manySlots = 4096
  /// Texts that nobody points to any more stay, up to this many bytes.
  private static let mostBytes = 1 << 18

  init(startMonth: Int) { self.startMonth = startMonth }

  /// Appends the text of a row; nothing for blank.
  mutating func append(_ column: PeriodColumn, _ row: Int, to bytes: inout [UInt8]) {
    let (first, last) = (column.firsts[row], column.lasts[row])
    if first > last { return }
    if slots.isEmpty { forget(slots: Self.fewSlots) }
    // Both days count, and neighbouring days fall into different slots.
    let hash = Int(UInt32(bitPattern: first) &+ UInt32(bitPattern: last &- first) &* 0x9E37)
    var slot = hash & (slots.count - 1)
    if slots[slot].first != first || slots[slot].last != last {
      let isFull = slots[slot].first != PeriodColumn.blankFirst && slots.count < Self.manySlots
      if isFull || texts.count > Self.mostBytes { forget(slots: Self.manySlots) }
      slot = hash & (slots.count - 1)
      let start = texts.count
      texts.append(contentsOf: Period(Day(first), Day(last)).text(startMonth: startMonth).utf8)
      slots[slot] = Slot(first: first, last: last, text: start..<texts.count)
    }
    bytes.append(slots[slot].text, of: texts)
  }

  private mutating func forget(slots count: Int) {
    slots = Array(repeating: Slot(), count: count)
    texts.removeAll(keepingCapacity: true)
  }
}
