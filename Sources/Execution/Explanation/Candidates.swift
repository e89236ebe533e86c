import Binding
import Language
import Plan

/// Texts of some columns that are near to one that is not there.
struct TextCandidates {
  private let columns: [TextColumn]

  /// Bytes of running text that are looked at for words.
  private static let byteLimit = 400_000

  init(_ column: Column) { self.init([column]) }

  init(_ columns: [Column]) {
    self.columns = columns.compactMap { column in
      switch column {
      case .text(let texts): texts
      case .name(let names): names.dictionary
      default: nil
      }
    }
  }

  /// Whole values: by spelling, then those that hold what was typed.
  func values(near typed: String, limit: Int) -> [String] {
    var names: [String] = []
    var holding: [String] = []
    let wanted = typed.lowercased()
    for column in columns {
      for row in 0..<min(column.count, NearestValues.valueLimit) where !column.isBlank(at: row) {
        guard column.range(at: row).count <= 200 else { continue }
        let name = column.string(at: row)
        if wanted.count > 2, holding.count < limit, name.lowercased().contains(wanted) {
          holding.append(name)
        }
        names.append(name)
      }
    }
    var result: [String] = []
    while result.count < limit, let name = Nearest.name(to: typed, among: names) {
      result.append(name)
      names.removeAll { $0 == name }
    }
    return result + holding.filter { !result.contains($0) }
  }

  /// What was typed with each word that no text holds changed into the nearest one; none where that is no help.
  func patterns(near typed: String) -> [String] {
    let words = self.words()
    let all = words.joined(separator: " ")
    var isChanged = false
    let mended = typed.split(separator: " ").map { word -> String in
      let folded = String(decoding: Folding.fold(String(word)), as: UTF8.self)
      if folded.isEmpty || all.contains(folded) { return String(word) }
      guard let near = Nearest.name(to: folded, among: words) else { return String(word) }
      isChanged = true
      return near
    }
    return isChanged ? [mended.joined(separator: " ")] : []
  }

  /// The words of the texts, folded, each once, in the order they come.
  private func words() -> [String] {
    var seen: Set<String> = []
    var words: [String] = []
    var left = Self.byteLimit
    for column in columns {
      for row in 0..<min(column.count, NearestValues.valueLimit) {
        left -= column.range(at: row).count
        if left < 0 { return words }
        let text = Folding.fold(column.string(at: row))
        for part in text.split(whereSeparator: { !Self.isLetter($0) }) where part.count > 2 {
          let word = String(decoding: part, as: UTF8.self)
          if seen.insert(word).inserted { words.append(word) }
        }
      }
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }
}

/// Numbers, refs and dates of a column.
struct NumberCandidates {
  private let column: Column

  /// Numbers looked at; a pass over them is quick.
  private static let rowLimit = 2_000_000

  init(_ column: Column) { self.column = column }

  private var rows: Range<Int> { 0..<min(column.count, Self.rowLimit) }

  /// The next one below and the next one above.
  func nearest(to wanted: Constant) -> [Constant] {
    guard let key = Self.key(wanted) else { return [] }
    var below: (key: Double, value: Constant)?
    var above: (key: Double, value: Constant)?
    for row in rows {
      guard let value = value(at: row), let other = Self.key(value) else { continue }
      if other < key, other > below?.key ?? -.infinity { below = (other, value) }
      if other > key, other < above?.key ?? .infinity { above = (other, value) }
    }
    return [below, above].compactMap { $0?.value }.map { value in
      // Of the type of what it stands for.
      if case .decimal = wanted, case .integer(let number) = value { return .decimal(Double(number)) }
      return value
    }
  }

  /// The least and the greatest; nil where there is none.
  var ends: (least: Constant, greatest: Constant)? {
    var least: (key: Double, value: Constant)?
    var greatest: (key: Double, value: Constant)?
    for row in rows {
      guard let value = value(at: row), let key = Self.key(value) else { continue }
      if key < least?.key ?? .infinity { least = (key, value) }
      if key > greatest?.key ?? -.infinity { greatest = (key, value) }
    }
    guard let least, let greatest else { return nil }
    return (least.value, greatest.value)
  }

  private func value(at row: Int) -> Constant? {
    if column.isBlank(at: row) { return nil }
    switch column {
    case .integer(let values): return .integer(values.values[row])
    case .decimal(let values): return .decimal(values.values[row])
    case .ref(let refs): return .ref(Ref(packed: refs.values[row]))
    case .period(let periods): return periods.period(at: row).map { .period($0) }
    case .text, .name, .condition, .choice, .item, .list: return nil
    }
  }

  private static func key(_ constant: Constant) -> Double? {
    switch constant {
    case .integer(let value): Double(value)
    case .decimal(let value): value
    case .ref(let ref): Double(ref.objective) * 4_294_967_296 + Double(ref.number)
    case .period(let period): Double(period.first.number)
    case .blank, .text, .condition, .choice: nil
    }
  }
}
