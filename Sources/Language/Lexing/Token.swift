/// A word, a sign or a literal of the text.
struct Token: Sendable {
  enum Kind: Equatable, Sendable {
    case name(String)
    case number(String)
    case string(String)
    case regex(String)
    /// Without `$`.
    case parameter(String)
    case duration(Duration)
    case date(DateLiteral)
    case symbol(Symbol)
    /// `|` with the shell text after it, trimmed.
    case pipe(Located<String>)
    /// Something that the lexer has reported already.
    case invalid
    case end
  }

  var kind: Kind
  var range: SourceRange
  /// Whether a line break stands between the token before and this one.
  var startsLine: Bool
  /// What the token spells, if it is a name that the grammar knows.
  var keyword: Keyword?

  var isEnd: Bool { kind == .end }

  var symbol: Symbol? {
    if case .symbol(let symbol) = kind { symbol } else { nil }
  }

  var name: String? {
    if case .name(let name) = kind { name } else { nil }
  }

  /// A number without a decimal point.
  var integerSpelling: String? {
    if case .number(let spelling) = kind, !spelling.utf8.contains(UInt8(ascii: ".")) { spelling } else { nil }
  }

  /// A number of four digits, as a year.
  var year: Int? {
    guard let spelling = integerSpelling, spelling.utf8.count == 4 else { return nil }
    return Int(spelling)
  }

  /// Whether an operand can begin with this token; a slash begins a pattern where an operand is expected.
  var startsOperand: Bool {
    switch kind {
    case .name, .number, .string, .regex, .parameter, .duration, .date, .invalid: true
    case .symbol(let symbol): symbol == .openParenthesis || symbol == .minus || symbol == .over
    case .pipe, .end: false
    }
  }
}

enum Symbol: String, CaseIterable, Sendable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case comma = ","
  case semicolon = ";"
  case dot = "."
  case dots = ".."
  case versionSign = "@"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case modulo = "%"
  case equal = "="
  case notEqual = "!="
  case identical = "=="
  case notIdentical = "!=="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains = "~"
  case notContains = "!~"

  var comparison: ComparisonOperator? { ComparisonOperator(rawValue: rawValue) }
  var sum: SumOperator? { SumOperator(rawValue: rawValue) }
  var product: ProductOperator? { ProductOperator(rawValue: rawValue) }

  /// Whether what stands before is a whole operand, so that `/` divides.
  var endsOperand: Bool {
    switch self {
    case .closeParenthesis, .closeBracket, .dot, .times: true
    default: false
    }
  }
}

/// A `#` comment and where it stands.
struct Comment: Sendable {
  /// Without `#`, the space after it and the white space at its end.
  var text: String
  /// Whether something stands before it on its line.
  var isTrailing: Bool
  /// The index of the token that follows.
  var tokenIndex: Int
}
