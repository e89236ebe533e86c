import Language
import Plan

/// `select`, `add` and the columns of a query.
extension QueryState {
  /// The columns as they stand: the last `select`, else all of the item or frame.
  var outputs: [BoundOutput] {
    if let selected { return selected }
    return star(SourceRange(0, 0)) + added
  }

  /// The columns of `*`: the stored fields in the schema's order, or after `distinct` the columns.
  func star(_ range: SourceRange) -> [BoundOutput] {
    guard let entity = scope.entity else { return columnOutputs }
    return Schema[entity].star.map { index in
      let id = FieldID(entity: entity, index: index)
      let field = Schema.field(id)
      return BoundOutput(
        name: field.name, expression: BoundExpression(.field(id), type: field.type, range: range),
        isDetail: field.isDetail)
    }
  }

  var columnOutputs: [BoundOutput] {
    scope.named.compactMap { named in
      named.expression.map { BoundOutput(name: named.name, expression: $0, isDetail: named.isDetail) }
    }
  }

  // MARK: - Add

  mutating func add(_ items: [AddItem]) {
    for item in items {
      var expression: BoundExpression?
      context.collecting { () throws(Failure) in
        try checkAlias(item.name)
        expression = try binder.value(item.expression)
      }
      let kept = expression.map { keep($0) }
      scope.append(.init(name: item.name.node, expression: kept))
      guard let kept else { continue }
      let output = BoundOutput(name: item.name.node, expression: kept)
      if selected != nil {
        selected?.append(output)
      } else if case .item = scope.frame {
        added.append(output)
      }
    }
  }

  /// An alias may not hide a field, nor another alias.
  private func checkAlias(_ name: Name) throws(Failure) {
    if let entity = scope.entity, context.environment.isTaken(name.node, in: entity) {
      throw Failure(.aliasHidesField(name.range, name.node, entity: Schema[entity].name))
    }
    if name.node.lowercased() == asAtName {
      throw Failure(.aliasHidesField(name.range, name.node, entity: nil))
    }
    if scope.named(name.node) != nil {
      throw Failure(.duplicateName(name.range, name.node, replacement: nil))
    }
  }

  // MARK: - Select

  mutating func select(_ items: [SelectItem]) {
    // Names within one `select` mean what they meant before it.
    let before = binder
    var columns: [BoundOutput] = []
    var places: Set<String> = []
    for item in items {
      context.collecting { () throws(Failure) in
        for column in try bound(item, before) {
          if !places.insert(column.output.name.lowercased()).inserted {
            throw Failure(duplicate(column, item))
          }
          columns.append(column.output)
        }
      }
    }
    selected = columns
    added = []
  }

  private struct Selected {
    var output: BoundOutput
    var range: SourceRange
  }

  private mutating func bound(
    _ item: SelectItem, _ before: ExpressionBinder
  ) throws(Failure) -> [Selected] {
    switch item {
    case .all(let star):
      return self.star(star.range).map { Selected(output: $0, range: star.range) }
    case .expression(let expression, let alias?):
      var value: BoundExpression?
      do {
        try checkAlias(alias)
        value = try before.value(expression)
      } catch {
        scope.append(.init(name: alias.node, expression: nil))
        throw error
      }
      guard let value else { return [] }
      let kept = keep(value)
      scope.append(.init(name: alias.node, expression: kept))
      return [Selected(output: BoundOutput(name: alias.node, expression: kept), range: alias.range)]
    case .expression(let expression, nil):
      let value = try before.value(expression)
      let name = LanguageText.spelling(expression)
      return [Selected(output: BoundOutput(name: name, expression: value), range: expression.range)]
    }
  }

  /// Two columns of one name: the second is offered another.
  private func duplicate(_ column: Selected, _ item: SelectItem) -> Diagnostic {
    var replacement: String?
    if case .expression(let expression, nil) = item {
      let letters = column.output.name.unicodeScalars.map { scalar -> Character in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
      }
      replacement = "\(LanguageText.spelling(expression)) as \(String(letters))_2"
    }
    return .duplicateName(column.range, column.output.name, replacement: replacement)
  }
}
