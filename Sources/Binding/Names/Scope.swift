import Language
import Plan

/// What names mean at one place of a query.
struct Scope {
  enum Frame {
    /// Names are the fields of an item.
    case item(Entity)
    /// Inside the brackets of a list of values: the member has one name, or two.
    case member(ValueType, names: [String])
    /// After `distinct`: only the columns.
    case columns
    /// After `group by`: the keys, and aggregates over the rows of each group.
    case groups(Groups)
    /// A constant is asked for.
    case nothing
    /// After groups that could not be bound: what names mean is not known, and nothing more is told.
    case broken
  }

  /// A name that a clause gave: an alias, an `add`, a column.
  struct Named {
    var name: String
    /// nil where it could not be bound, which has been reported.
    var expression: BoundExpression?
    var isDetail = false
    /// Was not written, so that an alias may take its place.
    var isImplicit = false
  }

  var frame: Frame
  /// In the order of the query.
  private(set) var named: [Named] = []
  /// Where the first of each name stands, by the name in lower case.
  private var places: [String: Int] = [:]

  /// Some name is the spelling of a path (`objective.number`).
  private(set) var hasPaths = false

  init(_ frame: Frame) { self.frame = frame }

  func named(_ name: String) -> Named? { places[name.lowercased()].map { named[$0] } }

  /// A name in the place of a field or of another name of the same spelling.
  mutating func replace(_ new: Named) {
    places[new.name.lowercased()] = nil
    append(new)
  }

  /// Each name once, as it is meant now.
  var current: [Named] {
    named.enumerated().filter { places[$0.element.name.lowercased()] == $0.offset }.map(\.element)
  }

  mutating func append(_ new: Named) {
    let lower = new.name.lowercased()
    if places[lower].map({ named[$0].isImplicit }) ?? true { places[lower] = named.count }
    if lower.contains(where: { $0 == "." || $0 == "[" }) { hasPaths = true }
    named.append(new)
  }

  /// Names are columns, which have no item behind them.
  var isOfColumns: Bool {
    switch frame {
    case .columns, .groups: true
    case .item, .member, .nothing, .broken: false
    }
  }

  var entity: Entity? { if case .item(let entity) = frame { entity } else { nil } }
}

/// The name by which a condition or date asks for the day of the query.
let asAtName = "as_at"

extension BindingEnvironment {
  /// The names that a frame has, in the order of the schema, then of the query.
  func names(in scope: Scope) -> [String] {
    let given = scope.named.map(\.name)
    switch scope.frame {
    case .item(let entity): return fieldNames(of: entity) + given
    case .member(_, let names): return names
    case .columns, .groups: return given
    case .nothing, .broken: return []
    }
  }

  /// The name that someone may have meant: one of the frame, another name of a field, or `as_at`.
  func nearest(to name: String, in scope: Scope, besides other: String? = nil) -> String? {
    let others = scope.entity.map { Schema[$0].fields.flatMap(\.aliases) } ?? []
    let names = (names(in: scope) + others + [asAtName]).filter { $0.lowercased() != other?.lowercased() }
    return Nearest.name(to: name, among: names)
  }

  /// The fields of an entity, then its computed fields, each once.
  func fieldNames(of entity: Entity) -> [String] {
    var names = Schema[entity].fields.map(\.name)
    for definition in definitions where definition.entity == entity && !names.contains(definition.name) {
      names.append(definition.name)
    }
    return names
  }

  /// Whether a name is a field, another name of one, a computed field, or `as_at`.
  func isTaken(_ name: String, in entity: Entity) -> Bool {
    Schema[entity].index(of: name) != nil || definition(entity, name) != nil || name.lowercased() == asAtName
  }
}
