/// A finding that a loader added.
struct LoaderFinding {
  var severity: Severity
  var rule: String
  var entity: Entity
  var ref: String
  var message: String
  var line: Int64
}

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

  init(limits: BuildLimits) {
    rules = NameDictionary(limits: limits)
    entities = NameDictionary(limits: limits)
    refs = NameDictionary(limits: limits)
    messages = NameDictionary(limits: limits)
  }

  mutating func add(_ finding: LoaderFinding) {
    let key = key(finding.rule, finding.entity, finding.ref, finding.message)
    if let rule = FindingRule.named(finding.rule), !rule.isAboutReading {
      if travelled[key.compact] == nil { travelled[key.compact] = finding.line }
    } else {
      append(key, severity: finding.severity, line: finding.line)
    }
  }

  mutating func add(_ rule: FindingRule, entity: Entity, ref: String, message: String, line: Int64) {
    let key = key(rule.name, entity, ref, message)
    append(key, severity: rule.severity, line: travelled[key.compact] ?? line)
  }

  private func key(_ rule: String, _ entity: Entity, _ ref: String, _ message: String) -> Key {
    Key(
      rule: rules.code(for: rule), entity: entities.code(for: Schema[entity].singular),
      ref: refs.code(for: ref), message: messages.code(for: message))
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
