import Binding
import Plan

extension Evaluator {
  /// The rows of a table of which some text field holds the folded text, or the name or agency of some party
  /// (language.md, Grammar: `actions "text"`).
  func rows(of table: Table, holding text: [UInt8]) throws -> Selection {
    let test = TextTest(containsFolded: text)
    var out = Selection.all(table.rowCount)
    for (index, field) in Schema[table.entity].fields.enumerated() where out.count > 0 {
      let value = Vector.stored(table.columns[index], out)
      let found: Selection
      switch field.type {
      case .text, .item(.parties), .list(.item(.parties)):
        found = try holding(value, test)
      default:
        continue
      }
      out = out.selecting(found.complement(of: out.count))
    }
    return out.complement(of: table.rowCount)
  }

  private func holding(_ value: Vector, _ test: TextTest) throws -> Selection {
    switch value {
    case .values(.item, _):
      return try someMember(.lists(try Lists(oneEach: value, run))) { try holdingParty($0, test) }
    case .lists:
      return try someMember(value) { try holdingParty($0, test) }
    default:
      return try test.selection(value, run)
    }
  }

  /// Of parties that exist, those whose name or agency holds the text.
  private func holdingParty(_ parties: Vector, _ test: TextTest) throws -> Selection {
    guard case .values(.item(let column), let rows) = parties else { return .none }
    let named = Selection.some(column.rows).selecting(rows)
    let byName = try test.selection(.stored(plan.labels(of: .parties), named), run)
    let rest = byName.complement(of: named.count)
    let agencies = Vector.stored(plan[Schema.id(.parties, "agency")], named.selecting(rest))
    let out = rest.selecting(try test.selection(agencies, run).complement(of: rest.count))
    return out.complement(of: named.count)
  }
}
