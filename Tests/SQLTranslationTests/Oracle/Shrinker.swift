import Language

/// Makes a failing script shorter by leaving out statements and clauses while it still fails.
enum Shrinker {
  static func shortest(_ script: String, fails: (String) -> Bool) -> String {
    var current = Parser.parse(script).script
    var text = script
    var isShorter = true
    while isShorter {
      isShorter = false
      for candidate in shorter(current) {
        let written = Printer.print(candidate)
        if written.utf8.count < text.utf8.count, fails(written) {
          (current, text, isShorter) = (candidate, written, true)
          break
        }
      }
    }
    return text
  }

  private static func shorter(_ script: Script) -> [Script] {
    var scripts: [Script] = []
    for index in script.statements.indices.dropLast() {
      var less = script
      less.statements.remove(at: index)
      scripts.append(less)
    }
    for index in script.statements.indices {
      switch script.statements[index].node.kind {
      case .query(let query):
        for shorter in queries(query) {
          var less = script
          less.statements[index].node.kind = .query(shorter)
          scripts.append(less)
        }
      case .view(let name, let parameters, let query):
        for shorter in queries(query) {
          var less = script
          less.statements[index].node.kind = .view(name, parameters: parameters, shorter)
          scripts.append(less)
        }
      default: break
      }
    }
    return scripts
  }

  private static func queries(_ query: Query) -> [Query] {
    var queries = terms(query.first).map { term in
      var less = query
      less.first = term
      return less
    }
    for index in query.rest.indices {
      var less = query
      less.rest.remove(at: index)
      queries.append(less)
      queries.append(Query(first: query.rest[index].term, range: query.range))
      for term in terms(query.rest[index].term) {
        less = query
        less.rest[index].term = term
        queries.append(less)
      }
    }
    return queries
  }

  private static func terms(_ term: Term) -> [Term] {
    var terms: [Term] = []
    for index in term.clauses.indices {
      var less = term
      less.clauses.remove(at: index)
      terms.append(less)
      for clause in clauses(term.clauses[index].node.kind) {
        less = term
        less.clauses[index].node.kind = clause
        terms.append(less)
      }
    }
    if case .parenthesized(let inner) = term.source {
      for query in queries(inner) {
        var less = term
        less.source = .parenthesized(query)
        terms.append(less)
      }
      if inner.rest.isEmpty {
        var less = inner.first
        less.clauses += term.clauses
        terms.append(less)
      }
    }
    return terms
  }

  private static func clauses(_ clause: ClauseKind) -> [ClauseKind] {
    switch clause {
    case .where(let expression): parts(expression).map { .where($0) }
    case .select(let items): without(items).map { .select($0) }
    case .groupBy(let keys): without(keys).map { .groupBy($0) }
    case .add(let items): without(items).map { .add($0) }
    case .orderBy(let keys): without(keys).map { .orderBy($0) }
    default: []
    }
  }

  private static func without<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [] }
    return elements.indices.map { index in
      var less = elements
      less.remove(at: index)
      return less
    }
  }

  private static func parts(_ expression: Expression) -> [Expression] {
    switch expression.kind {
    case .and(let parts), .or(let parts): parts
    case .not(let part): [part]
    default: []
    }
  }
}
