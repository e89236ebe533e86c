import Binding
import Language
import Plan

/// What names of a bound expression stand for at one place of the statement.
struct Frame {
  var row: Row?
  var member: Member?
  var slots: [Slot] = []

  init(row: Row?, slots: [Slot] = []) {
    self.row = row
    self.slots = slots
    member = row.map { .item($0) }
  }

  init(member: Member) {
    self.member = member
    if case .item(let row) = member { self.row = row }
  }
}

/// A slot is written out wherever it is used: it is a function of the item, whatever the steps between.
struct Slot {
  var expression: BoundExpression
  var frame: Frame
}

/// Writes one form of a value.
typealias Value = (Form) throws(Diagnostic) -> String

enum Member {
  case item(Row)
  case value(Value)
}

/// A list as the rows of a query, in order.
struct ListQuery {
  /// When this is the list; nil where it always is.
  var condition: String?
  var from: [String] = []
  var filters: [String] = []
  var order: [String] = []
  var member: Member
  /// The type of a member.
  var type: ValueType
  /// A source is a query that looks at rows outside of it, so no other source may stand beside it.
  var isCorrelated = false

  /// `SELECT … FROM … WHERE …`, in no order.
  func select(_ columns: String, and more: [String] = [], tail: String = "") -> String {
    let all = filters + more
    return "SELECT \(columns)" + (from.isEmpty ? "" : " FROM " + from.joined(separator: ", "))
      + (all.isEmpty ? "" : " WHERE " + all.joined(separator: " AND ")) + tail
  }

  func value(_ form: Form) throws(Diagnostic) -> String {
    switch member {
    case .value(let value): try value(form)
    case .item(let row): row.id
    }
  }
}
