/// A syntax tree → its canonical text: keywords in lower case, one blank between words, strings and patterns escaped
/// anew, parentheses where precedence needs them. `Parser.parse` gives the same tree for it, comments included.
///
/// A statement that has no comments and fits `lineWidth` columns is one line; a longer one has a line for each clause.
package enum Printer {
  package static let lineWidth = 100

  package static func print(_ script: Script) -> String {
    var layout = Layout()
    for (index, statement) in script.statements.enumerated() {
      if index > 0 {
        // Without it the line would be read as a clause of the statement before.
        if layout.statementContinues(statement.node) { layout.append(";") }
        layout.breakLine()
      }
      layout.statement(statement.node)
    }
    if let pipe = script.pipe {
      layout.append(script.statements.isEmpty ? "| " + pipe.node : " | " + pipe.node)
    }
    for comment in script.trailingComments {
      if !layout.text.isEmpty { layout.breakLine() }
      layout.append(comment.isEmpty ? "#" : "# " + comment)
    }
    return layout.text
  }

  package static func print(_ statement: Statement) -> String {
    var layout = Layout()
    layout.statement(statement)
    return layout.text
  }

  package static func print(_ query: Query) -> String {
    var layout = Layout()
    layout.query(query)
    return layout.text
  }

  package static func print(_ expression: Expression) -> String {
    var inline = Inline()
    inline.expression(expression, within: .or)
    return inline.text
  }

  package static func print(_ path: Path) -> String {
    var inline = Inline()
    inline.path(path)
    return inline.text
  }

  package static func print(_ clause: Clause) -> String {
    var inline = Inline()
    inline.clause(clause.kind)
    return inline.text
  }
}

/// Statements and queries over lines.
struct Layout {
  var text = ""
  private var indent = 0

  mutating func append(_ string: String) { text += string }

  mutating func breakLine() { text += "\n" + String(repeating: "  ", count: indent) }

  private mutating func comments(_ comments: [String]) {
    for comment in comments {
      append(comment.isEmpty ? "#" : "# " + comment)
      breakLine()
    }
  }

  /// Whether a statement begins with a word that would go on the one before.
  func statementContinues(_ statement: Statement) -> Bool {
    guard case .query(let query) = statement.kind, case .source(let source) = query.first.source else {
      return false
    }
    return Keyword(spelling: source.name.node)?.continuesStatement == true
  }

  mutating func statement(_ statement: Statement) {
    comments(statement.comments)
    switch statement.kind {
    case .letParameter(let name, let value):
      append("let $\(name.node) = \(Printer.print(value))")
    case .view(let name, let parameters, let query):
      let list = parameters.map { "$" + $0.node }.joined(separator: ", ")
      prefixed("view \(name.node)\(parameters.isEmpty ? "" : "(\(list))") =", query)
    case .def(let entity, let field, let value):
      append("def \(entity.node).\(field.node) = \(Printer.print(value))")
    case .expect(let expectation, let query):
      let word =
        switch expectation.node {
        case .none: "none"
        case .some: "some"
        case .count(let count): String(count)
        }
      prefixed("expect \(word)", query)
    case .explain(let explanation, let query):
      switch explanation.node {
      case .meaning: prefixed("explain", query)
      case .sql(let dialect): prefixed("explain sql" + (dialect.map { " " + $0.node } ?? ""), query)
      }
    case .query(let query):
      self.query(query)
    }
  }

  private mutating func prefixed(_ prefix: String, _ query: Query) {
    append(prefix + " ")
    self.query(query, room: Printer.lineWidth - prefix.unicodeScalars.count - 1)
  }

  mutating func query(_ query: Query, room: Int = Printer.lineWidth) {
    if !query.hasComments {
      var inline = Inline()
      inline.query(query)
      if inline.text.unicodeScalars.count <= room - indent * 2 {
        append(inline.text)
        return
      }
    }
    term(query.first)
    for continuation in query.rest {
      breakLine()
      append(continuation.operation.node.rawValue)
      breakLine()
      term(continuation.term)
    }
  }

  private mutating func term(_ term: Term) {
    switch term.source {
    case .source(let source):
      var inline = Inline()
      inline.source(source)
      append(inline.text)
    case .parenthesized(let query):
      append("(")
      indent += 1
      breakLine()
      self.query(query)
      indent -= 1
      breakLine()
      append(")")
    }
    for clause in term.clauses {
      breakLine()
      comments(clause.node.comments)
      var inline = Inline()
      inline.clause(clause.node.kind)
      append(inline.text)
    }
  }
}

extension Query {
  fileprivate var hasComments: Bool { ([first] + rest.map(\.term)).contains(where: \.hasComments) }
}

extension Term {
  fileprivate var hasComments: Bool {
    if clauses.contains(where: { !$0.node.comments.isEmpty }) { return true }
    if case .parenthesized(let query) = source { return query.hasComments }
    return false
  }
}
