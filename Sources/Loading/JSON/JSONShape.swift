import Plan

/// What the objects of a plan file may hold, derived from `Schema`: the one table that reader, writer and published
/// schema share. An item's keys are its stored fields and, nested, the lists of the items that belong to it.
final class JSONShape: Sendable {
  enum Kind: Equatable, Sendable {
    case text
    case integer
    case choice(Enumeration)
    case period
    case periods
    case parties
    /// One object.
    case item(Entity)
    /// A list of objects.
    case items(Entity)
  }

  /// It holds no text and no reference, because one is handed over for every value of a file.
  struct Member: Sendable {
    /// The field's place in the schema; nil for the keys of the whole file.
    let field: FieldID?
    let kind: Kind
    /// What it says about when an action is due.
    let completionPart: CompletionPart?

    init(field: FieldID?, kind: Kind) {
      self.field = field
      self.kind = kind
      completionPart = field.flatMap { CompletionPart(Schema.field($0).name, of: $0.entity) }
    }

    var name: String {
      if let field { return Schema.field(field).name }
      return entity.map { Schema[$0].name } ?? ""
    }

    var help: String {
      if let field { return Schema.field(field).help }
      switch entity {
      case .indicators, .actions, .risks: return "\(name) that belong to no objective"
      case .targets: return "targets that belong to no indicator"
      default: return entity.map { Schema[$0].help } ?? ""
      }
    }

    /// The entity of an item or a list of items.
    private var entity: Entity? {
      switch kind {
      case .item(let entity), .items(let entity): entity
      default: nil
      }
    }
  }

  /// A key or another name for one: its bytes in `keyBytes`, and the member it stands for.
  private struct Key: Sendable {
    var start: Int
    var end: Int
    var member: Int
  }

  /// nil for the whole file.
  let entity: Entity?
  let members: [Member]
  /// What a plain string stands for where an item is expected: an officer's name.
  let plainLabel: Member?
  private let keys: [Key]
  private let keyBytes: [UInt8]
  /// The members' keys as planq writes them.
  private let written: [JSONKeyWord]

  private init(_ entity: Entity?, _ members: [Member]) {
    self.entity = entity
    self.members = members
    plainLabel = entity == .officers ? members.first { $0.name == "name" } : nil
    var keys: [Key] = []
    var bytes: [UInt8] = []
    func add(_ name: String, _ member: Int) {
      let start = bytes.count
      bytes.append(contentsOf: name.utf8)
      keys.append(Key(start: start, end: bytes.count, member: member))
    }
    for (index, member) in members.enumerated() { add(member.name, index) }
    for (index, member) in members.enumerated() {
      for alias in member.field.map({ Schema.field($0).aliases }) ?? [] { add(alias, index) }
    }
    self.keys = keys
    keyBytes = bytes
    written = members.map { JSONKeyWord($0.name) }
  }

  /// The member whose key comes next, tried from `predicted` on, where it is written with its colon and without
  /// escapes; nil where it is another key, or is written otherwise.
  @inline(__always) func member(_ words: (low: UInt64, high: UInt64), from predicted: Int) -> Int? {
    var index = predicted
    while index < written.count {
      if written[index].matches(words) { return index }
      index &+= 1
    }
    return nil
  }

  /// How many bytes a member's key takes with its quotes and its colon.
  @inline(__always) func writtenLength(_ member: Int) -> Int { written[member].length }

  /// The index of a key, tried from the one of `predicted` on; nil where there is none.
  func key(named text: UnsafeBufferPointer<UInt8>, predicted: Int) -> Int? {
    for index in predicted..<max(predicted, keys.count) where matches(keys[index], text) { return index }
    for index in 0..<min(predicted, keys.count) where matches(keys[index], text) { return index }
    return nil
  }

  /// The member that a key stands for.
  func member(ofKey key: Int) -> Int { keys[key].member }

  @inline(__always) private func matches(_ key: Key, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard key.end - key.start == text.count else { return false }
    for index in 0..<text.count where keyBytes[key.start + index] != text[index] { return false }
    return true
  }

  /// The index of a member.
  func index(of name: String) -> Int? { members.firstIndex { $0.name == name } }

  // MARK: - Words for errors

  /// How an error speaks of such an object: `an action`, `the plan file`.
  var owner: String {
    guard let entity else { return "the plan file" }
    if entity == .plan { return "the plan" }
    let name = Schema[entity].singular
    return (["a", "i", "o"].contains(name.first) ? "an " : "a ") + name
  }

  /// What is wrong with a key that is not among the members: a field that is not written, or a name that is none.
  func problem(withUnknown key: String) -> JSONProblem {
    if let entity, let field = Schema[entity].fields.first(where: { $0.name == key }) {
      if field.role == .parent, case .item(let parent) = field.type {
        return .keyNested(key, entity: Schema[entity].name, parent: Schema[parent].singular)
      }
      return .keyWorkedOut(key)
    }
    if entity == nil, Schema.sources.contains(where: { $0.name == key }) { return .keyWorkedOut(key) }
    let names = members.map(\.name)
    let aliases = members.flatMap { $0.field.map { Schema.field($0).aliases } ?? [] }
    return .keyUnknown(
      key, nearest: NearestKey.find(key, in: names + aliases), known: names, owner: owner)
  }

  /// What is wrong with a key whose member was given before, by the same key or by another name.
  func problem(withRepeated key: Int, isSame: Bool) -> JSONProblem {
    let key = keys[key]
    let written = String(decoding: keyBytes[key.start..<key.end], as: UTF8.self)
    let member = members[key.member]
    if isSame { return .duplicateKey(written) }
    let aliases = member.field.map { Schema.field($0).aliases } ?? []
    return .duplicateAlias(aliases.first ?? written, of: member.name)
  }

  // MARK: - The shapes of a plan file

  /// The whole file. Items that belong to no objective or indicator, which a damaged plan can have, stand in lists of
  /// their own beside the objectives.
  static let file = JSONShape(
    nil,
    [
      Member(field: nil, kind: .item(.plan)),
      Member(field: nil, kind: .items(.officers)),
      Member(field: nil, kind: .items(.objectives)),
      Member(field: nil, kind: .items(.indicators)),
      Member(field: nil, kind: .items(.targets)),
      Member(field: nil, kind: .items(.actions)),
      Member(field: nil, kind: .items(.risks)),
      Member(field: nil, kind: .items(.findings)),
    ])

  private static let shapes = makeAll()

  static subscript(entity: Entity) -> JSONShape { shapes[entity.rawValue] }

  /// The shapes of all entities, by raw value, for nobody else: threads that share an object slow each other down by
  /// counting the references to it.
  static func makeAll() -> [JSONShape] { Entity.allCases.map { JSONShape($0, members(of: $0)) } }

  /// The shapes that all may use.
  static var all: [JSONShape] { shapes }

  private static func members(of entity: Entity) -> [Member] {
    Schema[entity].fields.enumerated().compactMap { index, field in
      guard let kind = kind(of: field, in: entity) else { return nil }
      return Member(field: FieldID(entity: entity, index: index), kind: kind)
    }
  }

  private static func kind(of field: Field, in entity: Entity) -> Kind? {
    switch (field.role, field.type) {
    case (.stored, .text): .text
    case (.stored, .integer): .integer
    case (.stored, .enumeration(let enumeration)): .choice(enumeration)
    case (.stored, .period): .period
    case (.stored, .list(.period)): .periods
    case (.stored, .list(.item(.parties))): .parties
    case (.children, .list(.item(let child))) where belongs(child, to: entity): .items(child)
    default: nil
    }
  }

  private static func belongs(_ child: Entity, to entity: Entity) -> Bool {
    Schema[child].fields.contains { $0.role == .parent && $0.type == .item(entity) }
  }
}

/// A key in quotes and its colon as two words, to be compared with the next sixteen bytes at once.
struct JSONKeyWord: Sendable {
  private let low: UInt64
  private let high: UInt64
  private let lowMask: UInt64
  private let highMask: UInt64
  let length: Int

  init(_ name: String) {
    let bytes = Array("\"\(name)\":".utf8)
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    length = bytes.count
    low = word(bytes.prefix(8))
    high = word(bytes.dropFirst(8).prefix(8))
    // A longer key never matches, and is read as any other.
    let isShort = bytes.count <= 16
    lowMask = isShort ? ~0 >> UInt64(max(0, 64 - bytes.count * 8)) : 0
    highMask = isShort && bytes.count > 8 ? ~0 >> UInt64(max(0, 128 - bytes.count * 8)) : 0
  }

  @inline(__always) func matches(_ words: (low: UInt64, high: UInt64)) -> Bool {
    words.low & lowMask == low && words.high & highMask == high
  }
}
