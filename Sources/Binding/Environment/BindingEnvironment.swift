package import Language
package import Plan

/// What a session knows besides the schema when it binds a query.
package struct BindingEnvironment: Sendable {
  /// By name without the dollar sign; a later one of the same name counts.
  package var parameters: [Parameter]
  /// Set by `--as-at`; nil leaves `as_at` to be today.
  package var asAt: Day?
  /// The day of the clock.
  package var today: Day
  /// The month, 1 to 12, in which a financial year of a query begins.
  package var financialYearStart: Int
  /// The computed fields; a later one of the same name counts.
  package var definitions: [Definition] {
    get { ownDefinitions ?? Definition.builtIn }
    set { ownDefinitions = newValue }
  }
  /// nil for those of the schema, so that their formulas are parsed only where one is used.
  private var ownDefinitions: [Definition]?
  /// A later one of the same name counts.
  package var views: [View]
  /// A pivot of two scales (impact by likelihood) that has no `select` lists the refs of its items in the place of
  /// their number: what a heat map is looked at for.
  package var listsScales = false

  package init(
    parameters: [Parameter] = [], asAt: Day? = nil, today: Day,
    financialYearStart: Int = Period.planStartMonth, definitions: [Definition]? = nil,
    views: [View] = []
  ) {
    self.parameters = parameters
    self.asAt = asAt
    self.today = today
    self.financialYearStart =
      (1...12).contains(financialYearStart) ? financialYearStart : Period.planStartMonth
    ownDefinitions = definitions
    self.views = views
  }

  func parameter(named name: String) -> Parameter? {
    let lower = name.lowercased()
    return parameters.last { $0.name.lowercased() == lower }
  }

  func view(named name: String) -> View? {
    let lower = name.lowercased()
    return views.last { $0.name.lowercased() == lower }
  }

  func definition(_ entity: Entity, _ name: String) -> Definition? {
    let lower = name.lowercased()
    if ownDefinitions == nil,
      !Schema.computedFields.contains(where: { $0.entity == entity && $0.name == lower })
    {
      return nil
    }
    return definitions.last { $0.entity == entity && $0.name == lower }
  }
}

/// A query under a name, bound anew wherever it is used (language.md, Grammar: `view`).
package struct View: Sendable {
  /// As written.
  package var name: String
  /// Without the dollar sign.
  package var parameters: [String]
  package var query: Query

  package init(name: String, parameters: [String], query: Query) {
    self.name = name
    self.parameters = parameters
    self.query = query
  }
}

/// A computed field: a formula over the items of one entity, bound anew wherever it is used.
package struct Definition: Sendable {
  package var entity: Entity
  /// In lower case.
  package var name: String
  /// As written, for messages.
  package var formula: String
  package var expression: Expression

  package init(entity: Entity, name: String, formula: String, expression: Expression) {
    self.entity = entity
    self.name = name.lowercased()
    self.formula = formula
    self.expression = expression
  }

  /// The computed fields of the schema, which every session begins with.
  package static let builtIn: [Definition] = Schema.computedFields.compactMap { field in
    LanguageText.expression(field.formula).map {
      Definition(entity: field.entity, name: field.name, formula: field.formula, expression: $0)
    }
  }
}
