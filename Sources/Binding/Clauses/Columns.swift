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
      // After `each lead` it is the member.
      if let member = scope.named(field.name)?.expression {
        return BoundOutput(name: field.name, expression: member, isDetail: field.isDetail)
      }
      return BoundOutput(
        name: field.name, expression: BoundExpression(.field(id), type: field.type, range: range),
        isDetail: field.isDetail)
    }
  }

  var columnOutputs: [BoundOutput] {
    let named =
      if case .groups(let groups) = scope.frame, !groups.isWhole {
        scope.current.filter { $0.isImplicit || groups.keys.contains($0.name) }
      } else {
        scope.current
      }
    return named.compactMap { named in
      named.expression.map { BoundOutput(name: named.name, expression: $0, isDetail: named.isDetail) }
    }
  }

  // MARK: - Add

  mutating func add(_ items: [AddItem]) {
    isShaped = true
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
      } else if case .columns = scope.frame {
        continue
      } else {
        added.append(output)
      }
    }
  }

  /// An alias may not hide a field, nor another alias.
  func checkAlias(_ name: Name) throws(Failure) {
    if let entity = scope.entity, context.environment.isTaken(name.node, in: entity) {
      throw Failure(.aliasHidesField(name.range, name.node, entity: Schema[entity].name))
    }
    if name.node.lowercased() == asAtName {
      throw Failure(.aliasHidesField(name.range, name.node, entity: nil))
    }
    if let named = scope.named(name.node), !named.isImplicit {
      throw Failure(.duplicateName(name.range, name.node, replacement: nil))
    }
  }

  // MARK: - Select

  mutating func select(_ items: [SelectItem]) {
    isShaped = true
    if isWhole(items) { group([], names: [], isComplete: false, isWhole: true) }
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

  /// Some item has an aggregate over all rows, so that all are one row.
  private func isWhole(_ items: [SelectItem]) -> Bool {
    if case .groups = scope.frame { return false }
    let probe = WholeProbe()
    for case .expression(let expression, _) in items where !probe.isFound {
      var looking = binder
      looking.wholeProbe = probe
      _ = try? looking.value(expression)
    }
    return probe.isFound
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
