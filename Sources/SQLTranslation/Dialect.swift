import Plan

/// What differs between the dialects.
extension SQLDialect {
  /// A binary number of 64 bits.
  var decimalType: String { "REAL" }

  /// Where a text holds another, counted from 1; 0 where it does not.
  func position(of part: String, in text: String) -> String { "instr(\(text), \(part))" }

  /// All values of a column, in the order of the query it is of.
  func joined(_ column: String, _ separator: String) -> String { "group_concat(\(column), \(separator))" }

  /// A literal of the value, which differs where values do.
  func quoted(_ value: String) -> String { "quote(\(value))" }

  /// A decimal as text that reads back the same.
  func exactText(_ value: String) -> String { "printf('%!.17g', \(value))" }

  /// A text that sorts as the value does; of one width, save for text. nil where there is none.
  func sortText(_ value: String, of type: ValueType) -> String? {
    switch type {
    case .text: value
    case .period: "printf('%08d', \(value) + 20000000)"
    case .ref, .enumeration, .condition: "printf('%019d', \(value))"
    // The sign first, then what follows it in two's complement, which rises.
    case .integer:
      "(CASE WHEN \(value) < 0 THEN '0' ELSE '1' END) || printf('%019d', \(value) & 9223372036854775807)"
    case .decimal, .item, .list: nil
    }
  }

  /// A part of the date of a day number: `Y`, `m` or `d`.
  func datePart(_ part: Character, of day: String) -> String {
    "CAST(strftime('%\(part)', (\(day)) * 86400, 'unixepoch') AS INTEGER)"
  }

  /// The day number of the first of a month.
  func firstDay(year: String, month: Int) -> String {
    "CAST(julianday(printf('%04d-%02d-01', \(year), \(month))) - 2440587.5 AS INTEGER)"
  }

  /// The remainder of two decimals, with the sign of the first.
  func remainder(_ left: String, _ right: String) -> String? { nil }
}
