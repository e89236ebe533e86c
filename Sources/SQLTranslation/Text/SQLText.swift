import Plan

/// The one place where names and values become SQL text.
extension SQLDialect {
  /// A name, quoted unless it is a plain word that no dialect reserves.
  func identifier(_ name: String) -> String {
    if SQLDialect.isWord(name) { return name }
    let quote: Unicode.Scalar = self == .spark ? "`" : "\""
    return doubled(name, [quote], by: quote, with: quote)
  }

  /// A word of lower-case letters, digits and `_`, which every dialect reads as it stands.
  static func isWord(_ name: String) -> Bool {
    if reservedWords.contains(name) { return false }
    guard let first = name.utf8.first, first >= 0x61, first <= 0x7A else { return false }
    return name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F }
  }

  func string(_ text: String) -> String {
    // Spark reads a backslash as the beginning of an escape.
    self == .spark
      ? doubled(text, ["'", "\\"], by: "\\", with: "'") : doubled(text, ["'"], by: "'", with: "'")
  }

  func integer(_ value: Int64) -> String {
    // Its digits alone would be too large for the sign that stands before them.
    value == .min ? "(-9223372036854775807 - 1)" : String(value)
  }

  /// With a point or an exponent, so that no dialect takes it for an integer.
  func decimal(_ value: Double) -> String {
    let text = value.description
    return self == .spark || self == .postgres || self == .duckdb
      ? "CAST('\(text)' AS \(decimalType))" : text
  }

  /// A day as its number since 1970-01-01, with the date for people.
  func day(_ day: Day) -> String { "\(day.number) /* \(day.text) */" }

  private func doubled(
    _ text: String, _ special: Set<Unicode.Scalar>, by escape: Unicode.Scalar, with quote: Unicode.Scalar
  ) -> String {
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars {
      if special.contains(scalar) { result.append(escape) }
      result.append(scalar)
    }
    result.append(quote)
    return String(result)
  }
}

/// Lines of SQL, one after the other.
enum SQLLines {
  static func indented(_ lines: [String]) -> [String] { lines.map { "  " + $0 } }

  /// On one line.
  static func joined(_ lines: [String]) -> String {
    lines.map { String($0.drop { $0 == " " }) }.joined(separator: " ")
  }
}

/// Words that some dialect reserves, and the names of tables and columns of planq that need quoting somewhere.
private let reservedWords: Set<String> = [
  "all", "analyse", "analyze", "and", "anti", "any", "array", "as", "asc", "asymmetric", "at",
  "authorization",
  "between", "binary", "both", "by", "case", "cast", "check", "collate", "collation", "column",
  "concurrently",
  "constraint", "create", "cross", "current_date", "current_time", "current_user", "default", "deferrable",
  "delete", "desc", "describe", "distinct", "do", "drop", "else", "end", "escape", "except", "exists",
  "false",
  "fetch", "filter", "for", "foreign", "freeze", "from", "full", "glob", "grant", "group", "having", "if",
  "ilike", "in", "index", "initially", "inner", "insert", "intersect", "interval", "into", "is", "isnull",
  "join", "lambda", "lateral", "leading", "left", "like", "limit", "localtime", "match", "minus", "natural",
  "no", "not", "notnull", "null", "of", "offset", "on", "only", "or", "order", "outer", "over", "overlaps",
  "pivot", "placing", "plan", "positional", "primary", "qualify", "range", "recursive", "references",
  "regexp", "returning", "right", "rows", "select", "semi", "session_user", "set", "show", "similar", "some",
  "summarize", "symmetric", "table", "then", "time", "to", "trailing", "transaction", "true", "union",
  "unique", "unpivot", "update", "user", "using", "values", "variadic", "verbose", "when", "where", "window",
  "with", "within",
]
