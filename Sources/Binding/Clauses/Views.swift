package import Language
import Plan

/// The use of a view: its query is bound in the place of the source, its parameters as constants.
extension QueryState {
  init(_ view: View, _ source: Source, _ context: BindingContext) throws(Failure) {
    if context.viewNames.contains(view.name.lowercased()) {
      throw Failure(.recursiveView(source.name.range, context.viewNames + [view.name]))
    }
    if let search = source.search { throw Failure(.viewSearch(search.range, view.name)) }
    if let version = source.version { throw Failure(.notYet(version.range, "`@` with a version")) }
    let arguments = source.arguments ?? []
    guard arguments.count == view.parameters.count else {
      throw Failure(.viewArguments(source.name.range, view.name, view.parameters, found: arguments.count))
    }
    try context.countTerm(source.name.range)
    let binder = ExpressionBinder(context: context, scope: Scope(.nothing))
    var parameters: [Parameter] = []
    for (name, argument) in zip(view.parameters, arguments) {
      parameters.append(try binder.parameter(name, argument))
    }
    self = try context.within(view, source, parameters) { () throws(Failure) in
      try QueryState(view.query, context)
    }
  }
}

extension Binder {
  /// Takes `view name($a) = query` as parsed and gives the view for later environments. Throws where the name is
  /// that of an entity, or where a view without parameters cannot be bound; what depends on parameters is checked
  /// where the view is used.
  package func bindView(_ name: Name, parameters: [Name], _ query: Query) throws(Diagnostics) -> View {
    if Schema.source(named: name.node) != nil {
      throw Diagnostics([.viewName(name.range, name.node)])
    }
    var seen: Set<String> = []
    for parameter in parameters where !seen.insert(parameter.node.lowercased()).inserted {
      throw Diagnostics([.duplicateName(parameter.range, parameter.node, replacement: nil)])
    }
    if parameters.isEmpty {
      var inner = self
      inner.environment.views.removeAll { $0.name.lowercased() == name.node.lowercased() }
      _ = try inner.bind(query)
    }
    return View(name: name.node, parameters: parameters.map(\.node), query: query)
  }

  /// Takes `def entity.name = expression` as parsed and gives the computed field for later environments, which may
  /// take the place of another. Throws where a stored field has the name, or the expression cannot be bound.
  package func bindDefinition(
    entity: Name, field: Name, _ expression: Expression
  ) throws(Diagnostics) -> Definition {
    guard let description = Schema.source(named: entity.node) else {
      let names = Schema.sources.map(\.name)
      let nearest = Nearest.name(to: entity.node, among: names)
      throw Diagnostics([.unknownEntity(entity.range, entity.node, nearest: nearest, names: names)])
    }
    if description.index(of: field.node) != nil {
      throw Diagnostics([.storedField(field.range, field.node, entity: description.name)])
    }
    if field.node.lowercased() == asAtName {
      throw Diagnostics([.aliasHidesField(field.range, field.node, entity: nil)])
    }
    let context = BindingContext(environment: environment)
    var binder = ExpressionBinder(context: context, scope: Scope(.item(description.entity)))
    binder.expanding = ["\(description.name).\(field.node.lowercased())"]
    context.collecting { () throws(Failure) in _ = try binder.value(expression) }
    guard context.diagnostics.isEmpty else { throw context.failure() }
    return Definition(
      entity: description.entity, name: field.node, formula: LanguageText.spelling(expression),
      expression: expression)
  }
}
