package import Plan

/// Writes a plan as JSON, the same plan always as the same bytes: keys in the order of the schema, blank fields left
/// out, one line for each field, short items on one line. Reading what was written gives the same plan, and writing
/// that the same bytes.
package enum JSONWriter {
  /// Hands the text, in UTF-8, to `sink` in pieces.
  ///
  /// - Throws: what `sink` throws.
  package static func write(_ plan: Plan, to sink: ([UInt8]) throws -> Void) throws {
    try withoutActuallyEscaping(sink) { sink in
      var writing = JSONWriting(plan, sink)
      try writing.file()
    }
  }
}

private struct JSONWriting {
  private let plan: Plan
  private let sink: ([UInt8]) throws -> Void
  private var output = JSONOutput()
  /// By row of `parties`, the text of each.
  private let parties: [[UInt8]]

  init(_ plan: Plan, _ sink: @escaping ([UInt8]) throws -> Void) {
    self.plan = plan
    self.sink = sink
    parties = PartyTexts(plan).all
  }

  mutating func file() throws {
    output.beginObject()
    for member in JSONShape.file.members {
      switch member.kind {
      case .item(let entity):
        output.key(member.name)
        try item(entity, 0)
      case .items(let entity):
        // Every plan file holds objectives; that tells it from other files.
        try items(entity, topRows(of: entity), key: member.name, always: entity == .objectives)
      default: break
      }
    }
    output.endObject()
    output.breakLine()
    try output.flush(all: true, to: sink)
  }

  /// The rows that stand beside the objectives, not within them.
  private func topRows(of entity: Entity) -> [Int] {
    let rows = 0..<plan[entity].rowCount
    switch entity {
    case .officers:
      guard case .condition(let listed) = plan[Schema.id(.officers, "listed")] else { return [] }
      return rows.filter { listed.values[$0] }
    default:
      // The first of an item's parents is the one in whose list it stands.
      guard let parent = Schema[entity].fields.firstIndex(where: { $0.role == .parent }),
        case .item(let parents) = plan[entity].columns[parent]
      else { return Array(rows) }
      return rows.filter { parents.rows[$0] == Column.noRow }
    }
  }

  private mutating func items(
    _ entity: Entity, _ rows: some Collection<Int>, key: String, always: Bool = false
  ) throws {
    if rows.isEmpty, !always { return }
    output.key(key)
    output.beginList()
    for row in rows {
      output.member()
      try item(entity, row)
    }
    output.endList()
  }

  private mutating func item(_ entity: Entity, _ row: Int) throws {
    output.beginObject(inline: Self.isInline(entity))
    let columns = plan[entity].columns
    for member in JSONShape[entity].members {
      guard let field = member.field else { continue }
      let column = columns[field.index]
      if case .items(let child) = member.kind {
        guard case .list(let list) = column, case .item(let children) = list.elements else { continue }
        try items(child, children.rows[list.range(at: row)].lazy.map { Int($0) }, key: member.name)
      } else if !column.isBlank(at: row) {
        output.key(member.name)
        value(column, row)
      } else if entity == .actions, member.name == "due", wouldBeRead(row, columns) {
        output.key(member.name)
        output.raw("[]".utf8)
      }
    }
    output.endObject()
    try output.flush(to: sink)
  }

  private static func isInline(_ entity: Entity) -> Bool {
    switch entity {
    case .officers, .targets, .findings: true
    default: false
    }
  }

  /// An action without dates whose completion would be read for some, were no list of dates given.
  private func wouldBeRead(_ row: Int, _ columns: [Column]) -> Bool {
    columns[Schema.id(.actions, "starts").index].isBlank(at: row)
      && !columns[Schema.id(.actions, "completion").index].isBlank(at: row)
  }

  private mutating func value(_ column: Column, _ row: Int) {
    switch column {
    case .text(let column): text(column, row)
    case .name(let column): text(column.dictionary, Int(column.codes[row]))
    case .integer(let column): output.raw(String(column.values[row]).utf8)
    case .choice(let column): output.string(column.enumeration.text(of: column.codes[row]) ?? "")
    case .period(let column): output.string(column.period(at: row)?.text() ?? "")
    case .item(let column) where column.entity == .parties: output.raw(parties[Int(column.rows[row])])
    case .list(let column): list(column, row)
    case .decimal, .condition, .ref, .item: break
    }
  }

  private mutating func text(_ column: TextColumn, _ row: Int) {
    column.bytes.withUnsafeBufferPointer {
      output.string(UnsafeBufferPointer(rebasing: $0[column.range(at: row)]))
    }
  }

  /// A single member stands without a list.
  private mutating func list(_ column: ListColumn, _ row: Int) {
    let range = column.range(at: row)
    if range.count == 1 { return value(column.elements, range.lowerBound) }
    output.beginList(inline: true)
    for member in range {
      output.member()
      value(column.elements, member)
    }
    output.endList()
  }
}

/// The text of each party: a plain name for an officer who acts for no agency, else an object.
private struct PartyTexts {
  private(set) var all: [[UInt8]] = []

  init(_ plan: Plan) {
    let groups = Set(Self.names(.groups, plan).map { Folding.fold($0) })
    let officers = Self.names(.officers, plan)
    var listed: Set<[UInt8]> = []
    if case .condition(let column) = plan[Schema.id(.officers, "listed")] {
      for (name, isListed) in zip(officers, column.values) where isListed {
        listed.insert(Folding.fold(name))
      }
    }
    let agencies = Self.strings(plan[Schema.id(.parties, "agency")])
    guard case .choice(let kinds) = plan[Schema.id(.parties, "kind")] else { return }
    for (row, name) in Self.names(.parties, plan).enumerated() {
      let isOfficer = kinds.codes[row] == PartyKind.officer.rawValue
      // A plain name that is elsewhere a group would be read as that group.
      let folded = Folding.fold(name)
      let isPlainOfficer = isOfficer && (listed.contains(folded) || !groups.contains(folded))
      let kind = isPlainOfficer ? nil : kinds.enumeration.text(of: kinds.codes[row])
      all.append(Self.text(name: name, kind: kind, agency: agencies[row]))
    }
  }

  private static func names(_ entity: Entity, _ plan: Plan) -> [String] {
    strings(plan[Schema.id(entity, "name")])
  }

  private static func strings(_ column: Column) -> [String] {
    guard case .name(let column) = column else { return [] }
    return (0..<column.count).map { column.string(at: $0) }
  }

  private static func text(name: String, kind: String?, agency: String) -> [UInt8] {
    var output = JSONOutput()
    if kind == nil, agency.isEmpty {
      output.string(name)
      return output.bytes
    }
    output.beginObject(inline: true)
    for member in JSONShape[.parties].members {
      let value: String? =
        switch member.name {
        case "name": name
        case "kind": kind
        default: agency.isEmpty ? nil : agency
        }
      guard let value else { continue }
      output.key(member.name)
      output.string(value)
    }
    output.endObject()
    return output.bytes
  }
}
