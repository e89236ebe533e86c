/// A finding of `finish` itself, about one item.
struct ItemFinding {
  var rule: FindingRule
  var entity: Entity
  var row: Int
  var message: String
  /// 0 stands for the item's own line.
  var line: UInt32 = 0
}

/// The rows of the findings table. A finding that says what an earlier one said is dropped.
struct FindingTable {
  private struct Key {
    var rule: UInt32
    var entity: UInt32
    var ref: UInt32
    var message: UInt32

    var compact: UInt128 { CompactKey.make(rule, entity, ref, message) }
  }

  private let rules: NameDictionary
  private let entities: NameDictionary
  private let refs: NameDictionary
  private let messages: NameDictionary
  private var keys: [Key] = []
  private var severities: [UInt8] = []
  private var lines: [Int64] = []
  private var known: Set<UInt128> = []
  /// Findings that travelled in with the file and that count only if the checks find them again, with their lines.
  private var travelled: [UInt128: Int64] = [:]
  /// By rule code, whether a check finds it again; nil for those that were not met yet.
  private var isChecked: [Bool?] = []
  /// By entity, the code of its name; 0 for those that were not met yet.
  private var entityCodes = [UInt32](repeating: 0, count: Entity.allCases.count)

  init(limits: BuildLimits) {
    rules = NameDictionary(limits: limits)
    entities = NameDictionary(limits: limits)
    refs = NameDictionary(limits: limits)
    messages = NameDictionary(limits: limits)
  }

  var isEmpty: Bool { keys.isEmpty }

  /// Adds what a loader found.
  mutating func add(
    _ severity: Severity, rule: String, entity: Entity, ref: String, message: String, line: Int64
  ) {
    let key = Key(
      rule: rules.code(for: rule), entity: code(of: entity), ref: refs.code(for: ref),
      message: messages.code(for: message))
    if isChecked(rule, code: Int(key.rule)) {
      if travelled[key.compact] == nil { travelled[key.compact] = line }
    } else {
      append(key, severity: severity, line: line)
    }
  }

  /// Adds what was found here; `ref` is the item's ref as text.
  mutating func add(_ finding: ItemFinding, ref: UnsafeBufferPointer<UInt8>, line: Int64) {
    let key = Key(
      rule: rules.code(for: finding.rule.name), entity: code(of: finding.entity), ref: refs.code(for: ref),
      message: messages.code(for: finding.message))
    append(
      key, severity: finding.rule.severity,
      line: travelled.isEmpty ? line : travelled[key.compact] ?? line)
  }

  private mutating func code(of entity: Entity) -> UInt32 {
    if entityCodes[entity.rawValue] == 0 {
      entityCodes[entity.rawValue] = entities.code(for: Schema[entity].singular)
    }
    return entityCodes[entity.rawValue]
  }

  private mutating func isChecked(_ rule: String, code: Int) -> Bool {
    isChecked.pad(to: code + 1, with: nil)
    if let known = isChecked[code] { return known }
    let isFound = FindingRule.named(rule).map { !$0.isAboutReading } ?? false
    isChecked[code] = isFound
    return isFound
  }

  private mutating func append(_ key: Key, severity: Severity, line: Int64) {
    guard known.insert(key.compact).inserted else { return }
    keys.append(key)
    severities.append(severity.rawValue)
    lines.append(max(0, line))
  }

  func table() -> Table {
    let named = { (codes: [UInt32], names: NameDictionary) -> Column in
      .name(NameColumn(codes: codes, dictionary: names.column))
    }
    var columns: [Column] = Schema[.findings].fields.map { _ in .condition(ConditionColumn(values: [])) }
    columns[Schema.id(.findings, "severity").index] = .choice(
      ChoiceColumn(enumeration: .severity, codes: severities))
    columns[Schema.id(.findings, "rule").index] = named(keys.map(\.rule), rules)
    columns[Schema.id(.findings, "entity").index] = named(keys.map(\.entity), entities)
    columns[Schema.id(.findings, "ref").index] = named(keys.map(\.ref), refs)
    columns[Schema.id(.findings, "message").index] = .text(messages.column.gather(keys.map(\.message)))
    columns[Schema.id(.findings, "line").index] = .integer(
      IntegerColumn(values: lines, blanks: lines.contains(0) ? lines.map { $0 == 0 } : []))
    return Table(entity: .findings, rowCount: keys.count, columns: columns)
  }
}
