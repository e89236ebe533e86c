/// A word of the grammar as help and completion show it.
package struct ClauseDescription: Hashable, Sendable {
  /// What is typed first: `where`, `group by`.
  package var keyword: String
  /// The rule of the grammar, as one line.
  package var syntax: String
  /// One line, without a full stop.
  package var help: String

  init(_ keyword: String, _ syntax: String, _ help: String) {
    self.keyword = keyword
    self.syntax = syntax
    self.help = help
  }
}

/// The clauses, in the order in which a query usually has them.
package enum Clauses {
  package static let all: [ClauseDescription] = [
    .init("where", "where CONDITION", "keeps the rows for which the condition holds"),
    .init("add", "add NAME = EXPR, …", "adds columns"),
    .init("each", "each PATH [as NAME]", "gives one row for each member of a list"),
    .init("group by", "group by [each] KEY [as NAME], …", "gathers rows into groups"),
    .init("pivot", "pivot KEY by KEY", "counts rows in a grid of two keys"),
    .init("select", "select * | EXPR [as NAME], …", "chooses the columns"),
    .init("order by", "order by KEY [asc | desc], …", "sorts, blanks last"),
    .init(
      "top", "top N [per PATH, …] by KEY [asc | desc], …", "keeps the first N rows in the order of a key"),
    .init("limit", "limit N [offset N]", "keeps the first N rows"),
    .init("distinct", "distinct", "keeps the first of equal rows"),
    .init("totals", "totals", "adds a row of totals, as the last clause"),
  ]
}

/// What joins two queries.
package enum SetOperators {
  package static let all: [ClauseDescription] = [
    .init("union", "QUERY union QUERY", "the rows of either query"),
    .init("intersect", "QUERY intersect QUERY", "the rows of both queries"),
    .init("except", "QUERY except QUERY", "the rows of the first query that the second lacks"),
  ]
}

/// What a statement other than a plain query begins with.
package enum StatementWords {
  package static let all: [ClauseDescription] = [
    .init("let", "let $NAME = EXPR", "names a value"),
    .init("view", "view NAME[($NAME, …)] = QUERY", "names a query"),
    .init("def", "def ENTITY.NAME = EXPR", "names a computed field"),
    .init("expect", "expect none | some | N QUERY", "fails unless the query gives so many rows"),
    .init("explain", "explain QUERY", "says what a query means"),
    .init("explain sql", "explain sql [DIALECT] QUERY", "gives the query as SQL"),
  ]
}

/// The words of conditions, for completion.
package enum Operators {
  package static let all: [ClauseDescription] = [
    .init("and", "CONDITION and CONDITION", "both hold"),
    .init("or", "CONDITION or CONDITION", "either holds"),
    .init("not", "not CONDITION", "the condition does not hold"),
    .init("any", "any PATH[CONDITION]", "some member meets the condition"),
    .init("no", "no PATH[CONDITION]", "no member meets the condition"),
    .init("every", "every PATH[CONDITION]", "all members meet the condition, and there is one"),
    .init("=", "VALUE = VALUE", "equals, whatever the case and accents; for a date, lies within"),
    .init("!=", "VALUE != VALUE", "the opposite of ="),
    .init("==", "VALUE == VALUE", "equals exactly"),
    .init("!==", "VALUE !== VALUE", "the opposite of =="),
    .init("<", "VALUE < VALUE", "is less; for a date, lies wholly before"),
    .init("<=", "VALUE <= VALUE", "is less or equal; for a date, ends by its end"),
    .init(">", "VALUE > VALUE", "is greater; for a date, lies wholly after"),
    .init(">=", "VALUE >= VALUE", "is greater or equal; for a date, starts on or after its start"),
    .init("~", "TEXT ~ TEXT | /REGEX/", "contains"),
    .init("!~", "TEXT !~ TEXT | /REGEX/", "does not contain"),
    .init("in", "VALUE in (VALUE, …) | PERIOD", "is one of; for a date, lies within"),
    .init("not in", "VALUE not in (VALUE, …) | PERIOD", "the opposite of in"),
    .init("between", "VALUE between VALUE and VALUE", "lies between two values, both included"),
    .init("overlaps", "DATE overlaps PERIOD", "touches"),
    .init("is blank", "VALUE is blank", "has no value"),
    .init("is not blank", "VALUE is not blank", "has a value"),
    .init("starts with", "TEXT starts with TEXT", "begins with"),
    .init("ends with", "TEXT ends with TEXT", "ends with"),
    .init("worse than", "RAG worse than RAG", "is worse: R before A before G"),
    .init("better than", "RAG better than RAG", "is better: G before A before R"),
  ]
}

/// A dialect that `explain sql` can be asked for.
package enum SQLDialectName: String, CaseIterable, Sendable { case sqlite, postgres, duckdb, spark }

/// The months by name.
package enum Months {
  package static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  private static let numbers: [String: Int] = {
    var numbers = ["sept": 9]
    for (number, name) in zip(1..., names) {
      numbers[name.lowercased()] = number
      numbers[String(name.lowercased().prefix(3))] = number
    }
    return numbers
  }()

  /// 1 to 12 for `October`, `Oct` or `Sept`, whatever the case.
  package static func number(named name: String) -> Int? {
    name.utf8.count <= 9 ? numbers[name.lowercased()] : nil
  }

  package static func name(of number: Int) -> String {
    names.indices.contains(number - 1) ? names[number - 1] : String(number)
  }
}

extension RelativeUnit {
  /// The unit that a word names, singular or plural, whatever its case.
  package init?(spelling: String) {
    guard spelling.utf8.count <= 8 else { return nil }
    let word = spelling.lowercased()
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    self.init(rawValue: singular)
  }
}
