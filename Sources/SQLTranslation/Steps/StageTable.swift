import Binding
import Language
import Plan

/// A stage as a table of the WITH clause: its columns, and how its rows are read again.
struct StageTable {
  private(set) var columns: [String]
  private let writer: Writer
  private let entity: Entity?
  private let groups: GroupTables?
  /// The name of the column that tells the order of the rows.
  let placeName: String
  /// The names of all columns.
  private(set) var names: [String]
  private var id: String?
  private var slots: [Slot] = []
  private var groupNumber: String?

  /// `place` is what tells the order of the rows.
  init(_ stage: Stage, place: String? = nil) {
    let place = place ?? stage.place
    writer = stage.writer
    entity = stage.frame.row?.entity
    groups = stage.groups?.made
    placeName = stage.translation.column("place")
    columns = ["\(place) AS \(placeName)"]
    names = [placeName]
    if let row = stage.frame.row {
      id = place == row.id ? placeName : add("item_id", row.id)
    }
    for slot in stage.frame.slots { slots.append(carried(slot)) }
    if let groups = stage.groups { groupNumber = add("group_number", groups.number) }
  }

  /// Adds a column, and gives its name.
  mutating func add(_ name: String, _ value: String) -> String {
    let name = writer.translation.column(name)
    columns.append("\(value) AS \(name)")
    names.append(name)
    return name
  }

  private mutating func carried(_ slot: Slot) -> Slot {
    switch slot {
    case .written: return slot
    case .columns(let forms, let name):
      var carried: [Form: String] = [:]
      for form in [Form.plain, .folded, .order, .first, .last] {
        if let value = forms[form] { carried[form] = add(name + form.suffix, value) }
      }
      return .columns(carried, name: name)
    case .members(let table, let owner): return .members(table, owner: add("owner", owner))
    case .aggregate(let aggregate, let table, let owner):
      return .aggregate(aggregate, table, owner: add("owner", owner))
    }
  }

  /// The rows of the table, as a query of its own.
  func open(_ table: String) -> Stage {
    func column(_ name: String) -> String { "\(table).\(name)" }
    let select = Select(from: table)
    let row = entity.flatMap { entity in id.map { Row(entity: entity, id: column($0)) } }
    let slots = slots.map { slot -> Slot in
      switch slot {
      case .written: slot
      case .columns(let forms, let name): .columns(forms.mapValues(column), name: name)
      case .members(let members, let owner): .members(members, owner: column(owner))
      case .aggregate(let aggregate, let members, let owner):
        .aggregate(aggregate, members, owner: column(owner))
      }
    }
    var opened = Stage(
      writer, Frame(select: select, row: row, slots: slots), ties: [column(placeName)])
    if let groups, let groupNumber { opened.groups = (column(groupNumber), groups) }
    opened.source = (self, table)
    return opened
  }
}
