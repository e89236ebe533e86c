import Binding
import Plan

/// How one text stands to known ones.
struct TextTest: TextQuestion {
  private let relation: Relation
  /// What it is compared with; sorted where there are several, which only equality has.
  private let operands: [[UInt8]]
  private let search: SubstringSearch?

  /// The operands are texts as written; none is empty. More than one is for `equal` and `identical` only.
  init(_ relation: Relation, _ texts: [String]) {
    self.relation = relation
    let operands = texts.map { Self.operand($0, of: relation) }
    self.operands = operands.count > 1 ? operands.sorted { $0.lexicographicallyPrecedes($1) } : operands
    search = relation == .contains ? operands.first.flatMap { $0.isEmpty ? nil : SubstringSearch($0) } : nil
  }

  /// That a text holds what is already folded.
  init(containsFolded operand: [UInt8]) {
    relation = .contains
    operands = [operand]
    search = operand.isEmpty ? nil : SubstringSearch(operand)
  }

  /// A pattern keeps white space at its ends, as one space each.
  private static func operand(_ text: String, of relation: Relation) -> [UInt8] {
    switch relation {
    case .identical: Array(text.utf8)
    case .contains, .startsWith, .endsWith: Folding.fold(text, trimmed: false)
    default: Folding.fold(text)
    }
  }

  /// The rows of `rows` that pass; a blank never does.
  func selection(_ column: TextColumn, _ rows: Selection, _ run: Run) throws -> Selection {
    let texts = relation == .identical ? column : column.folded
    if let search, case .all = rows { return try everywhere(search, in: texts, run) }
    return try texts.bytes.withUnsafeBufferPointer { bytes in
      try texts.offsets.withUnsafeBufferPointer { offsets in
        try column.offsets.withUnsafeBufferPointer { written in
          try scan(rows, run) { row in
            written[row] != written[row + 1] && passes(bytes.run(offsets[row], offsets[row + 1]))
          }
        }
      }
    }
  }

  private func passes(_ text: Bytes) -> Bool {
    guard operands.count == 1 else { return isOperand(text) }
    return operands[0].withUnsafeBufferPointer { operand in
      switch relation {
      case .equal, .identical: text.equals(operand)
      case .less: text.precedes(operand)
      case .lessOrEqual: !operand.precedes(text)
      case .greater: operand.precedes(text)
      case .greaterOrEqual: !text.precedes(operand)
      case .contains: search.map { $0.firstMatch(in: text, from: 0) != nil } ?? true
      case .startsWith: text.begins(with: operand)
      case .endsWith: text.finishes(with: operand)
      case .worse, .better, .before, .endsBy, .after, .startsFrom, .within, .overlaps: false
      }
    }
  }

  private func isOperand(_ text: Bytes) -> Bool {
    var low = 0
    var high = operands.count
    while low < high {
      let middle = (low + high) / 2
      let order = operands[middle].withUnsafeBufferPointer { text.order($0) }
      if order == 0 { return true }
      if order < 0 { high = middle } else { low = middle + 1 }
    }
    return false
  }

  /// Searches all texts as one and finds the row of each match; one that spans two rows is none.
  private func everywhere(_ search: SubstringSearch, in texts: TextColumn, _ run: Run) throws -> Selection {
    var kept: [UInt32] = []
    var row = 0
    var place = 0
    var lookAgain = 0
    let count = texts.count
    try texts.bytes.withUnsafeBufferPointer { bytes in
      try texts.offsets.withUnsafeBufferPointer { offsets in
        while row < count {
          // One stretch at a time, so that a search without matches can be cancelled, too.
          let stretch = Bytes(rebasing: bytes[0..<min(bytes.count, place + Self.stretch)])
          if row >= lookAgain {
            try run.checkCancellation()
            lookAgain = row + Run.block
          }
          guard let match = search.firstMatch(in: stretch, from: place) else {
            if stretch.count == bytes.count { break }
            try run.checkCancellation()
            place = stretch.count - search.length + 1
            continue
          }
          while Int(offsets[row + 1]) <= match { row += 1 }
          if match + search.length <= Int(offsets[row + 1]) {
            kept.append(UInt32(truncatingIfNeeded: row))
            place = Int(offsets[row + 1])
            row += 1
          } else {
            place = match + 1
          }
        }
      }
    }
    return kept.count == count ? .all(count) : .some(kept)
  }

  private static let stretch = 1 << 24
}
