import Plan

/// Constants, which have a chance to be a value of what they stand beside.
extension RandomQuery {
  /// A constant beside a value of its type, which says what it is read as.
  mutating func literal(beside value: Value) -> String {
    let type = labelType(value.type.element)
    if chance.happens(0.3), let parameter = parameter(type) { return parameter }
    switch type {
    case .text: return quoted(text(beside: value.text))
    case .integer: return integer(beside: value.text)
    case .decimal: return chance.pick(["12.5", "0.25", "7", "7.75", "90", "100", "-3.25", "0", "1", "2.5"])
    case .period: return chance.happens(0.05) ? quoted(chance.pick(RandomPlan.periods)) : date()
    case .enumeration(let enumeration):
      let word = chance.pick(enumeration.values)
      return chance.happens(0.05) ? quoted(word) : chance.happens(0.1) ? word.lowercased() : word
    case .ref:
      let ref = chance.pick(["1.1", "2.10", "2.2", "1.10", "3.1", "1.2", "2.1", "4.2", "2.9"])
      return chance.happens(0.1) ? quoted(ref) : ref
    case .condition: return "(1 = \(chance.pick(["1", "2"])))"
    case .item, .list: return "blank"
    }
  }

  /// A constant that nothing beside it explains; nil where there is none of the type.
  mutating func lonelyLiteral(_ type: ValueType) -> String? {
    switch type {
    case .text: return parameterOr(type) { $0.quoted($0.piece()) }
    case .integer: return parameterOr(type) { $0.integer(beside: "") }
    case .decimal: return chance.pick(["2.5", "0.25", "12.75", "-1.5", "100.0"])
    case .period: return parameterOr(type) { $0.datedLiteral() }
    default: return nil
    }
  }

  private mutating func parameterOr(
    _ type: ValueType, _ other: (inout RandomQuery) -> String
  ) -> String {
    if chance.happens(0.3), let parameter = parameter(type) { return parameter }
    return other(&self)
  }

  private mutating func parameter(_ type: ValueType) -> String? {
    let known = parameters.filter { $0.type == type }
    return known.isEmpty ? nil : chance.pick(known).text
  }

  func labelType(_ element: ValueType) -> ValueType {
    guard case .item(let entity) = element else { return element }
    return Schema[entity].fields[Schema[entity].label].type
  }

  // MARK: - Texts

  private mutating func text(beside path: String) -> String {
    let last = path.split(separator: ".").last.map(String.init) ?? ""
    switch last {
    case "lead", "monitor", "evaluator", "owner", "party", "name", "officers", "groups":
      if chance.happens(0.85) { return chance.pick(RandomPlan.names) }
    case "agency": return chance.pick(["Police", "police", "NHS Åre", "nhs are"])
    case "unit": return "%"
    case "impact_label": return chance.pick(["minor", "Moderate", "insignificant", "significant"])
    case "likelihood_label": return chance.pick(["rare", "Possible", "unlikely", "almost certain"])
    case "rule": return chance.pick(RandomPlan.rules)
    case "entity": return chance.pick(["actions", "risks", "objectives", "plan", "action", "risk"])
    case "ref": return chance.pick(["2.10", "1.1", "3"])
    case "text": return chance.pick(RandomPlan.targets)
    default: break
    }
    return chance.happens(0.6) ? chance.pick(RandomPlan.texts) : piece()
  }

  /// Some characters of a text, perhaps folded otherwise than it is.
  mutating func piece() -> String {
    let text = Array(chance.happens(0.7) ? chance.pick(RandomPlan.texts) : chance.pick(RandomPlan.names))
    let start = chance.number(0...(text.count - 1))
    let end = min(text.count, start + chance.number(1...4))
    let piece = String(text[start..<end])
    return chance.happens(0.3) ? piece.uppercased() : piece
  }

  mutating func pattern() -> String {
    chance.pick(
      [
        "caf", "^a", "o[f_]", "(rose|ann)", "s$", "[0-9]+%", "z.?e", "l.ne", "^.{1,3}$", "e  *s", "re(f|v)",
        "[^a-z ]", "É", "\\/|x", "^[a-c]+$",
      ])
  }

  func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: - Numbers

  private mutating func integer(beside text: String) -> String {
    if chance.happens(0.01) {
      return chance.pick(["9223372036854775807", "-9223372036854775808", "4611686018427387904"])
    }
    let small = ["0", "1", "1", "2", "2", "3"]
    if text.hasPrefix("count") { return chance.pick(small) }
    if text.contains("year") { return chance.pick(["2011", "2011", "2012", "2010", "9999"]) }
    if text.contains("month") { return chance.pick(["10", "11", "12", "1", "4", "2"]) }
    if text.contains("quarter") { return chance.pick(["4", "4", "1", "2", "3"]) }
    if text.contains("days") { return chance.pick(["0", "30", "-15", "100", "16", "-100", "366"]) }
    if text.contains("length") { return chance.pick(["1", "3", "8", "9", "12", "20"]) }
    return chance.pick(small + ["4", "5", "6", "7", "10", "-1", "12"])
  }

  // MARK: - Dates

  /// A date beside a date.
  mutating func date() -> String {
    chance.happens(0.3) ? chance.pick(["2011", "2012", "2011"]) : datedLiteral()
  }

  /// A date that is one wherever it stands.
  mutating func datedLiteral() -> String {
    chance.pick(
      [
        "2011/12", "2011-Q4", "2011-10", "2011-10", "2011-10-31", "2012-01", "2011/12Q3", "October 2011",
        "Oct 2011", "Sept 2011", "today", "today - 30d", "today + 1w", "this month", "last 3 months",
        "next quarter", "next 2 quarters", "as_at", "2011-11-01", "2011-11", "2012-02-29", "this fy",
        "last fy", "2011-10 + 1m", "2011-10-31 + 1m", "this year", "last year", "this week", "last 10 weeks",
        "next year", "2012-02-29 - 1y", "2011-11-15", "2012-01 - 1q", "2012/13", "this quarter",
      ])
  }

  /// What follows `in` and `overlaps`, over dates of the frame where it has any.
  mutating func period(_ frame: Frame, isConstant: Bool) -> String {
    func end(_ query: inout RandomQuery) -> String {
      if !isConstant, query.chance.happens(0.3), let path = query.path(.period, isList: false, frame, 0) {
        return path.text
      }
      return query.chance.happens(0.1) ? query.quoted("2011-10") : query.datedLiteral()
    }
    switch chance.number(0...5) {
    case 0: return ".." + end(&self)
    case 1: return end(&self) + ".."
    case 2:
      return chance.pick(
        [
          "2011-10..2011-12", "2011-10-31..2012-01", "2011..2011", "2010/11..2011/12", "2011-09-30..today",
          "last month..next 2 months", "2011-11-01..2012",
        ])
    case 3 where !isConstant: return end(&self) + ".." + end(&self)
    default: return end(&self)
    }
  }
}
