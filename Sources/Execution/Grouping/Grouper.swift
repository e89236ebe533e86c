import Binding
import Plan

/// Gives equal values equal numbers, over as many vectors of one type as are asked about: text is equal after
/// folding, lists member by member; 0 is blank.
final class Grouper {
  private let run: Run
  private var words = WordTable()
  private var texts = TextTable()
  /// Lists by their beginning (the number of the list without its last member) and their last member.
  private var beginnings = WordTable()

  init(_ run: Run) { self.run = run }

  /// All numbers given so far are less.
  var count: Int { words.count + texts.count + beginnings.count + 1 }

  /// Items must have been replaced by their labels.
  func groups(of vector: Vector) throws -> [UInt32] {
    if case .lists(let lists) = vector { return try groups(of: lists) }
    let shown = try present(vector, run)
    let values = vector.selected(shown)
    let numbers: [UInt32]
    if let ordinals = try ordinals(values, run) {
      numbers = try mapped(.all(ordinals.count), run) {
        words.number(of: UInt64(bitPattern: ordinals[$0])) + 1
      }
    } else {
      numbers = try textGroups(of: values)
    }
    guard case .some(let rows) = shown else { return numbers }
    var all = [UInt32](repeating: 0, count: vector.count)
    for (position, row) in rows.enumerated() { all[Int(row)] = numbers[position] }
    return all
  }

  private func textGroups(of vector: Vector) throws -> [UInt32] {
    guard let source = TextRows(vector) else {
      guard case .constant(.text(let text), _, let count) = vector, count > 0 else { return [] }
      let number = texts.number(of: Folding.fold(text)) + 1
      return [UInt32](repeating: number, count: count)
    }
    // Rows of one entry of a dictionary share their number.
    let entries = source.rows.distinct(of: source.texts.count)
    let numbers = try texts.numbers(of: run.work.folded(source.texts), entries, run).map { $0 + 1 }
    guard case .some(let rows) = source.rows else { return numbers }
    let places = entries.positions(of: source.texts.count, missing: 0)
    return rows.map { numbers[Int(places[Int($0)])] }
  }

  private func groups(of lists: Lists) throws -> [UInt32] {
    let lists = lists.reached()
    let members = try groups(of: lists.members)
    let numbers = try mapped(.all(lists.listCount), run) { list in
      var number: UInt32 = 0
      for member in lists.range(list) {
        number = beginnings.number(of: UInt64(number) << 32 | UInt64(members[member])) + 1
      }
      return number
    }
    return try mapped(lists.places, run) { numbers[$0] }
  }
}
