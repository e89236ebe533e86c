/// What people are used to write elsewhere, and what it is called here. Habits count only where the right word
/// could stand, so that a field may have any of these names.
package enum Habits {
  /// Signs, longest first; the lexer reads them as the right one and goes on.
  static let signs: [(wrong: String, right: String)] = [
    ("===", "=="),
    ("&&", "and"), ("||", "or"), ("<>", "!="), ("=>", ">="), ("=<", "<="), ("=~", "~"), ("~=", "~"),
    (":=", "="),
    ("≠", "!="), ("≤", "<="), ("≥", ">="), ("…", ".."), ("–", "-"), ("—", "-"), ("−", "-"), ("×", "*"),
    ("÷", "/"),
    ("&", "and"), ("!", "not"), (":", "="),
  ]

  /// Words in the place of a clause; the second word of each pair stands alone or before `by`.
  static let clauses: [(wrong: String, right: String)] = [
    ("aggregate", "select"), ("arrange", "order by"), ("columns", "select"), ("display", "select"),
    ("fields", "select"), ("filter", "where"), ("get", "select"), ("grouped", "group by"),
    ("having", "where"),
    ("head", "limit"), ("orderby", "order by"), ("ordered", "order by"), ("project", "select"),
    ("return", "select"), ("show", "select"), ("sort", "order by"), ("sorted", "order by"),
    ("summarise", "select"), ("summarize", "select"), ("take", "limit"), ("unique", "distinct"),
    ("when", "where"), ("with", "where"),
  ]

  /// Words before the name of an entity, where nothing belongs.
  static let beginnings = ["all", "fetch", "find", "from", "get", "list", "search", "show"]

  /// Words in the place of an operator.
  static let operators: [(wrong: String, right: String)] = [
    ("after", ">"), ("before", "<"), ("contains", "~"), ("during", "in"), ("eq", "="), ("equals", "="),
    ("has", "~"), ("ilike", "~"), ("includes", "~"), ("like", "~"), ("matches", "~"), ("within", "in"),
  ]

  /// Words for a blank.
  static let blanks = ["empty", "missing", "nil", "none", "null", "unset"]

  /// Words for a blank even where a value could have them as its name.
  static let nulls = ["nil", "null"]

  /// Words after a key of `order by`.
  static let directions: [(wrong: String, right: String)] = [
    ("ascending", "asc"), ("descending", "desc"), ("down", "desc"), ("up", "asc"),
  ]

  static func right(for word: String, in table: [(wrong: String, right: String)]) -> String? {
    let word = word.lowercased()
    return table.first { $0.wrong == word }?.right
  }
}
