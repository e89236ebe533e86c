import Language
import Plan

/// The groups of a `group by`, of a `pivot`, or of a `select` of aggregates over all rows, while later clauses name
/// aggregates over them: each is gathered here once.
final class Groups {
  /// What names meant before, which they mean within aggregates.
  let before: Scope
  /// By the names that they have from here on.
  let keys: [String]
  /// One group of all rows, without keys.
  let isWhole: Bool
  private(set) var aggregates: [BoundAggregate] = []
  private var places: [String: Int] = [:]

  init(before: Scope, keys: [String], isWhole: Bool = false) {
    self.before = before
    self.keys = keys
    self.isWhole = isWhole
  }

  /// The slot of an aggregate, which is added unless one of the same spelling is there. A parameter may have another
  /// value within a view, so its spelling does not tell.
  func slot(
    _ kind: @autoclosure () throws(Failure) -> BoundAggregate.Kind, _ type: ValueType, spelling: String,
    _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    let place: Int
    if let known = places[spelling], !spelling.contains("$") {
      place = known
    } else {
      let aggregate = BoundAggregate(try kind(), type: type, range: range)
      place = aggregates.count
      aggregates.append(aggregate)
      places[spelling] = place
    }
    return BoundExpression(.slot(keys.count + place), type: aggregates[place].type, range: range)
  }

  /// Whether the frame before knew a name.
  func isTaken(_ name: String, _ environment: BindingEnvironment) -> Bool {
    if before.named(name) != nil { return true }
    // A closure over the environment here ends the optimizer of Swift 6.3.1 in a release build.
    guard let entity = before.entity else { return false }
    return environment.isTaken(name, in: entity)
  }
}

/// Tells that an expression has an aggregate over all rows.
final class WholeProbe {
  var isFound = false
}

// MARK: - Group by

extension QueryState {
  mutating func group(_ keys: [GroupKey]) {
    guard let bound = groupKeys(keys) else { return breakItems() }
    group(bound, names: keys.map(name), isComplete: false)
  }

  /// The columns are the keys, and `count`.
  mutating func group(_ keys: [BoundGroupKey], names: [String], isComplete: Bool, isWhole: Bool = false) {
    let groups = Groups(before: scope, keys: names, isWhole: isWhole)
    let size = context.append(groups)
    self.groups.append((groups, step: steps.count))
    steps.append(.group(BoundGrouping(keys: keys, aggregates: [], isComplete: isComplete)))
    endItems(names: [])
    scope.frame = .groups(groups)
    for (index, key) in keys.enumerated() {
      let slot = BoundExpression(.slot(index), type: key.shownType, range: key.expression.range)
      scope.append(.init(name: names[index], expression: slot))
    }
    if !isWhole {
      let count = try? groups.slot(.rows(nil), .integer, spelling: "count()", SourceRange(0, 0))
      if let count, scope.named("count") == nil {
        scope.append(.init(name: "count", expression: count, isImplicit: true))
      }
    }
    slotCount = keys.count + size
  }

  /// After groups that could not be bound.
  mutating func breakItems() {
    endItems(names: [])
    scope.frame = .broken
  }

  /// Names that could not be bound stay known, so that they are not reported again.
  mutating func endItems(names: [String]) {
    let broken = scope.named.filter { $0.expression == nil }
    scope = Scope(.columns)
    for name in broken { scope.append(name) }
    for name in names { scope.append(.init(name: name, expression: nil)) }
    selected = nil
    added = []
    isShaped = true
  }

  private func name(_ key: GroupKey) -> String {
    key.alias?.node ?? LanguageText.spelling(key.expression)
  }

  /// nil where one could not be bound.
  func groupKeys(_ keys: [GroupKey]) -> [BoundGroupKey]? {
    var bound: [BoundGroupKey] = []
    var names: Set<String> = []
    for key in keys {
      context.collecting { () throws(Failure) in
        if let alias = key.alias { try checkAlias(alias) }
        let name = self.name(key)
        if !names.insert(name.lowercased()).inserted {
          throw Failure(.duplicateName(key.alias?.range ?? key.expression.range, name, replacement: nil))
        }
        bound.append(try groupKey(key))
      }
    }
    return bound.count == keys.count ? bound : nil
  }

  private func groupKey(_ key: GroupKey) throws(Failure) -> BoundGroupKey {
    let value = try binder.value(key.expression)
    let text = LanguageText.spelling(key.expression)
    if value.isConstant { throw Failure(.constantGroup(key.expression.range, text)) }
    if key.isEach && !value.type.isList {
      throw Failure(.eachValue(key.expression.range, text, value.type))
    }
    if !key.isEach && value.type.isList {
      throw Failure(.listKey(key.expression.range, text))
    }
    return BoundGroupKey(expression: value, isEach: key.isEach, declared: value.declaredValues)
  }
}

extension BoundGroupKey {
  /// What the slot of the key holds.
  var shownType: ValueType { isEach ? expression.type.element : expression.type }
}

extension BoundExpression {
  /// Enumerations and scales have a closed set of values.
  fileprivate var declaredValues: [Constant] {
    if case .enumeration(let enumeration) = type.element {
      return (1...UInt8(truncatingIfNeeded: enumeration.values.count)).map { .choice(enumeration, $0) }
    }
    switch kind {
    case .field(let id): return Schema.field(id).scale.map { $0.map { .integer($0) } } ?? []
    case .through(_, let inner): return inner.declaredValues
    case .filtered(let list, _): return list.declaredValues
    default: return []
    }
  }
}
