extension Lexer {
  /// `NUMBER`, `DURATION`, and the dates that are written with digits.
  mutating func numeric() -> Token.Kind {
    let start = offset
    let end = digits(from: start)
    if let date = slashDate(from: start, digitsEnd: end) { return date }
    if end - start == 4, let date = date(from: start) { return date }
    if let duration = duration(from: start, digitsEnd: end) { return duration }
    return number(from: start, digitsEnd: end)
  }

  /// The offset after a run of digits.
  private func digits(from start: Int) -> Int {
    var end = start
    while byte(end).isDigit { end += 1 }
    return end
  }

  /// The value of at most nine digits.
  private func value(_ start: Int, _ end: Int) -> Int {
    bytes[start..<min(end, start + 9)].reduce(0) { $0 * 10 + Int($1 & 0x0F) }
  }

  /// Whether no letter, digit or fraction follows.
  private func isBoundary(_ offset: Int) -> Bool {
    let byte = byte(offset)
    return !byte.isWord && !(byte == UInt8(ascii: ".") && self.byte(offset + 1).isDigit)
  }

  private func unit(at offset: Int) -> DurationUnit? {
    guard byte(offset).isLetter, isBoundary(offset + 1) else { return nil }
    return DurationUnit(rawValue: text(offset, offset + 1).lowercased())
  }

  private func isQ(_ offset: Int) -> Bool { byte(offset) | 0x20 == UInt8(ascii: "q") }

  // MARK: Dates

  /// What begins with four digits and is no plain number. A date that does not exist is reported, and given as its
  /// year.
  private mutating func date(from start: Int) -> Token.Kind? {
    let year = value(start, start + 4)
    switch byte(start + 4) {
    case UInt8(ascii: "-"):
      if isQ(start + 5), byte(start + 6).isDigit, isBoundary(start + 7) {
        return quarter(from: start, year: year, digit: start + 6)
      }
      return dashed(from: start, year: year)
    case UInt8(ascii: "/"): return financialYear(from: start, first: year)
    case _ where isQ(start + 4) && byte(start + 5).isDigit && isBoundary(start + 6):
      let range = SourceRange(start, start + 6)
      let replacement = text(start, start + 4) + "-Q" + text(start + 5, start + 6)
      report(.malformedDate(range, text: text(start, start + 6), replacement: replacement))
      offset = range.end
      return .date(.year(year))
    default: return nil
    }
  }

  private mutating func quarter(from start: Int, year: Int, digit: Int) -> Token.Kind {
    offset = digit + 1
    let quarter = value(digit, offset)
    guard (1...4).contains(quarter), year > 0 else { return noSuchDate(from: start, year: year) }
    return .date(.quarter(year: year, quarter: quarter))
  }

  private mutating func noSuchDate(from start: Int, year: Int) -> Token.Kind {
    report(.noSuchDate(SourceRange(start, offset), text: text(start, offset)))
    return .date(.year(year))
  }

  /// `2011-10-31` and `2011-10`
  private mutating func dashed(from start: Int, year: Int) -> Token.Kind? {
    let monthStart = start + 5
    let monthEnd = digits(from: monthStart)
    let dayStart = monthEnd + 1
    let dayEnd = digits(from: dayStart)
    let hasDay = byte(monthEnd) == UInt8(ascii: "-") && dayEnd > dayStart && isBoundary(dayEnd)
    guard (1...2).contains(monthEnd - monthStart) else { return nil }
    guard hasDay || isBoundary(monthEnd) else { return nil }
    let month = value(monthStart, monthEnd)
    guard hasDay else {
      offset = monthEnd
      guard monthEnd - monthStart == 2 else {
        return unpadded(from: start, year: year, month: month, day: nil)
      }
      guard (1...12).contains(month), year > 0 else { return noSuchDate(from: start, year: year) }
      return .date(.month(year: year, month: month, isNamed: false))
    }
    offset = dayEnd
    let day = value(dayStart, dayEnd)
    guard monthEnd - monthStart == 2, dayEnd - dayStart == 2 else {
      return unpadded(from: start, year: year, month: month, day: day)
    }
    guard Calendar.exists(year: year, month: month, day: day) else {
      return noSuchDate(from: start, year: year)
    }
    return .date(.day(year: year, month: month, day: day))
  }

  /// `2011-1` or `2011-1-3`
  private mutating func unpadded(from start: Int, year: Int, month: Int, day: Int?) -> Token.Kind {
    let written = text(start, offset)
    let replacement =
      Calendar.exists(year: year, month: month, day: day ?? 1)
      ? Printer.spelling(
        day.map { .day(year: year, month: month, day: $0) }
          ?? .month(year: year, month: month, isNamed: false)) : nil
    report(.malformedDate(SourceRange(start, offset), text: written, replacement: replacement))
    return .date(.year(year))
  }

  /// `2011/12` and `2011/12Q3`; nil where the slash divides.
  private mutating func financialYear(from start: Int, first: Int) -> Token.Kind? {
    let secondStart = start + 5
    let secondEnd = digits(from: secondStart)
    let second = value(secondStart, secondEnd)
    if secondEnd - secondStart == 4, isBoundary(secondEnd), second == first + 1 {
      offset = secondEnd
      report(
        .wrongFinancialYear(
          SourceRange(start, offset), text: text(start, offset),
          replacement: Printer.spelling(.financialYear(first: first))))
      return .date(.financialYear(first: first))
    }
    guard secondEnd - secondStart == 2, first > 0 else { return nil }
    let hasQuarter = isQ(secondEnd) && byte(secondEnd + 1).isDigit && isBoundary(secondEnd + 2)
    guard hasQuarter || isBoundary(secondEnd) else { return nil }
    offset = hasQuarter ? secondEnd + 2 : secondEnd
    let quarter = hasQuarter ? value(secondEnd + 1, offset) : 1
    guard (1...4).contains(quarter) else { return noSuchDate(from: start, year: first) }
    let date: DateLiteral =
      hasQuarter ? .financialQuarter(first: first, quarter: quarter) : .financialYear(first: first)
    if second != (first + 1) % 100 {
      report(
        .wrongFinancialYear(
          SourceRange(start, offset), text: text(start, offset), replacement: Printer.spelling(date)))
    }
    return .date(date)
  }

  /// `31/10/2011`, `31.10.2011`, `31-10-2011` and `2011/10/31`: errors that offer `2011-10-31`.
  private mutating func slashDate(from start: Int, digitsEnd: Int) -> Token.Kind? {
    let separator = byte(digitsEnd)
    guard [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-")].contains(separator) else { return nil }
    let middle = digits(from: digitsEnd + 1)
    guard byte(middle) == separator else { return nil }
    let end = digits(from: middle + 1)
    let lengths = (digitsEnd - start, middle - digitsEnd - 1, end - middle - 1)
    guard (1...2).contains(lengths.1), !byte(end).isWord else { return nil }
    var (year, month, day) = (0, value(digitsEnd + 1, middle), 0)
    if (1...2).contains(lengths.0), lengths.2 == 4 {
      (day, year) = (value(start, digitsEnd), value(middle + 1, end))
      // 10/31/2011 can only have the month first.
      if month > 12, day <= 12 { (month, day) = (day, month) }
    } else if lengths.0 == 4, (1...2).contains(lengths.2), separator != UInt8(ascii: "-") {
      (year, day) = (value(start, digitsEnd), value(middle + 1, end))
    } else {
      return nil
    }
    offset = end
    let replacement =
      Calendar.exists(year: year, month: month, day: day)
      ? Printer.spelling(.day(year: year, month: month, day: day)) : nil
    report(.slashDate(SourceRange(start, end), text: text(start, end), replacement: replacement))
    return .date(.year(year))
  }

  // MARK: Numbers

  private mutating func duration(from start: Int, digitsEnd: Int) -> Token.Kind? {
    guard let unit = unit(at: digitsEnd) else { return nil }
    offset = digitsEnd + 1
    let spelling = text(start, digitsEnd)
    checkLeadingZeros(start, digitsEnd)
    guard let count = Int(spelling) else {
      report(.numberTooLarge(SourceRange(start, digitsEnd)))
      return .duration(Duration(count: 0, unit: unit))
    }
    return .duration(Duration(count: count, unit: unit))
  }

  private mutating func number(from start: Int, digitsEnd: Int) -> Token.Kind {
    var end = digitsEnd
    if byte(end) == UInt8(ascii: "."), byte(end + 1).isDigit { end = digits(from: end + 1) }
    guard isBoundary(end) else { return malformedNumber(from: start, end: end) }
    if byte(end) == UInt8(ascii: "."), byte(end + 1) != UInt8(ascii: ".") {
      offset = end + 1
      report(
        .malformedNumber(SourceRange(start, offset), text: text(start, offset), replacement: text(start, end))
      )
      return .number(text(start, end))
    }
    offset = end
    // There is no such year, and nobody writes a number so.
    if text(start, end) == "0000" { return noSuchDate(from: start, year: 0) }
    checkLeadingZeros(start, digitsEnd)
    return .number(text(start, end))
  }

  private mutating func checkLeadingZeros(_ start: Int, _ digitsEnd: Int) {
    var first = start
    while first < digitsEnd - 1, byte(first) == UInt8(ascii: "0") { first += 1 }
    guard first > start else { return }
    let range = SourceRange(start, offset)
    report(.malformedNumber(range, text: text(start, offset), replacement: text(first, offset)))
  }

  /// `30days` offers `30d`; `1e5`, `1.2.3` and `12abc` offer nothing.
  private mutating func malformedNumber(from start: Int, end: Int) -> Token.Kind {
    offset = end
    while byte(offset).isWord || (byte(offset) == UInt8(ascii: ".") && byte(offset + 1).isDigit) {
      offset += 1
    }
    let range = SourceRange(start, offset)
    let unit = RelativeUnit(spelling: text(end, offset))?.duration
    report(
      .malformedNumber(
        range, text: text(start, offset), replacement: unit.map { text(start, end) + $0.rawValue }))
    return .number(text(start, end))
  }

  /// `.5`
  mutating func bareFraction() -> Token.Kind {
    let start = offset
    offset = digits(from: start + 1)
    let written = text(start, offset)
    report(.malformedNumber(SourceRange(start, offset), text: written, replacement: "0" + written))
    return .number("0" + written)
  }
}

extension RelativeUnit {
  /// The unit of a duration of such units; none for a financial year.
  var duration: DurationUnit? {
    switch self {
    case .day: .days
    case .week: .weeks
    case .month: .months
    case .quarter: .quarters
    case .year: .years
    case .financialYear: nil
    }
  }
}

/// Which days there are.
enum Calendar {
  static func exists(year: Int, month: Int, day: Int) -> Bool {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days =
      switch month {
      case 2: isLeap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    return day <= days
  }
}
