/// The rows of one entity while a plan is made: their lines, their parents, and a builder for each stored field.
final class TableBuilder {
  let entity: Entity
  private(set) var rowCount = 0
  private(set) var lines: [UInt32] = []
  /// Rows of `parentEntity`; empty where the entity has none.
  private(set) var parents: [UInt32] = []
  let parentEntity: Entity?
  let columns: [ColumnBuilder?]

  init(_ entity: Entity, limits: BuildLimits, parties: PartyRegistry) {
    self.entity = entity
    parentEntity = Self.parent(of: entity)
    columns = Schema[entity].fields.map { ColumnBuilder.make($0, limits: limits, parties: parties) }
  }

  private static func parent(of entity: Entity) -> Entity? {
    switch entity {
    case .indicators, .actions, .risks: .objectives
    case .targets: .indicators
    default: nil
    }
  }

  func begin(line: Int, parent: UInt32) -> UInt32 {
    lines.append(UInt32(clamping: line))
    if parentEntity != nil { parents.append(parent) }
    rowCount += 1
    return UInt32(truncatingIfNeeded: rowCount - 1)
  }

  func reserve(_ growth: Growth) {
    lines.reserve(growth)
    parents.reserve(growth)
    for column in columns { column?.reserve(growth) }
  }

  /// The rows, to be put behind those of another builder.
  var part: TablePart {
    TablePart(
      rowCount: rowCount, lines: lines, parents: parents,
      columns: columns.map { $0?.part(rowCount: rowCount) })
  }

  /// Puts a part's rows behind these. `parentCount` rows of the parent's entity stand before the part's.
  func append(_ part: TablePart, parentCount: Int, _ codes: PartCodes) {
    let base = UInt32(truncatingIfNeeded: parentCount)
    for (column, part) in zip(columns, part.columns) {
      if let column, let part { column.append(part, rowCount: rowCount, parties: codes) }
    }
    lines.append(contentsOf: part.lines.lazy.map(codes.line))
    parents.append(contentsOf: part.parents.lazy.map { $0 == Column.noRow ? $0 : $0 &+ base })
    rowCount += part.rowCount
  }

  /// The largest number that is counted with 32 bits.
  var extent: Int { columns.reduce(rowCount) { max($0, $1?.extent ?? 0) } }

  /// Forgets all rows, but keeps the memory.
  func removeAll() {
    rowCount = 0
    lines.removeAll(keepingCapacity: true)
    parents.removeAll(keepingCapacity: true)
    for column in columns { column?.removeAll() }
  }

  func setParent(_ parent: UInt32) {
    if !parents.isEmpty { parents[parents.count - 1] = parent }
  }
}
