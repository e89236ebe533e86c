import Plan

/// What differs between the dialects.
extension SQLDialect {
  /// A binary number of 64 bits.
  var decimalType: String {
    switch self {
    case .sqlite: "REAL"
    case .postgres: "DOUBLE PRECISION"
    case .duckdb, .spark: "DOUBLE"
    }
  }

  private var textType: String {
    switch self {
    case .sqlite, .postgres: "TEXT"
    case .duckdb: "VARCHAR"
    case .spark: "STRING"
    }
  }

  /// An integer of 64 bits, where that is not sure.
  func wide(_ value: String) -> String { self == .sqlite ? value : "CAST(\(value) AS BIGINT)" }

  func decimal(_ value: String) -> String { "CAST(\(value) AS \(decimalType))" }

  func text(_ value: String) -> String { "CAST(\(value) AS \(textType))" }

  /// NULL where a type must be known.
  func null(_ type: ValueType, _ form: Form = .plain) -> String {
    switch (type.element, form) {
    case (.integer, _), (.item, _), (_, .order), (_, .first), (_, .last): wide("NULL")
    case (.decimal, _): decimal("NULL")
    default: self == .sqlite ? "NULL" : text("NULL")
    }
  }

  /// Never NULL: whether two values differ, one of which may be NULL.
  func differ(_ left: String, _ right: String) -> String {
    self == .sqlite ? "\(left) IS NOT \(right)" : "\(left) IS DISTINCT FROM \(right)"
  }

  /// A text as it is ordered: by code point.
  func ordered(_ text: String, isColumn: Bool) -> String {
    self == .postgres && !isColumn ? "(\(text)) COLLATE \"C\"" : text
  }

  // MARK: - Text

  /// Where a text holds another, counted from 1; 0 where it does not.
  func position(of part: String, in text: String) -> String {
    self == .postgres ? "strpos(\(text), \(part))" : "instr(\(text), \(part))"
  }

  func matches(_ text: String, _ pattern: String) -> String {
    switch self {
    case .sqlite: "\(text) REGEXP \(string(pattern))"
    case .postgres: "\(text) ~ \(string(pattern))"
    case .duckdb: "regexp_matches(\(text), \(string(pattern)))"
    case .spark: "\(text) RLIKE \(string(pattern))"
    }
  }

  /// A decimal as text, in full where it is whole.
  func exactText(_ value: String) -> String {
    let whole = text("CAST(\(value) AS \(self == .sqlite ? "INTEGER" : "BIGINT"))")
    let shortest =
      self == .sqlite
      ? "CASE WHEN CAST(printf('%!.15g', \(value)) AS REAL) = \(value) THEN printf('%!.15g', \(value))"
        + " ELSE printf('%!.17g', \(value)) END"
      : text(value)
    let isWhole = self == .sqlite ? "CAST(\(value) AS INTEGER) = \(value)" : "\(truncated(value)) = \(value)"
    return
      "CASE WHEN abs(\(value)) < 1e15 AND \(isWhole) THEN \(whole) WHEN \(value) IS NOT NULL THEN \(shortest) END"
  }

  // MARK: - Numbers

  func truncated(_ value: String) -> String {
    switch self {
    case .sqlite: decimal("CAST(\(value) AS INTEGER)")
    case .postgres, .duckdb: "trunc(\(value))"
    case .spark: "(CASE WHEN \(value) < 0 THEN ceil(\(value)) ELSE floor(\(value)) END)"
    }
  }

  /// Half away from zero.
  func rounded(_ value: String) -> String {
    switch self {
    case .sqlite, .duckdb, .spark: "round(\(value))"
    // Its own rounds half to even.
    case .postgres:
      "(CASE WHEN abs(\(value) - trunc(\(value))) >= 0.5 THEN trunc(\(value)) + sign(\(value)) "
        + "ELSE trunc(\(value)) END)"
    }
  }

  /// The remainder of two decimals, with the sign of the first; nil where there is none that is exact.
  func remainder(_ left: String, _ right: String) -> String? {
    switch self {
    case .sqlite: "mod(\(left), nullif(\(right), 0))"
    case .postgres: nil
    case .duckdb, .spark: "(\(left) % nullif(\(right), 0))"
    }
  }

  // MARK: - Lists

  /// The texts of the rows, joined in the order of a column; the rows come in that order.
  func joined(_ text: String, _ separator: String, by place: String) -> String {
    switch self {
    case .sqlite: "group_concat(\(text), \(separator))"
    case .postgres, .duckdb: "string_agg(\(text), \(separator) ORDER BY \(place))"
    case .spark:
      "array_join(transform(array_sort(collect_list(struct(\(place) AS place, \(text) AS text))), "
        + "x -> x.text), \(separator))"
    }
  }

  /// The values of the rows as one that is ordered as lists are; nil where there is none.
  func array(_ value: String, by place: String) -> String? {
    switch self {
    case .sqlite: nil
    case .postgres: "array_agg(\(value) ORDER BY \(place))"
    case .duckdb: "list(\(value) ORDER BY \(place))"
    case .spark:
      "transform(array_sort(collect_list(struct(\(place) AS place, \(value) AS value))), x -> x.value)"
    }
  }

  /// A value as the list of itself, ordered as `array` is.
  func single(_ value: String) -> String {
    switch self {
    case .sqlite: value
    case .postgres: "ARRAY[\(value)]"
    case .duckdb: "[\(value)]"
    case .spark: "array(\(value))"
    }
  }

  /// Of SQLite, which has no arrays: a text that sorts as the value does; of one width, save for text. nil where
  /// there is none.
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

  // MARK: - Dates

  enum DatePart: String { case year, month }

  /// A part of the date of a day number.
  func part(_ part: DatePart, of day: String) -> String {
    switch self {
    case .sqlite:
      "CAST(strftime('\(part == .year ? "%Y" : "%m")', (\(day)) * 86400, 'unixepoch') AS INTEGER)"
    case .postgres:
      wide("extract(\(part.rawValue) FROM DATE '1970-01-01' + CAST(\(day) AS INTEGER))")
    case .duckdb: wide("\(part.rawValue)(DATE '1970-01-01' + CAST(\(day) AS INTEGER))")
    case .spark: wide("\(part.rawValue)(date_add(DATE '1970-01-01', CAST(\(day) AS INT)))")
    }
  }

  /// Of the financial year that a day lies in, which begins with a month: the number of the calendar year in which it
  /// begins.
  func financialYear(of day: String, startMonth: Int) -> String {
    let months = startMonth - 1
    if months == 0 { return part(.year, of: day) }
    return switch self {
    case .sqlite:
      "CAST(strftime('%Y', (\(day)) * 86400, 'unixepoch', '-\(months) months') AS INTEGER)"
    case .postgres, .duckdb:
      wide("extract(year FROM DATE '1970-01-01' + CAST(\(day) AS INTEGER) - INTERVAL '\(months) months')")
    case .spark:
      wide("year(add_months(date_add(DATE '1970-01-01', CAST(\(day) AS INT)), -\(months)))")
    }
  }

  /// Of the same year, the number of its first day, or of the first day of the one after.
  func financialYearStart(of day: String, startMonth: Int, isNext: Bool) -> String {
    let back = startMonth - 1
    let forward = back + (isNext ? 12 : 0)
    switch self {
    case .sqlite:
      let modifiers = "'-\(back) months', 'start of year', '+\(forward) months'"
      return "CAST(julianday((\(day)) * 86400, 'unixepoch', \(modifiers)) - 2440587.5 AS INTEGER)"
    case .postgres, .duckdb:
      let date = "DATE '1970-01-01' + CAST(\(day) AS INTEGER)"
      let start = "date_trunc('year', \(date) - INTERVAL '\(back) months') + INTERVAL '\(forward) months'"
      return wide("CAST(\(start) AS DATE) - DATE '1970-01-01'")
    case .spark:
      let date = "date_add(DATE '1970-01-01', CAST(\(day) AS INT))"
      let start = "add_months(trunc(add_months(\(date), -\(back)), 'YEAR'), \(forward))"
      return wide("datediff(\(start), DATE '1970-01-01')")
    }
  }

  /// A number of so many digits at least.
  func padded(_ number: String, _ width: Int) -> String {
    self == .sqlite ? "printf('%0\(width)d', \(number))" : "lpad(\(text(number)), \(width), '0')"
  }

  /// A count of rows; some engines take 32 bits.
  func count(_ number: Int) -> String { String(min(max(0, number), Int(Int32.max))) }
}
