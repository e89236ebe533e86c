import Binding
import Plan

/// Puts the bound expressions and conditions of one frame into English.
struct Wording {
  /// What the rows are; nil where they are no items.
  var entity: Entity?
  /// What the rows are called: "actions", "groups".
  var rows: String
  /// What each slot of the frame is, as words that stand after "whose" and "the".
  var slots: [String] = []
  /// The slots whose words are no noun but stand alone: "the impact times the likelihood".
  var longSlots: Set<Int> = []
  /// Slots by what several of them are called.
  var plurals: [Int: String] = [:]
  /// Slots that are conditions.
  var conditions: [Int: BoundCondition] = [:]
  /// What the member itself is called, inside the brackets of a list of values.
  var isMember = false
  /// Stands before a member of a list: "each" where all count, "some" where one is enough.
  var quantifier = "each"
  /// The words follow one thing, not several: "its own", "that is a group".
  var isSingular = false
  /// The words before a list of a party say which it is: "leading actions", but "actions they lead".
  var isLinked = false
  /// The words follow "a lead …", where a second "with …" could be read as of something else: "that has …".
  var isRelative = false
  /// Names that stand for a longer expression.
  var names: ComputedNames
  /// How deep the words are in the tree; beyond the limit they are left out.
  private var depth = 0

  private static let depthLimit = 40

  init(entity: Entity?, rows: String, names: ComputedNames) {
    self.entity = entity
    self.rows = rows
    self.names = names
  }

  init(entity: Entity, names: ComputedNames) {
    self.init(entity: entity, rows: Schema[entity].name, names: names)
  }

  /// The frame of what a list or a path gives.
  func entering(_ type: ValueType, isSingular: Bool = true) -> Wording {
    var inner = self
    inner.isSingular = isSingular
    inner.slots = []
    inner.longSlots = []
    inner.plurals = [:]
    inner.conditions = [:]
    inner.isRelative = false
    inner.isLinked = false
    if case .item(let entity) = type.element {
      inner.entity = entity
      inner.rows = Schema[entity].name
      inner.isMember = false
    } else {
      inner.entity = nil
      inner.rows = "values"
      inner.isMember = true
    }
    return inner
  }

  /// What one of the rows is called.
  var row: String {
    if let entity, rows == Schema[entity].name { return Schema[entity].singular }
    return rows == "groups" ? "group" : "row"
  }

  /// What is said twice may be: words within words would double at every level.
  var isShallow: Bool { depth < 12 }

  /// A constant, with dates named by the financial years of the query.
  func said(_ constant: Constant, quoted: Bool = true) -> String {
    English.value(constant, quoted: quoted, startMonth: names.startMonth)
  }

  /// One level deeper; nil where it is too deep to say.
  var deeper: Wording? {
    var inner = self
    inner.depth += 1
    return inner.depth > Self.depthLimit ? nil : inner
  }
}

extension BoundExpression {
  /// Without what only changes the type: a label, a decimal, a list of one.
  var plain: BoundExpression {
    var current = self
    while case .convert(let conversion, let inner) = current.kind {
      switch conversion {
      case .label, .integerToDecimal, .toList: current = inner
      case .earliest, .latest: return current
      }
    }
    return current
  }

  var constant: Constant? { if case .constant(let constant) = kind { constant } else { nil } }
}
