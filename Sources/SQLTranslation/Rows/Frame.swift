import Binding
import Language
import Plan

/// What names of a bound expression stand for at one place of the statement.
struct Frame {
  /// The query whose rows these are.
  var select: Select
  var row: Row?
  var member: Member?
  var slots: [Slot] = []

  init(select: Select, row: Row?, slots: [Slot] = []) {
    self.select = select
    self.row = row
    self.slots = slots
    member = row.map { .item($0) }
  }

  init(select: Select, member: Member) {
    self.select = select
    self.member = member
    if case .item(let row) = member { self.row = row }
  }

  /// Tells rows of one query apart for what is joined to them.
  var owner: String {
    get throws(Diagnostic) {
      switch member {
      case .item(let row): row.id
      case .value(let value): try value(.plain)
      case nil: ""
      }
    }
  }
}

/// An item, known by its id.
struct Row {
  var entity: Entity
  var id: String
  /// Of its table within the query; nil where that is joined once a column is asked for.
  var alias: String?
  /// The alias is that of a row of `party`, a member of a list, with some fields of the party it names.
  var isMembership = false
}

enum Member {
  case item(Row)
  case value(Value)
}

/// Writes one form of a value.
typealias Value = (Form) throws(Diagnostic) -> String

/// What was worked out for each row.
enum Slot {
  /// Written out wherever it is used: it follows from the item and from slots before it.
  case written(BoundExpression)
  /// Columns of the rows; `name` is what a column that is made of them is called.
  case columns([Form: String], name: String)
  /// A list, in a table of the WITH clause whose `owner` is the row's.
  case members(MemberTable, owner: String)
  /// An aggregate over such a list.
  case aggregate(Aggregate, MemberTable, owner: String)
}

/// A table of the WITH clause that holds lists: `owner`, `place`, and the forms of a member.
struct MemberTable {
  var name: String
  /// Of a member.
  var type: ValueType
}
