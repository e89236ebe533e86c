/// One clause, with the comments that stand before it.
package struct Clause: Equatable, Sendable {
  package var comments: [String]
  package var kind: ClauseKind

  package init(comments: [String] = [], kind: ClauseKind) {
    self.comments = comments
    self.kind = kind
  }
}

package enum ClauseKind: Equatable, Sendable {
  case `where`(Expression)
  case add([AddItem])
  case each(Path, alias: Name?)
  case groupBy([GroupKey])
  case pivot(GroupKey, by: GroupKey)
  case select([SelectItem])
  case orderBy([OrderKey])
  case top(Located<Count>, per: [Path], by: [OrderKey])
  case limit(Located<Count>, offset: Located<Count>?)
  case distinct
  case totals
}

package struct AddItem: Equatable, Sendable {
  package var name: Name
  package var expression: Expression

  package init(name: Name, expression: Expression) {
    self.name = name
    self.expression = expression
  }
}

/// `groupkey = [ "each" ] sum [ "as" NAME ]`
package struct GroupKey: Equatable, Sendable {
  package var isEach: Bool
  package var expression: Expression
  package var alias: Name?

  package init(isEach: Bool = false, expression: Expression, alias: Name? = nil) {
    self.isEach = isEach
    self.expression = expression
    self.alias = alias
  }
}

/// `item = "*" | expr [ "as" NAME ]`
package enum SelectItem: Equatable, Sendable {
  case all(Located<AllFields>)
  case expression(Expression, alias: Name?)
}

/// The `*` of a `select`.
package struct AllFields: Equatable, Sendable {
  package init() {}
}

package struct OrderKey: Equatable, Sendable {
  package var expression: Expression
  /// nil where neither `asc` nor `desc` was written.
  package var direction: OrderDirection?

  package init(expression: Expression, direction: OrderDirection? = nil) {
    self.expression = expression
    self.direction = direction
  }
}

package enum OrderDirection: String, CaseIterable, Sendable { case ascending = "asc", descending = "desc" }

/// `COUNT = INT | PARAM`
package enum Count: Equatable, Sendable {
  case number(Int)
  case parameter(String)
}
