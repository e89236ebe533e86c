extension Period {
  /// As short as exact: `2011`, `2011/12`, `2011-Q4`, `2011-10`, `2011-10-31`, else `first..last`; an open side is
  /// left out. `startMonth` is where the reader's financial year begins.
  package func text(startMonth: Int = Period.planStartMonth) -> String {
    if first == Period.openFirst || last == Period.openLast {
      return (first == Period.openFirst ? "" : first.text) + ".." + (last == Period.openLast ? "" : last.text)
    }
    if first == last { return first.text }
    let (year, month, _) = first.components
    if Period(year: year, month: month) == self { return "\(padded(year, 4))-\(padded(month, 2))" }
    if Period(year: year) == self { return padded(year, 4) }
    if month % 3 == 1, Period(year: year, quarter: (month + 2) / 3) == self {
      return "\(padded(year, 4))-Q\((month + 2) / 3)"
    }
    if Period(financialYear: year, startMonth: startMonth) == self {
      return "\(padded(year, 4))/\(padded((year + 1) % 100, 2))"
    }
    return "\(first.text)..\(last.text)"
  }

  /// Reads every form that `text` gives, and the forms of the query language: `October 2011`, `Oct 2011`,
  /// `31 October 2011`, `2011/12Q3`. White space around is passed over. nil where it is none of them.
  package init?(_ text: String, startMonth: Int = Period.planStartMonth) {
    var scanner = PeriodScanner(text: Array(text.utf8), startMonth: startMonth)
    guard let period = scanner.periodOrRange() else { return nil }
    self = period
  }
}

/// English month names and their short forms, in order; `Sept` is accepted beside `Sep`.
package enum MonthName {
  package static let all = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  /// 1 to 12, ignoring case; nil where it is no month.
  package static func number(of word: String) -> Int? {
    let lower = word.lowercased()
    if lower == "sept" { return 9 }
    guard let index = all.firstIndex(where: { $0 == lower || (lower.utf8.count == 3 && $0.hasPrefix(lower)) })
    else { return nil }
    return index + 1
  }
}

/// Reads one period from the bytes of a text.
struct PeriodScanner {
  let text: [UInt8]
  let startMonth: Int
  var position = 0

  init(text: [UInt8], startMonth: Int) {
    self.text = text
    self.startMonth = startMonth
  }

  mutating func periodOrRange() -> Period? {
    skipSpace()
    guard let first = period() else { return nil }
    skipSpace()
    if position == text.count { return first }
    guard take(UInt8(ascii: ".")), take(UInt8(ascii: ".")) else { return nil }
    skipSpace()
    guard let last = period() else { return nil }
    skipSpace()
    guard position == text.count, first.first <= last.last else { return nil }
    return Period(first.first, last.last)
  }

  private mutating func period() -> Period? {
    if let byte = peek, !isDigit(byte) { return namedMonth(day: nil) }
    let start = position
    guard let number = digits(upTo: 4) else { return nil }
    let width = position - start
    if width <= 2 {
      skipSpace()
      return namedMonth(day: number)
    }
    guard width == 4 else { return nil }
    if take(UInt8(ascii: "/")) { return financial(number) }
    if peek == UInt8(ascii: "-") { return afterDash(year: number) }
    return Period(year: number)
  }

  private mutating func financial(_ year: Int) -> Period? {
    let start = position
    guard let second = digits(upTo: 2), position - start == 2, second == (year + 1) % 100 else { return nil }
    guard take(UInt8(ascii: "Q")) || take(UInt8(ascii: "q")) else {
      return Period(financialYear: year, startMonth: startMonth)
    }
    guard let quarter = digits(upTo: 1) else { return nil }
    return Period(financialYear: year, quarter: quarter, startMonth: startMonth)
  }

  private mutating func afterDash(year: Int) -> Period? {
    guard take(UInt8(ascii: "-")) else { return nil }
    if take(UInt8(ascii: "Q")) || take(UInt8(ascii: "q")) {
      guard let quarter = digits(upTo: 1) else { return nil }
      return Period(year: year, quarter: quarter)
    }
    let monthStart = position
    guard let month = digits(upTo: 2), position - monthStart == 2 else { return nil }
    guard take(UInt8(ascii: "-")) else { return Period(year: year, month: month) }
    let dayStart = position
    guard let day = digits(upTo: 2), position - dayStart == 2 else { return nil }
    return Day(year: year, month: month, day: day).map { Period($0) }
  }

  private mutating func namedMonth(day: Int?) -> Period? {
    let start = position
    while let byte = peek, isLetter(byte) { position += 1 }
    guard position > start,
      let month = MonthName.number(of: String(decoding: text[start..<position], as: UTF8.self))
    else { return nil }
    skipSpace()
    let yearStart = position
    guard let year = digits(upTo: 4), position - yearStart == 4 else { return nil }
    guard let day else { return Period(year: year, month: month) }
    return Day(year: year, month: month, day: day).map { Period($0) }
  }

  private var peek: UInt8? { position < text.count ? text[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func digits(upTo limit: Int) -> Int? {
    var value = 0
    let start = position
    while position - start < limit, let byte = peek, isDigit(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    return position > start ? value : nil
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}
