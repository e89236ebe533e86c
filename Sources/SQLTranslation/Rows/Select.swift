import Binding
import Language

/// A query that is being put together. Its FROM grows as values ask for other items and for lists: what is joined has
/// at most one row for each row of the query, so that joining changes no rows.
final class Select {
  /// The lines of FROM: the first table, then what is joined to it.
  private(set) var from: [String]
  private(set) var filters: [String] = []
  /// The aliases of what was joined, by what it stands for.
  private var joined: [Joined: String] = [:]
  /// The query that took this one over: what was to grow here grows there.
  private var absorber: Select?

  /// What a join stands for.
  struct Joined: Hashable {
    var purpose: String
    var expression: BoundExpression?
    /// The row that it belongs to.
    var owner: String
  }

  init(from table: String) { from = ["FROM \(table)"] }

  /// Reads the rows of another query.
  init(from query: [String], as alias: String) {
    from = ["FROM ("] + SQLLines.indented(query) + [") AS \(alias)"]
  }

  /// A copy that can grow by itself.
  init(_ other: Select) {
    from = other.from
    filters = other.filters
    joined = other.joined
    absorber = other.absorber
  }

  func filter(_ condition: String) {
    if let absorber { return absorber.filter(condition) }
    if condition != "TRUE" { filters.append(condition) }
  }

  func join(_ lines: [String]) {
    if let absorber { return absorber.join(lines) }
    from += lines
  }

  /// The alias of a join that was made before, or of one that is made now.
  func joining(
    _ joined: Joined, _ make: () throws(Diagnostic) -> (alias: String, lines: [String])
  ) throws(Diagnostic) -> String {
    if let absorber { return try absorber.joining(joined, make) }
    if let alias = self.joined[joined] { return alias }
    let new = try make()
    from += new.lines
    self.joined[joined] = new.alias
    return new.alias
  }

  /// Takes over another query's tables and conditions; `tie` says which of its rows belong to a row of this one.
  func absorb(_ other: Select, on tie: String) {
    if let absorber { return absorber.absorb(other, on: tie) }
    guard let first = other.from.first else { return }
    let rest = other.from.dropFirst()
    // The lines of the first table, which may be a query.
    let size = first == "FROM (" ? (rest.firstIndex { $0.hasPrefix(") AS ") } ?? 0) : 0
    var table = ["JOIN \(first.dropFirst("FROM ".count))"] + rest.prefix(size)
    table[size] += " ON \(tie)"
    from += table + rest.dropFirst(size)
    filters += other.filters
    joined.merge(other.joined) { ours, _ in ours }
    other.absorber = self
  }

  /// `SELECT … FROM … WHERE …` with what follows.
  func lines(
    _ columns: [String], before: [String] = [], and more: [String] = [], tail: [String] = []
  ) -> [String] {
    let conditions = (before + filters + more).enumerated().map { ($0 == 0 ? "WHERE " : "  AND ") + $1 }
    let head = columns.enumerated().map { index, column in
      (index == 0 ? "SELECT " : "  ") + column + (index == columns.count - 1 ? "" : ",")
    }
    return head + from + conditions + tail
  }
}
