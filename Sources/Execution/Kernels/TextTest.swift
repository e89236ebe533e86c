import Binding
import Plan

/// How one text stands to known ones.
struct TextTest: TextQuestion, Sendable {
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

  /// The candidates that pass; a blank never does.
  func selection(_ column: TextColumn, _ rows: Tested, _ run: Run) throws -> Selection {
    let texts = try relation == .identical ? column : run.work.folded(column)
    if let search, case .rows(.all(let count)) = rows {
      let work = run.work
      let found = joined(
        try work.inPieces(of: count, nanoseconds: 20) {
          try search.rows($0, of: texts, work) { _, _ in true }
        })
      return found.count == count ? .all(count) : .some(found)
    }
    let (bytes, offsets, written) = (texts.bytes.span, texts.offsets.span, column.offsets.span)
    return try scan(rows, run, nanoseconds: search == nil ? 5 : 40) {
      $0.mark { row in
        let text = Int(offsets[unchecked: row])..<Int(offsets[unchecked: row &+ 1])
        return written[unchecked: row] != written[unchecked: row &+ 1]
          && bytes.extracting(unchecked: text).withUnsafeBufferPointer { passes($0) }
      }
    }
  }

  func selection(_ column: TextColumn, _ rows: Selection, _ run: Run) throws -> Selection {
    try selection(column, .rows(rows), run)
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
      case .contains: search.map { $0.firstMatch(in: text) != nil } ?? true
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
}
