extension Printer {
  /// A string as the language writes it.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if isHidden(scalar) { result += escaped(scalar) } else { result.unicodeScalars.append(scalar) }
      }
    }
    return result + "\""
  }

  /// A pattern between slashes. A backslash keeps the character after it.
  static func pattern(_ pattern: String) -> String {
    var result = "/"
    var isEscaped = false
    for scalar in pattern.unicodeScalars {
      if scalar == "/", !isEscaped { result += "\\" }
      isEscaped = scalar == "\\" && !isEscaped
      result.unicodeScalars.append(scalar)
    }
    return result + "/"
  }

  /// `\u{e9}`
  static func escaped(_ scalar: Unicode.Scalar) -> String { "\\u{" + String(scalar.value, radix: 16) + "}" }

  /// The character itself, or its escape if nothing of it could be seen.
  static func visible(_ scalar: Unicode.Scalar) -> String {
    isHidden(scalar) ? escaped(scalar) : String(scalar)
  }

  /// Control characters, direction marks, blanks that look like spaces, and what has no glyph of its own.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    case .spaceSeparator: scalar != " "
    default: false
    }
  }

  /// A date as the language writes it.
  package static func spelling(_ date: DateLiteral) -> String {
    switch date {
    case .day(let year, let month, let day): "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    case .month(let year, let month, isNamed: true): "\(Months.name(of: month)) \(padded(year, 4))"
    case .month(let year, let month, isNamed: false): "\(padded(year, 4))-\(padded(month, 2))"
    case .quarter(let year, let quarter): "\(padded(year, 4))-Q\(quarter)"
    case .financialYear(let first): "\(padded(first, 4))/\(padded((first + 1) % 100, 2))"
    case .financialQuarter(let first, let quarter):
      "\(padded(first, 4))/\(padded((first + 1) % 100, 2))Q\(quarter)"
    case .year(let year): padded(year, 4)
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  static func spelling(_ duration: Duration) -> String { "\(duration.count)\(duration.unit.rawValue)" }

  /// A relative date as the language writes it.
  package static func spelling(_ date: RelativeDate) -> String {
    switch date {
    case .today: return "today"
    case .span(let anchor, let count, let unit):
      guard let count else { return "\(anchor.rawValue) \(unit.rawValue)" }
      let plural = count == 1 || unit == .financialYear ? "" : "s"
      return "\(anchor.rawValue) \(count) \(unit.rawValue)\(plural)"
    }
  }
}
