import Plan

/// Random scripts: a query over the whole grammar of language.md, and at times the `let`, `def` and `view` before
/// it that it uses. Everything is written with its type in mind, so that nearly all of it binds.
package struct RandomQuery {
  var chance: Chance
  /// `$p1` and what it is.
  var parameters: [Value] = []
  var definitions: [(entity: Entity, value: Value)] = []
  /// The statements before the query.
  private var statements: [String] = []
  private var aliases = 0

  package init(seed: UInt64) { chance = Chance(seed: seed) }

  /// A script whose last statement is the query.
  package mutating func script() -> String {
    begin()
    let query = query(nesting: 2).text
    return (statements + [query]).joined(separator: ";\n")
  }

  mutating func begin(isPlain: Bool = false) {
    (parameters, definitions, statements, aliases) = ([], [], [], 0)
    if isPlain || chance.happens(0.8) { return }
    if chance.happens(0.6) {
      for _ in 0..<chance.number(1...2) { letParameter() }
    }
    if chance.happens(0.5) { define() }
  }

  mutating func alias() -> String {
    aliases += 1
    return "x\(aliases)"
  }

  mutating func entity() -> Entity {
    chance.pick(weighted: [
      (10, .actions), (6, .objectives), (4, .indicators), (3, .targets), (5, .risks), (3, .officers),
      (3, .groups), (4, .assignments), (3, .findings), (1, .plan),
    ])
  }

  // MARK: - Statements before the query

  private mutating func letParameter() {
    let name = "$p\(parameters.count + 1)"
    let (type, text) = parameterValue()
    parameters.append(Value(text: name, type: type))
    statements.append("let \(name) = \(text)")
  }

  private mutating func parameterValue() -> (ValueType, String) {
    switch chance.number(0...6) {
    case 0, 1: (.text, quoted(chance.pick(RandomPlan.names)))
    case 2: (.text, quoted(piece()))
    case 3: (.integer, chance.pick(["0", "1", "2", "3", "6"]))
    case 4: (.enumeration(.rag), chance.pick(["R", "A", "G"]))
    case 5: (.ref, chance.pick(["2.10", "1.1", "2.1", "1.2"]))
    default: (.period, datedLiteral())
    }
  }

  private mutating func define() {
    let entity = chance.pick([Entity.actions, .actions, .objectives, .risks, .indicators])
    let value = anything(Frame(base: .item(entity)), 2)
    let name = "own\(definitions.count + 1)"
    statements.append("def \(Schema[entity].name).\(name) = \(value.text)")
    definitions.append((entity, value.renamed(name)))
  }

  /// A view of one parameter or none, and its use in the place of a source.
  private mutating func view(nesting: Int) -> Written {
    let outer = parameters
    var head = "view seen"
    var use = "seen"
    parameters = []
    if chance.happens(0.7) {
      let (type, text) = parameterValue()
      parameters = [Value(text: "$who", type: type)]
      head += "($who)"
      use += "(\(text))"
    }
    var written = query(nesting: 0)
    if written.isEnded { written = unshaped(entity(), clauses: 1...2) }
    parameters = outer
    statements.append("\(head) = \(written.text)")
    written.text = use + (chance.happens(0.2) ? " as at \(day())" : "")
    return written
  }

  // MARK: - Queries

  mutating func query(nesting: Int) -> Written {
    let hasView = statements.contains { $0.hasPrefix("view") }
    var written: Written
    if nesting > 0, chance.happens(0.13) {
      written = combined(nesting: nesting - 1)
    } else if nesting == 2, !hasView, chance.happens(0.06) {
      written = view(nesting: nesting)
    } else {
      written = source(entity())
    }
    let count = chance.pick(weighted: [(1, 0), (4, 1), (6, 2), (5, 3), (3, 4), (2, 5)])
    for _ in 0..<count where !written.isEnded { clause(&written) }
    return written
  }

  private mutating func source(_ entity: Entity) -> Written {
    let description = Schema[entity]
    var text = chance.happens(0.1) ? description.singular : description.name
    if chance.happens(0.08) { text += " " + quoted(piece()) }
    if chance.happens(0.2) { text += " as at " + day() }
    return Written(text, Frame(base: .item(entity)))
  }

  mutating func day() -> String {
    chance.pick([
      "2011-08-15", "2011-11", "2012-03-31", "October 2011", "2011/12", "today - 1m", "2012-02-29",
    ])
  }

  /// A query whose items are still there.
  mutating func unshaped(_ entity: Entity, clauses: ClosedRange<Int>) -> Written {
    var written = source(entity)
    for _ in 0..<chance.number(clauses) {
      switch chance.number(0...8) {
      case 0: order(&written)
      case 1: limit(&written)
      case 2: top(&written)
      default: filter(&written)
      }
    }
    return written
  }

  // MARK: - Set operations

  private mutating func combined(nesting: Int) -> Written {
    chance.happens(0.5) ? combinedItems(nesting) : combinedColumns(nesting)
  }

  private mutating func operation() -> String { chance.pick(["union", "intersect", "except"]) }

  private mutating func combinedItems(_ nesting: Int) -> Written {
    let entity = entity()
    func term(_ query: inout RandomQuery) -> String {
      if nesting > 0, query.chance.happens(0.2) {
        let a = query.unshaped(entity, clauses: 0...2).text
        let b = query.unshaped(entity, clauses: 1...2).text
        return "(\(a) \(query.operation()) \(b))" + (query.chance.happens(0.3) ? " limit 3" : "")
      }
      let text = query.unshaped(entity, clauses: 1...2).text
      return query.chance.happens(0.6) ? "(\(text))" : text
    }
    var text = term(&self)
    for _ in 0..<chance.pick([1, 1, 1, 2]) { text += " \(operation()) \(term(&self))" }
    return Written("(\(text))", Frame(base: .item(entity)))
  }

  private mutating func combinedColumns(_ nesting: Int) -> Written {
    let first = entity()
    let columns = (0..<chance.number(1...2)).map { _ -> Value in
      let value = anything(Frame(base: .item(first)), 1)
      return Value(text: alias(), type: value.type, isExact: value.isExact)
    }
    var isExact = columns.map { _ in true }
    func term(_ query: inout RandomQuery, _ entity: Entity) -> String {
      var written = query.unshaped(entity, clauses: 0...2)
      var items: [String] = []
      for (index, column) in columns.enumerated() {
        let value = query.value(column.type, written.frame, 1)
        if let value {
          isExact[index] = isExact[index] && value.isExact
          items.append("\(value.text) as \(column.text)")
        } else {
          items.append("blank as \(column.text)")
        }
      }
      written.text += " select " + items.joined(separator: ", ")
      if query.chance.happens(0.15) { written.text += " distinct" }
      if query.chance.happens(0.15) { written.text += " order by \(columns[0].text) desc" }
      return query.chance.happens(0.6) ? "(\(written.text))" : written.text
    }
    var text = term(&self, first)
    for _ in 0..<chance.pick([1, 1, 1, 2]) {
      text += " \(operation()) \(term(&self, chance.happens(0.6) ? first : entity()))"
    }
    let known = columns.enumerated().map {
      Value(text: $0.element.text, type: $0.element.type, isExact: isExact[$0.offset])
    }
    var written = Written("(\(text))", Frame(base: .columns, names: known))
    written.isShaped = true
    written.columns = known
    return written
  }
}
