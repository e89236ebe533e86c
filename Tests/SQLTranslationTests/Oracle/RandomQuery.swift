import Plan
import TestSupport

/// Queries as text, well typed as far as the language goes. Paths are walked along the schema, so that whatever it
/// declares is asked about.
struct RandomQuery {
  var random: SeededGenerator

  /// What a value counts as once items are replaced by what names them.
  enum Kind: Hashable { case text, number, period, choice(Enumeration), ref, condition }

  struct Path {
    var text: String
    var kind: Kind
    var isList: Bool
  }

  static let enumerations: [Kind] = Enumeration.allCases.map { .choice($0) }

  mutating func query() -> String {
    let entity = pick(
      [
        Entity.actions, .actions, .actions, .actions, .objectives, .objectives, .indicators, .targets, .risks,
        .officers, .groups, .assignments, .findings, .plan,
      ])
    var text = Schema[entity].name
    if chance(0.1) { text += " " + quoted(piece()) }
    if chance(0.3) { text += " as at " + pick(["2011-08-15", "2011-11", "2012-03-31"]) }
    var aliases: [(name: String, kind: Kind, isList: Bool)] = []
    if chance(0.75) { text += " where " + condition(entity, 3) }
    if chance(0.2) {
      let (value, kind, isList) = anything(entity, 2)
      text += " add x1 = " + value
      aliases.append(("x1", kind, isList))
    }
    if chance(0.3) { text += order(entity, aliases) }
    if chance(0.2) { text += limit() }
    if chance(0.15) { text += " where " + aliasCondition(entity, aliases) }
    let isSelected = chance(0.5)
    if isSelected {
      aliases = []
      var items: [String] = []
      for index in 0..<Int.random(in: 1...3, using: &random) {
        let (value, kind, isList) = anything(entity, 2)
        items.append("\(value) as y\(index)")
        aliases.append(("y\(index)", kind, isList))
      }
      text += " select " + items.joined(separator: ", ")
    }
    if chance(0.3) { text += order(entity, aliases) }
    if isSelected, chance(0.3) {
      text += " distinct"
      if chance(0.5), let alias = aliases.randomElement(using: &random) {
        text += " order by \(alias.name)" + pick(["", " desc"])
      }
      if chance(0.3), let alias = aliases.randomElement(using: &random) {
        text += " where \(alias.name) is" + pick([" not", ""]) + " blank"
      }
    }
    if chance(0.2) { text += limit() }
    return text
  }

  // MARK: - Clauses

  private mutating func limit() -> String {
    " limit \(Int.random(in: 0...6, using: &random))"
      + (chance(0.4) ? " offset \(Int.random(in: 0...3, using: &random))" : "")
  }

  private mutating func order(_ entity: Entity, _ aliases: [(name: String, kind: Kind, isList: Bool)])
    -> String
  {
    let keys = (0..<Int.random(in: 1...2, using: &random)).map { _ -> String in
      if chance(0.3), let alias = aliases.randomElement(using: &random) {
        return alias.name + pick(["", " asc", " desc"])
      }
      if chance(0.6) { return path(entity, nil, nil, 1).text + pick(["", " asc", " desc"]) }
      return anything(entity, 1).text + pick(["", " desc"])
    }
    return " order by " + keys.joined(separator: ", ")
  }

  private mutating func aliasCondition(
    _ entity: Entity, _ aliases: [(name: String, kind: Kind, isList: Bool)]
  ) -> String {
    guard let alias = aliases.randomElement(using: &random) else { return condition(entity, 2) }
    return test(Path(text: alias.name, kind: alias.kind, isList: alias.isList), entity, 1)
  }

  // MARK: - Conditions

  mutating func condition(_ entity: Entity, _ depth: Int) -> String {
    if depth > 0, chance(0.45) {
      switch Int.random(in: 0...4, using: &random) {
      case 0: return "(" + condition(entity, depth - 1) + " and " + condition(entity, depth - 1) + ")"
      case 1: return "(" + condition(entity, depth - 1) + " or " + condition(entity, depth - 1) + ")"
      case 2, 3: return "not (" + condition(entity, depth - 1) + ")"
      default: return quantified(entity, depth - 1)
      }
    }
    if chance(0.12) { return quantified(entity, depth - 1) }
    if depth > 0, chance(0.05), let list = listFunction(entity, depth) { return test(list, entity, depth) }
    let kind: Kind? = chance(0.3) ? .period : chance(0.3) ? .text : nil
    return test(value(entity, kind, chance(0.4), depth), entity, depth)
  }

  /// `any`, `no` or `every` over a list of items or of dates.
  private mutating func quantified(_ entity: Entity, _ depth: Int) -> String {
    let lists = Schema[entity].fields.filter { $0.type.isList }
    guard let field = lists.randomElement(using: &random) else { return condition(entity, 0) }
    let word = pick(["any", "no", "every"])
    var text = field.name
    var type = field.type.element
    if case .item(let inner) = type, chance(0.3),
      let next = Schema[inner].fields.filter({ isItem($0.type.element) }).randomElement(using: &random)
    {
      text += "." + next.name
      type = next.type.element
    }
    if word != "every", chance(0.2) { return "\(word) \(text)" }
    guard case .item(let inner) = type else {
      let test = test(Path(text: "period", kind: .period, isList: false), nil, 0)
      return "\(word) \(text)[\(test)]"
    }
    let first = chance(0.2) ? "[\(condition(inner, 0))]" : ""
    return "\(word) \(text)\(first)[\(condition(inner, max(0, depth)))]"
  }

  private func isItem(_ type: ValueType) -> Bool { if case .item = type { true } else { false } }

  private mutating func test(_ path: Path, _ entity: Entity?, _ depth: Int) -> String {
    let text = path.text
    if path.kind == .condition { return chance(0.5) ? text : "not \(text)" }
    switch Int.random(in: 0...9, using: &random) {
    case 0: return text + pick([" is blank", " is not blank"])
    case 1: return text + pick([" in ", " not in "]) + "(" + literals(path) + ")"
    case 2 where path.isList && chance(0.6):
      return "\(text) \(pick(["=", "!="])) only(\(literals(path)))"
    case 2: return "\(text) \(sign(path.kind)) \(pick(["any", "all"]))(\(literals(path)))"
    case 3 where isOrdered(path.kind):
      return text + pick([" between ", " not between "]) + operand(path, entity, depth) + " and "
        + operand(path, entity, depth)
    case 4, 5:
      switch path.kind {
      case .period: return text + pick([" in ", " not in ", " overlaps "]) + range()
      case .text: return text + pick([" starts with ", " ends with "]) + quoted(piece())
      case .choice(.rag): return text + pick([" worse than ", " better than "]) + literal(path.kind)
      default: break
      }
    default: break
    }
    return "\(text) \(sign(path.kind)) \(operand(path, entity, depth))"
  }

  private func isOrdered(_ kind: Kind) -> Bool {
    switch kind {
    case .text, .number, .period, .ref: true
    case .choice, .condition: false
    }
  }

  private mutating func sign(_ kind: Kind) -> String {
    switch kind {
    case .choice, .condition: pick(["=", "!=", "==", "!=="])
    case .text: pick(["=", "!=", "==", "!==", "<", "<=", ">", ">=", "~", "!~"])
    default: pick(["=", "!=", "==", "!==", "<", "<=", ">", ">="])
    }
  }

  private mutating func operand(_ path: Path, _ entity: Entity?, _ depth: Int) -> String {
    if let entity, chance(0.3) { return value(entity, path.kind, chance(0.3), max(0, depth - 1)).text }
    return chance(0.05) ? "blank" : literal(beside: path)
  }

  // MARK: - Literals

  private mutating func literals(_ path: Path) -> String {
    (0..<pick([1, 1, 2, 3])).map { _ in chance(0.08) ? "blank" : literal(beside: path) }.joined(
      separator: ", ")
  }

  /// A value that has a chance to be that of the path.
  private mutating func literal(beside path: Path) -> String {
    let last = path.text.split(separator: ".").last ?? ""
    let isParty = ["lead", "monitor", "evaluator", "owner", "party", "name"].contains(last)
    return path.kind == .text && isParty && chance(0.8) ? quoted(pick(RandomPlan.names)) : literal(path.kind)
  }

  mutating func literal(_ kind: Kind) -> String {
    switch kind {
    case .text: quoted(pick([pick(RandomPlan.texts), pick(RandomPlan.names), piece()]))
    case .number:
      chance(0.03)
        ? pick(["9223372036854775807", "-9223372036854775808", "4611686018427387904", "1000000000000.25"])
        : pick(["0", "1", "2", "3", "4", "6", "7", "10", "-1", "2.5", "12.5", "100"])
    case .period:
      pick(
        [
          "2011", "2011/12", "2011-Q4", "2011-10", "2011-10-31", "2012-01", "2011/12Q3", "October 2011",
          "today",
          "today - 30d", "this month", "last 3 months", "next quarter", "as_at", "2011-11-01", "2012-02-29",
          "this fy", "2011-10 + 1m",
        ])
    case .choice(let enumeration): pick(enumeration.values)
    case .ref: pick(["1.1", "2.10", "2.2", "1.10", "3.1"])
    case .condition: "listed"
    }
  }

  private mutating func range() -> String {
    pick(["2011-10..2011-12", "..2011-11", "2011-10-31..", "..today", "2011/12", "2011-10", "this year"])
  }

  /// Some characters of a text, folded otherwise than it is.
  private mutating func piece() -> String {
    let text = Array(pick(RandomPlan.texts + RandomPlan.names))
    let start = Int.random(in: 0..<text.count, using: &random)
    let end = min(text.count, start + Int.random(in: 1...5, using: &random))
    let piece = String(text[start..<end])
    return chance(0.3) ? piece.uppercased() : piece
  }

  private func quoted(_ text: String) -> String {
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

  // MARK: - Values

  private mutating func anything(_ entity: Entity, _ depth: Int) -> (text: String, kind: Kind, isList: Bool) {
    if depth > 0, chance(0.12), let list = listFunction(entity, depth) {
      return (list.text, list.kind, list.isList)
    }
    let value = value(entity, nil, chance(0.3), depth)
    return (value.text, value.kind, value.isList)
  }

  /// A function that gives a list: of a list, member by member, or without repeats.
  private mutating func listFunction(_ entity: Entity, _ depth: Int) -> Path? {
    let list = path(entity, nil, true, depth - 1)
    guard list.isList else { return nil }
    if chance(0.4) {
      return Path(text: "\(pick(["unique", "list"]))(\(list.text))", kind: list.kind, isList: true)
    }
    switch list.kind {
    case .text: return Path(text: "length(\(list.text))", kind: .number, isList: true)
    case .number: return Path(text: "\(pick(["abs", "round"]))(\(list.text))", kind: .number, isList: true)
    case .period:
      if chance(0.3) { return Path(text: "fy(\(list.text))", kind: .period, isList: true) }
      return Path(text: "\(pick(["year", "month", "quarter"]))(\(list.text))", kind: .number, isList: true)
    default: return nil
    }
  }

  /// A value of an item of the entity; any kind where nil.
  mutating func value(_ entity: Entity, _ kind: Kind?, _ isList: Bool, _ depth: Int) -> Path {
    if depth > 0, !isList, chance(0.35), let made = computed(entity, kind, depth) { return made }
    return path(entity, kind, isList, depth)
  }

  /// A path along the schema that ends in a value of the kind; a literal where none was found.
  private mutating func path(_ entity: Entity, _ kind: Kind?, _ isList: Bool?, _ depth: Int) -> Path {
    for _ in 0..<25 {
      guard let found = walk(entity, depth) else { continue }
      if let kind, found.kind != kind { continue }
      if let isList, found.isList != isList { continue }
      return found
    }
    let fallback = walk(entity, 0)
    if let fallback, kind == nil || fallback.kind == kind { return fallback }
    return Path(text: literal(kind ?? .number), kind: kind ?? .number, isList: false)
  }

  private mutating func walk(_ start: Entity, _ depth: Int) -> Path? {
    var text = ""
    var entity = start
    var isList = false
    for step in 0..<4 {
      if step == 0, start == .actions, chance(0.1) {
        return pick(
          [
            Path(text: "overdue", kind: .condition, isList: false),
            Path(text: "began", kind: .condition, isList: false),
            Path(text: "days_late", kind: .number, isList: false),
            Path(text: "next_due", kind: .period, isList: false),
          ])
      }
      guard let field = Schema[entity].fields.randomElement(using: &random) else { return nil }
      text += (step == 0 ? "" : ".") + field.name
      isList = isList || field.type.isList
      guard case .item(let next) = field.type.element else {
        if field.type == .list(.period) {
          if depth > 0, chance(0.15) { text += "[period \(sign(.period)) \(literal(.period))]" }
          if !isList || chance(0.3), step == 0 {
            return Path(text: text + pick([".first", ".last"]), kind: .period, isList: false)
          }
        }
        return kind(field.type.element).map { Path(text: text, kind: $0, isList: isList) }
      }
      if field.type.isList, depth > 0, chance(0.2) { text += "[\(condition(next, 0))]" }
      if chance(0.35) {
        let label = Schema[next].fields[Schema[next].label].type
        return kind(label).map { Path(text: text, kind: $0, isList: isList) }
      }
      entity = next
    }
    return nil
  }

  private func kind(_ type: ValueType) -> Kind? {
    switch type {
    case .text: .text
    case .integer, .decimal: .number
    case .condition: .condition
    case .enumeration(let enumeration): .choice(enumeration)
    case .period: .period
    case .ref: .ref
    case .item, .list: nil
    }
  }

  private mutating func computed(_ entity: Entity, _ wanted: Kind?, _ depth: Int) -> Path? {
    let kind = wanted ?? pick([.number, .number, .number, .text, .period, .choice(.rag), .ref])
    func of(_ text: String) -> Path { Path(text: text, kind: kind, isList: false) }
    let inner = depth - 1
    func one(_ kind: Kind) -> String { value(entity, kind, false, inner).text }
    func list(_ kind: Kind?) -> String? {
      let found = path(entity, kind, true, inner)
      return found.isList ? found.text : nil
    }
    if chance(0.2) { return of("if(\(condition(entity, inner)), \(one(kind)), \(one(kind)))") }
    if chance(0.2) {
      return of(
        "coalesce(\((0...Int.random(in: 1...2, using: &random)).map { _ in one(kind) }.joined(separator: ", ")))"
      )
    }
    if chance(0.2), kind != .condition, let many = list(kind) {
      return of("\(pick(["first", "last"]))(\(many))")
    }
    switch kind {
    case .number:
      switch Int.random(in: 0...9, using: &random) {
      case 9: return of("-\(one(.number))")
      case 0: return list(nil).map { of("count(\($0))") }
      case 1, 8:
        return list(.number).map { of("\(pick(["sum", "min", "max", "avg", "median", "median"]))(\($0))") }
      case 2: return of("(\(one(.number)) \(pick(["+", "-", "*", "/", "%"])) \(one(.number)))")
      case 3: return of("length(\(one(.text)))")
      case 4: return of("days(\(one(.period)), \(one(.period)))")
      case 5: return of("\(pick(["year", "month", "quarter"]))(\(one(.period)))")
      case 6: return of("\(pick(["abs", "round"]))(\(one(.number)))")
      case 7: return of("round(\(one(.number)), \(Int.random(in: 0...3, using: &random)))")
      default: return list(nil).map { of("count(unique(\($0)))") }
      }
    case .text:
      if chance(0.3) { return of("concat(\(one(.text)), \(one(.text)))") }
      if chance(0.2) { return of("\(pick(["lower", "upper"]))(\(one(.text)))") }
      return list(.text).map { of("\(pick(["min", "max"]))(\($0))") }
    case .period:
      if chance(0.3) { return of("fy(\(one(.period)))") }
      return list(.period).map { of("\(pick(["min", "max"]))(\($0))") }
    case .choice(.rag): return list(kind).map { of("\(pick(["worst", "best"]))(\($0))") }
    case .ref: return list(.ref).map { of("\(pick(["min", "max"]))(\($0))") }
    case .choice, .condition: return nil
    }
  }

  // MARK: - Chance

  private mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &random) < part }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
}
