import Language
import Plan

/// Paths: a name of the frame, then a step at a time over fields, brackets and functions.
extension ExpressionBinder {
  /// Steps and brackets together: each multiplies what the run has to walk through.
  static let maximumPathLength = 16

  func value(_ path: Path, expecting: ValueType?) throws(Failure) -> BoundExpression {
    if let word = path.bareword { return try bareword(word, path.range, expecting: expecting) }
    return try self.path(path.steps, path.range)
  }

  /// Binds steps of a path with their brackets.
  func path(_ steps: [PathStep], _ range: SourceRange) throws(Failure) -> BoundExpression {
    try checkLength(steps, range)
    guard let first = steps.first else { throw Failure(.notConstant(range)) }
    var current: BoundExpression
    var done = 1
    if let (known, length) = try longestKnown(steps) {
      current = known
      done = length
    } else if let arguments = first.arguments {
      current = try call(first.name, arguments, first.range)
    } else {
      current = try name(first.name.node, first.name.range)
    }
    if done == 1 { current = try filtered(current, first) }
    for (index, step) in steps.enumerated().dropFirst(done) {
      if step.arguments != nil {
        throw Failure(.functionInPath(step.range, step.name.node, path: spelling(steps.prefix(index))))
      }
      current = try self.step(current, step.name, owner: { spelling(steps.prefix(index)) })
      current = try filtered(current, step)
    }
    current.range = usedAt ?? range
    return current
  }

  /// The longest beginning of a path of several steps that names a column or member by its spelling.
  private func longestKnown(_ steps: [PathStep]) throws(Failure) -> (BoundExpression, Int)? {
    guard scope.hasPaths, steps.count > 1 else { return nil }
    for length in (2...steps.count).reversed() {
      guard let named = scope.named(spelling(steps.prefix(length))) else { continue }
      guard let expression = named.expression else { throw .reported }
      return (expression, length)
    }
    return nil
  }

  func checkLength(_ steps: [PathStep], _ range: SourceRange) throws(Failure) {
    let length = steps.reduce(0) { $0 + 1 + $1.filters.count }
    if length > Self.maximumPathLength { throw Failure(.pathTooLong(usedAt ?? range)) }
  }

  func spelling(_ steps: some Collection<PathStep>) -> String {
    LanguageText.spelling(Path(steps: Array(steps), range: SourceRange(0, 0)))
  }

  // MARK: - Names

  /// A bareword: a value of the expected enumeration, else a name of the frame.
  private func bareword(
    _ word: String, _ range: SourceRange, expecting: ValueType?
  ) throws(Failure) -> BoundExpression {
    if isHole(word, expecting: expecting) {
      guard let expecting else { throw .reported }
      return constant(.blank, expecting, range)
    }
    if case .enumeration(let enumeration) = expecting, let code = enumeration.code(of: word) {
      return constant(.choice(enumeration, code), .enumeration(enumeration), range)
    }
    if let known = try known(word, range) { return known }
    throw Failure(unknownBareword(word, range, expecting: expecting))
  }

  private func unknownBareword(_ word: String, _ range: SourceRange, expecting: ValueType?) -> Diagnostic {
    if case .nothing = scope.frame, expecting != .period { return .notConstantName(range, word) }
    let nearest = environment.nearest(to: word, in: scope, besides: otherSide)
    switch expecting {
    case .enumeration(let enumeration): return .unknownValue(range, word, of: enumeration)
    case .period:
      if let fix = DateWord.fix(for: word) { return .dateWord(range, word, replacement: fix) }
      if MonthName.number(of: word) != nil { return .monthWithoutYear(range, word) }
      if nearest == nil { return .notADate(range, word) }
    case .text: return .needsQuotes(range, word, nearest: nearest)
    case .item(let entity) where Schema.labelType(of: entity) == .text:
      return .needsQuotes(range, word, nearest: nearest)
    case .condition where ["true", "yes", "false", "no"].contains(word.lowercased()):
      return .conditionLiteral(range, word)
    default: break
    }
    return unknownName(word, range)
  }

  private func unknownName(_ word: String, _ range: SourceRange) -> Diagnostic {
    let names = environment.names(in: scope)
    let nearest = environment.nearest(to: word, in: scope, besides: otherSide)
    switch scope.frame {
    case .nothing, .broken: return .notConstantName(range, word)
    case .columns: return .endedItem(range, word, nearest: nearest, columns: scope.named.map(\.name))
    case .groups(let groups):
      // `number` for the key `objective.number`
      let ends = groups.keys.filter { $0.lowercased().hasSuffix("." + word.lowercased()) }
      let meant = ends.count == 1 ? ends[0] : nil
      if groups.isTaken(word, environment) {
        return .notAKey(range, word, keys: groups.keys, hasKeys: !groups.isWhole, meant: meant)
      }
      return .unknownColumn(range, word, nearest: meant ?? nearest, names: names)
    case .member(let type, _): return .unknownMember(range, word, type, nearest: nearest, names: names)
    case .item(let entity):
      return .unknownField(range, word, of: Schema[entity].name, nearest: nearest, names: names)
    }
  }

  func name(_ word: String, _ range: SourceRange) throws(Failure) -> BoundExpression {
    if isHole(word) { throw .reported }
    if let known = try known(word, range) { return known }
    throw Failure(unknownName(word, range))
  }

  /// nil where the frame knows no such name.
  func known(_ word: String, _ range: SourceRange) throws(Failure) -> BoundExpression? {
    let place = usedAt ?? range
    if let named = scope.named(word) {
      guard var expression = named.expression else { throw .reported }
      expression.range = place
      return expression
    }
    switch scope.frame {
    case .item(let entity):
      if let index = Schema[entity].index(of: word) {
        let id = FieldID(entity: entity, index: index)
        return BoundExpression(.field(id), type: Schema.field(id).type, range: place)
      }
      if let definition = environment.definition(entity, word) { return try expand(definition, range) }
    case .member(let type, let names):
      if names.contains(word.lowercased()) { return BoundExpression(.member, type: type, range: place) }
    case .broken: throw .reported
    case .columns, .groups, .nothing: break
    }
    guard word.lowercased() == asAtName else { return nil }
    context.useDay()
    return constant(.period(Period(context.asAt)), .period, range)
  }

  // MARK: - Steps

  private func step(
    _ owner: BoundExpression, _ name: Name, owner text: () -> String
  ) throws(Failure) -> BoundExpression {
    if isHole(name.node, behind: owner) { throw .reported }
    if case .item(let entity) = owner.type.element {
      let inner = entering(.item(entity))
      if let value = try inner.knownField(name.node, name.range) { return through(owner, value) }
    }
    if owner.type.isList, let end = ListEnd(rawValue: name.node.lowercased()) {
      return end.of(owner)
    }
    switch owner.type.element {
    case .item(let entity):
      let names = environment.fieldNames(of: entity)
      throw Failure(
        .unknownField(
          name.range, name.node, of: Schema[entity].name, nearest: Nearest.name(to: name.node, among: names),
          names: names))
    default:
      throw Failure(.noFields(name.range, name.node, owner: text(), type: owner.type))
    }
  }

  /// As `known`, without `as_at`, which belongs to no item.
  private func knownField(_ word: String, _ range: SourceRange) throws(Failure) -> BoundExpression? {
    word.lowercased() == asAtName ? nil : try known(word, range)
  }

  private func through(_ owner: BoundExpression, _ value: BoundExpression) -> BoundExpression {
    let type = owner.type.isList ? ValueType.list(value.type.element) : value.type
    return BoundExpression(.through(owner, value), type: type, range: value.range)
  }

  // MARK: - Brackets

  private func filtered(_ owner: BoundExpression, _ step: PathStep) throws(Failure) -> BoundExpression {
    try filtered(owner, step, step.filters[...])
  }

  func filtered(
    _ owner: BoundExpression, _ step: PathStep, _ filters: ArraySlice<Expression>
  ) throws(Failure) -> BoundExpression {
    guard !filters.isEmpty else { return owner }
    var current = try list(owner, step)
    let outer = context.probe?.brackets
    defer { context.probe?.brackets = outer }
    for filter in filters {
      let condition = try memberBinder(of: current, step).condition(filter)
      current = BoundExpression(.filtered(current, condition), type: current.type, range: owner.range)
    }
    return current
  }

  /// A list, or a single item as a list of one.
  func list(_ owner: BoundExpression, _ step: PathStep) throws(Failure) -> BoundExpression {
    if owner.type.isList { return owner }
    guard case .item = owner.type else {
      throw Failure(.notAList(step.name.range, step.name.node, owner.type))
    }
    return owner.asList
  }

  /// In brackets names belong to the child (language.md, lists on both sides).
  func memberBinder(of list: BoundExpression, _ step: PathStep) -> ExpressionBinder {
    context.probe?.brackets = list
    if case .item(let entity) = list.type.element { return entering(.item(entity)) }
    let typeName = list.type.element == .period ? "period" : "value"
    return entering(.member(list.type.element, names: [typeName, step.name.node.lowercased()]))
  }
}

/// `due.first` and `due.last` are the earliest and the latest; of other lists, the first and last member.
private enum ListEnd: String {
  case first, last

  func of(_ list: BoundExpression) -> BoundExpression {
    if list.type.element == .period {
      let conversion = self == .first ? Conversion.earliest : .latest
      return BoundExpression(.convert(conversion, list), type: .period, range: list.range)
    }
    return BoundExpression(
      .call(self == .first ? .first : .last, [list]), type: list.type.element, range: list.range)
  }
}

extension BoundExpression {
  var asList: BoundExpression {
    if type.isList { return self }
    // A blank that was written is the empty list; a condition worked out to be blank would be a list of one `no`.
    if constant == .blank { return BoundExpression(kind, type: .list(type), range: range) }
    return BoundExpression(.convert(.toList, self), type: .list(type), range: range)
  }
}
