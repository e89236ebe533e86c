import Binding
import Language
import Plan

/// The dates and parameters of a query that became constants when it was bound, as they were written.
struct WrittenConstants {
  private let text: [UInt8]

  init(text: String) { self.text = Array(text.utf8) }

  func constants(of query: BoundQuery) -> [ExplainedConstant] {
    var found: [(start: Int, constant: ExplainedConstant)] = []
    var usesDay = query.usesDefaultDay
    query.forEachConstant { constant, range in
      guard let written = self.written(range) else { return }
      if Self.isRelative(written) { usesDay = true }
      guard let meaning = Self.meaning(constant, written, query.financialYearStart) else { return }
      let new = ExplainedConstant(written: written, meaning: meaning)
      if !found.contains(where: { $0.constant == new }) { found.append((range.start, new)) }
    }
    var result = found.sorted { $0.start < $1.start }.map(\.constant)
    if usesDay || query.namesDay {
      let day = query.asAt.text + (query.usesDefaultDay ? " (today)" : "")
      result.removeAll { $0.written == "today" || $0.written == "as_at" }
      result.insert(ExplainedConstant(written: "as_at", meaning: day), at: 0)
    }
    return result
  }

  private func written(_ range: SourceRange) -> String? {
    guard range.start >= 0, range.start < range.end, range.end <= text.count,
      range.end - range.start <= 200
    else { return nil }
    return String(decoding: text[range.start..<range.end], as: UTF8.self)
  }

  /// nil where the meaning is what is written.
  private static func meaning(_ constant: Constant, _ written: String, _ startMonth: Int) -> String? {
    let isParameter = written.hasPrefix("$")
    switch constant {
    case .period(let period):
      guard isParameter || isRelative(written) || written.contains("/") || written.contains("+") else {
        return nil
      }
      let text = period.text(startMonth: startMonth)
      if period.first == period.last || text.contains("..") { return text == written ? nil : text }
      let days = "\(period.first.text)..\(period.last.text)"
      return text == written ? days : "\(text) (\(days))"
    default: return isParameter ? English.value(constant, startMonth: startMonth) : nil
    }
  }

  /// Begins with a word that goes by the day of the query.
  private static func isRelative(_ written: String) -> Bool {
    let word = written.lowercased().prefix { $0.isLetter || $0 == "_" }
    if word == "today" || word == "as_at" { return true }
    return ["this", "next", "last"].contains(word) && written.count > word.count
  }
}

extension BoundQuery {
  /// Some date is the day of the query, which computed fields name without a text of the query.
  fileprivate var namesDay: Bool {
    var isNamed = false
    forEachConstant { constant, _ in
      if case .period(let period) = constant, period.last == asAt || period.first == asAt { isNamed = true }
    }
    return isNamed
  }
}
