import Language
import Plan

/// `each`, `top` and `pivot`.
extension QueryState {
  // MARK: - Each

  /// Without an alias the member has the name of its list, brackets left out, which now means the member.
  mutating func each(_ path: Path, alias: Name?) throws(Failure) {
    let plain = Path(
      steps: path.steps.map { PathStep(name: $0.name, arguments: $0.arguments, range: $0.range) },
      range: path.range)
    let name = alias?.node ?? LanguageText.spelling(plain)
    isShaped = true
    do throws(Failure) {
      if let alias { try checkAlias(alias) }
      let list = try binder.value(Expression(.path(path), path.range))
      guard list.type.isList else {
        throw Failure(.eachValue(path.range, LanguageText.spelling(path), list.type))
      }
      steps.append(.each(list))
      let member = BoundExpression(.slot(slotCount), type: list.type.element, range: path.range)
      slotCount += 1
      let isStar = scope.entity.map {
        Schema[$0].star.contains { $0 == Schema[scope.entity ?? .plan].index(of: name) }
      }
      scope.replace(.init(name: name, expression: member))
      if case .columns = scope.frame { return }
      if isStar != true { added.append(BoundOutput(name: name, expression: member)) }
    } catch {
      scope.replace(.init(name: name, expression: nil))
      throw error
    }
  }

  // MARK: - Top

  /// In the order of what stands after `per`, then of the keys.
  mutating func top(_ count: Located<Count>, per: [Path], by keys: [OrderKey]) throws(Failure) {
    var sets: [BoundExpression] = []
    for path in per {
      context.collecting { () throws(Failure) in
        let value = try binder.value(Expression(.path(path), path.range)).labelled
        let text = LanguageText.spelling(path)
        if value.isConstant { throw Failure(.constantGroup(path.range, text)) }
        if value.type.isList { throw Failure(.listPer(path.range, text)) }
        sets.append(value)
      }
    }
    let keys = sets.map { BoundKey(expression: $0, isDescending: false) } + bound(keys)
    steps.append(.order(keys))
    let count = try whole(count)
    steps.append(per.isEmpty ? .limit(count: count, offset: 0) : .limitPer(count: count, sets))
  }

  // MARK: - Pivot

  /// Cells count until a `select` says otherwise; on a heat map those of two scales list.
  mutating func pivot(_ row: GroupKey, by column: GroupKey) {
    let names = [row, column].map { $0.alias?.node ?? LanguageText.spelling($0.expression) }
    let range = context.clauseRange
    guard let keys = groupKeys([row, column]) else { return breakItems() }
    group(keys, names: names, isComplete: true)
    guard case .groups(let groups) = scope.frame else { return }
    context.collecting { () throws(Failure) in
      pivotCell = if let cell = listedCell(keys) { cell } else { try binder.rowCount(groups, range) }
      pivotColumnKey = names[1]
      let key = BoundExpression(.slot(0), type: keys[0].shownType, range: keys[0].expression.range)
      selected = [BoundOutput(name: names[0], expression: key)]
    }
  }

  private func listedCell(_ keys: [BoundGroupKey]) -> BoundExpression? {
    guard context.environment.listsScales, keys.allSatisfy(\.isScale),
      let list = LanguageText.expression("list(ref)")
    else { return nil }
    // What has no ref is counted.
    return try? binder.value(list)
  }

  mutating func selectCell(_ items: [SelectItem]) throws(Failure) {
    guard items.count == 1, case .expression(let expression, _) = items[0] else {
      throw Failure(.pivotSelect(context.clauseRange))
    }
    let cell = try binder.value(expression)
    if case .slot(0...1) = cell.kind { throw Failure(.pivotSelect(context.clauseRange)) }
    if cell.isConstant { throw Failure(.pivotSelect(context.clauseRange)) }
    pivotCell = cell
  }
}
