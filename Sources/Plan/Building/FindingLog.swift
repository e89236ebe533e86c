/// A finding of `finish` itself, about one item.
struct ItemFinding {
  var rule: FindingRule
  var entity: Entity
  var row: Int
  var message: String
  /// 0 stands for the item's own line.
  var line: UInt32 = 0
}

/// The texts of a finding, but for the name of its entity.
package enum FindingText: Sendable {
  case rule, ref, message
}

/// What a loader found, its texts as codes.
struct NotedFinding {
  var severity: Severity
  var rule: UInt32
  var entity: Entity
  var ref: UInt32
  var message: UInt32
  var line: Int64
}

/// The rows of the findings table. A finding that says what an earlier one said is dropped.
final class FindingTable {
  /// The parts of a key.
  private enum Part {
    static let rule = 0
    static let entity = 1
    static let ref = 2
    static let message = 3
  }

  private let rules: NameDictionary
  private let entities: NameDictionary
  private let refs: NameDictionary
  private let messages: NameDictionary
  /// A key a row.
  private var rows: [UInt128] = []
  /// The rows' keys, but for those of `travelled`.
  private var known = KeyTable()
  private var severities: [UInt8] = []
  private var lines: [Int64] = []
  /// Findings that travelled in with the file and that count only if the checks find them again, with their lines.
  private var travelled = KeyTable()
  private var travelledLines: [Int64] = []
  /// Which of them were found again.
  private var isFoundAgain: [Bool] = []
  /// The place in `travelled` after the one that was found again last: as a rule they come in the same order.
  private var nextTravelled = 0
  /// By rule code, whether a check finds it again; nil for those that were not met yet.
  private var isChecked: [Bool?] = []
  /// By entity, the code of its name; 0 for those that were not met yet.
  private var entityCodes = [UInt32](repeating: 0, count: Entity.allCases.count)

  /// What was found in a part of a file, which counts where the part does; nil where all of the file is read.
  private var held: [NotedFinding]?

  init(limits: BuildLimits, isPart: Bool = false) {
    held = isPart ? [] : nil
    rules = NameDictionary(limits: limits)
    entities = NameDictionary(limits: limits)
    refs = NameDictionary(limits: limits)
    messages = NameDictionary(limits: limits)
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The code by which `add` knows a text.
  func code(of kind: FindingText, _ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    switch kind {
    case .rule: rules.code(for: text)
    case .ref: refs.code(for: text)
    case .message: messages.code(for: text)
    }
  }

  /// Adds what a loader found.
  func add(_ found: NotedFinding) {
    if held != nil {
      held?.append(found)
      return
    }
    let key = CompactKey.make(found.rule, code(of: found.entity), found.ref, found.message)
    if !isChecked(Int(found.rule)) {
      if known.insert(key).isNew { append(key, severity: found.severity, line: found.line) }
    } else if travelled.insert(key).isNew {
      travelledLines.append(found.line)
      isFoundAgain.append(false)
    }
  }

  /// What was found in a part of a file.
  var part: FindingsPart {
    FindingsPart(rules: rules.column, refs: refs.column, messages: messages.column, found: held ?? [])
  }

  /// Adds what was found in a part.
  func append(_ part: FindingsPart) {
    if part.found.isEmpty { return }
    let (rules, refs) = (rules.codes(for: part.rules), refs.codes(for: part.refs))
    let messages = messages.codes(for: part.messages)
    for found in part.found {
      var found = found
      found.rule = rules[Int(found.rule)]
      found.ref = refs[Int(found.ref)]
      found.message = messages[Int(found.message)]
      add(found)
    }
  }

  /// The largest number that is counted with 32 bits.
  var extent: Int { max(rules.extent, refs.extent, messages.extent, rows.count, held?.count ?? 0) }

  /// Forgets what was found in a part.
  func removeAll() {
    for names in [rules, refs, messages] { names.removeAll() }
    held?.removeAll(keepingCapacity: true)
  }

  /// Adds what was found here; `ref` is the item's ref as text.
  func add(_ finding: ItemFinding, ref: UnsafeBufferPointer<UInt8>, line: Int64) {
    let likely = nextTravelled < travelled.keys.count ? travelled.keys[nextTravelled] : 0
    let key = CompactKey.make(
      rules.code(for: finding.rule.name, likely: CompactKey.part(Part.rule, of: likely)),
      code(of: finding.entity), refs.code(for: ref, likely: CompactKey.part(Part.ref, of: likely)),
      messages.code(for: finding.message, likely: CompactKey.part(Part.message, of: likely)))
    if let place = travelled.place(of: key, expected: nextTravelled) {
      nextTravelled = place + 1
      if isFoundAgain[place] { return }
      isFoundAgain[place] = true
      append(key, severity: finding.rule.severity, line: travelledLines[place])
    } else if known.insert(key).isNew {
      append(key, severity: finding.rule.severity, line: line)
    }
  }

  private func code(of entity: Entity) -> UInt32 {
    if entityCodes[entity.rawValue] == 0 {
      entityCodes[entity.rawValue] = entities.code(for: Schema[entity].singular)
    }
    return entityCodes[entity.rawValue]
  }

  private func isChecked(_ rule: Int) -> Bool {
    isChecked.pad(to: rule + 1, with: nil)
    if let known = isChecked[rule] { return known }
    let isFound = FindingRule.named(rules.string(of: UInt32(truncatingIfNeeded: rule))).map {
      !$0.isAboutReading
    }
    isChecked[rule] = isFound ?? false
    return isFound ?? false
  }

  private func append(_ key: UInt128, severity: Severity, line: Int64) {
    rows.append(key)
    severities.append(severity.rawValue)
    lines.append(max(0, line))
  }

  func table() -> Table {
    let codes = { [rows] (part: Int) in rows.map { CompactKey.part(part, of: $0) } }
    let named = { (part: Int, names: NameDictionary) -> Column in
      .name(NameColumn(codes: codes(part), dictionary: names.column))
    }
    var columns: [Column] = Schema[.findings].fields.map { _ in .condition(ConditionColumn(values: [])) }
    columns[Schema.id(.findings, "severity").index] = .choice(
      ChoiceColumn(enumeration: .severity, codes: severities))
    columns[Schema.id(.findings, "rule").index] = named(Part.rule, rules)
    columns[Schema.id(.findings, "entity").index] = named(Part.entity, entities)
    columns[Schema.id(.findings, "ref").index] = named(Part.ref, refs)
    columns[Schema.id(.findings, "message").index] = .text(messages.column.gather(codes(Part.message)))
    columns[Schema.id(.findings, "line").index] = .integer(
      IntegerColumn(values: lines, blanks: lines.contains(0) ? lines.map { $0 == 0 } : []))
    return Table(entity: .findings, rowCount: rows.count, columns: columns)
  }
}
