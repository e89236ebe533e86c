/// What people are used to write elsewhere, and what it is called here. Habits count only where the right word
/// could stand, so that a field may have any of these names.
package enum Habits {
  /// Signs, longest first; the lexer reads them as the right one and goes on.
  static let signs: [(wrong: String, right: String)] = [
    ("===", "=="), ("...", ".."),
    ("&&", "and"), ("||", "or"), ("<>", "!="), ("=>", ">="), ("=<", "<="), ("=~", "~"), ("~=", "~"),
    ("=!", "!="),
    (":=", "="),
    ("≠", "!="), ("≤", "<="), ("≥", ">="), ("…", ".."), ("–", "-"), ("—", "-"), ("−", "-"), ("×", "*"),
    ("÷", "/"),
    ("&", "and"), ("!", "not"), (":", "="),
  ]

  /// Words in the place of a clause; the second word of each pair stands alone or before `by`.
  static let clauses: [(wrong: String, right: String)] = [
    ("aggregate", "select"), ("arrange", "order by"), ("columns", "select"), ("display", "select"),
    ("fields", "select"), ("filter", "where"), ("get", "select"), ("groupby", "group by"),
    ("grouped", "group by"),
    ("having", "where"),
    ("head", "limit"), ("orderby", "order by"), ("ordered", "order by"), ("project", "select"),
    ("return", "select"), ("show", "select"), ("sort", "order by"), ("sorted", "order by"),
    ("summarise", "select"), ("summarize", "select"), ("take", "limit"), ("unique", "distinct"),
    ("when", "where"), ("with", "where"),
  ]

  /// Words before the name of an entity, where nothing belongs.
  static let beginnings = [
    "all", "explain", "fetch", "find", "from", "get", "list", "print", "search", "show",
  ]

  /// Words before the name of an entity that ask how many there are.
  static let countings = [["count", "of"], ["count"], ["how", "many"], ["number", "of"]]

  /// Words that would change a plan, before the name of an entity.
  static let changes = [
    "alter", "create", "delete", "drop", "insert", "merge", "remove", "replace", "truncate", "update",
  ]

  /// Words in the place of an operator.
  static let operators: [(wrong: String, right: String)] = [
    ("after", ">"), ("before", "<"), ("contains", "~"), ("during", "in"), ("eq", "="), ("equals", "="),
    ("has", "~"), ("ilike", "~"), ("includes", "~"), ("like", "~"), ("matches", "~"), ("within", "in"),
  ]

  /// Operators whose right side has `%` and `_` as signs of their own.
  static let patterns = ["ilike", "like"]

  /// Words between the two ends of a period.
  static let untils = ["through", "till", "to", "until"]

  /// Second words of an operator or clause.
  static let secondWords: [(wrong: String, right: String)] = [
    ("on", "by"), ("that", "than"), ("then", "than"),
  ]

  /// Functions that are called without parentheses elsewhere.
  static let aggregates = ["avg", "best", "count", "list", "max", "median", "min", "sum", "unique", "worst"]

  /// Letters of the Cyrillic and Greek alphabets that look like those of the Latin one below them.
  private static let strangeLetters = "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
  private static let latinLetters = "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo"
  private static let lookAlikes = Dictionary(
    zip(strangeLetters.unicodeScalars, latinLetters.unicodeScalars), uniquingKeysWith: { first, _ in first })

  /// The Latin word that a word with letters of another alphabet looks like; nil where it looks like none.
  static func latin(_ word: String) -> String? {
    var latin = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      guard let letter = scalar.isASCII ? scalar : lookAlikes[scalar] else { return nil }
      latin.append(letter)
    }
    return String(latin)
  }

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
