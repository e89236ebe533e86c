package import Language
package import Plan

/// What could stand in the hole of a text that is being typed (`Hole`): the names that the frame there has, and the
/// type that what stands beside it asks for.
package struct HoleScope: Sendable {
  package enum Kind: Hashable, Sendable { case field, computed, column, member }

  package struct Name: Sendable {
    package var text: String
    package var kind: Kind
    package var type: ValueType?
    package var help: String
  }

  /// In the order of the schema, then of the query.
  package var names: [Name] = []
  /// A value begins there, so that it may be a function's.
  package var beginsValue = false
  /// The type that the other side of a comparison, or a function, asks for.
  package var expected: ValueType?
  /// The other side of the comparison.
  package var beside: BoundExpression?
  /// The list in whose brackets it stands.
  package var brackets: BoundExpression?
  /// How many mistakes the text has.
  package var mistakes = 0
  /// There is a hole that something could stand in.
  package var isFound = false

  package init() {}
}

/// Keeps what the binder knows where it meets the hole.
final class HoleProbe {
  var scope = HoleScope()
  var beside: BoundExpression?
  var brackets: BoundExpression?

  func found(_ names: [HoleScope.Name], beginsValue: Bool, expecting: ValueType?) {
    scope.isFound = true
    scope.names = names
    scope.beginsValue = beginsValue
    scope.expected = expecting
    scope.beside = expecting == nil ? nil : beside
    scope.brackets = brackets
  }
}

extension Binder {
  /// What could stand in the hole of a statement, and how many mistakes there are beside it.
  package func hole(in statement: StatementKind) -> HoleScope {
    var environment = environment
    if case .view(_, let parameters, _) = statement {
      for name in parameters {
        environment.parameters.append(Parameter(name: name.node, value: .blank, type: .text, isUntyped: true))
      }
    }
    let context = BindingContext(environment: environment)
    let probe = HoleProbe()
    context.probe = probe
    context.collecting { () throws(Failure) in
      switch statement {
      case .query(let query), .expect(_, let query), .explain(_, let query), .view(_, _, let query):
        _ = try QueryState(query, context).finish()
      case .letParameter(_, let expression):
        _ = try ExpressionBinder(context: context, scope: Scope(.nothing)).value(expression)
      case .def(let entity, _, let expression):
        guard let description = Schema.source(named: entity.node) else { return }
        _ = try ExpressionBinder(context: context, scope: Scope(.item(description.entity))).value(expression)
      }
    }
    probe.scope.mistakes = context.diagnostics.count
    return probe.scope
  }
}

extension ExpressionBinder {
  /// Whether a name is the hole; what could stand there is kept then.
  func isHole(_ name: String, expecting: ValueType? = nil) -> Bool {
    guard name == Hole.name else { return false }
    context.probe?.found(holeNames, beginsValue: true, expecting: expecting)
    return true
  }

  /// The same of a step of a path behind `owner`.
  func isHole(_ name: String, behind owner: BoundExpression) -> Bool {
    guard name == Hole.name else { return false }
    var names: [HoleScope.Name] = []
    if case .item(let entity) = owner.type.element { names = entering(.item(entity)).fieldNames(of: entity) }
    if owner.type.isList {
      for end in ["first", "last"] {
        names.append(.init(text: end, kind: .member, type: owner.type.element, help: ""))
      }
    }
    context.probe?.found(names, beginsValue: false, expecting: nil)
    return true
  }

  private var holeNames: [HoleScope.Name] {
    let given = scope.current.map {
      HoleScope.Name(text: $0.name, kind: .column, type: $0.expression?.type, help: "")
    }
    switch scope.frame {
    case .item(let entity): return fieldNames(of: entity) + given
    case .member(let type, let names):
      return names.map { HoleScope.Name(text: $0, kind: .member, type: type, help: "") }
    case .columns, .groups: return given
    case .nothing, .broken: return []
    }
  }

  private func fieldNames(of entity: Entity) -> [HoleScope.Name] {
    var names: [HoleScope.Name] = []
    for field in Schema[entity].fields {
      names.append(.init(text: field.name, kind: .field, type: field.type, help: field.help))
      for alias in field.aliases {
        names.append(.init(text: alias, kind: .field, type: field.type, help: field.help))
      }
    }
    for definition in environment.definitions where definition.entity == entity {
      guard !names.contains(where: { $0.text == definition.name }) else { continue }
      let type = try? ExpressionBinder(
        context: BindingContext(environment: environment), scope: Scope(.item(entity))
      ).expand(definition, SourceRange(0, 0)).type
      names.append(
        .init(text: definition.name, kind: .computed, type: type, help: "= " + definition.formula))
    }
    return names
  }
}
