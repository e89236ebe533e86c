import Plan

/// The one place where names and values become SQL text.
enum SQLText {
  /// A name, in double quotes unless it is a plain word that no dialect reserves.
  static func identifier(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { $0 >= 0x61 && $0 <= 0x7A } ?? false
      && name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F }
    if isPlain && !reserved.contains(name) { return name }
    return "\"" + doubled("\"", in: name) + "\""
  }

  static func string(_ text: String) -> String { "'" + doubled("'", in: text) + "'" }

  static func integer(_ value: Int64) -> String { String(value) }

  /// With a point or an exponent, so that no dialect takes it for an integer.
  static func decimal(_ value: Double) -> String { value.description }

  /// What of these may stand after ORDER BY: an integer by itself would be the number of a column, and sorts nothing.
  static func sortKeys(_ keys: [String]) -> [String] { keys.filter { Int64($0) == nil } }

  private static func doubled(_ quote: Unicode.Scalar, in text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == quote { result.append(quote) }
      result.append(scalar)
    }
    return String(result)
  }

  private static let reserved: Set<String> = [
    "all", "and", "any", "as", "asc", "between", "by", "case", "cast", "check", "collate", "column", "create",
    "cross", "default", "delete", "desc", "distinct", "drop", "else", "end", "except", "exists", "false",
    "for",
    "foreign", "from", "full", "group", "having", "if", "in", "index", "inner", "insert", "intersect", "into",
    "is", "join", "left", "like", "limit", "natural", "no", "not", "null", "of", "offset", "on", "only", "or",
    "order", "outer", "primary", "references", "right", "select", "set", "some", "table", "then", "to",
    "transaction", "true", "union", "unique", "update", "user", "using", "values", "when", "where", "with",
  ]
}
