import Binding
import Execution
import SQLTranslation

/// One question in planq's words, with other constants each time it is asked, and in the words of a person who knows SQL.
struct Question {
  /// As the table of costs names it.
  var name: String
  /// `$1`, `$2` … stand for the constants.
  var text: String
  /// What stands for `$1`, `$2` … each time it is asked.
  var constants: [[String]] = [[]]
  /// Beside these, a peer is given the translation; what it answers soonest counts.
  var forms: [Form]
  /// The rows have an order that the answer must keep.
  var isOrdered = false
  /// The most that it may take in DuckDB's time.
  var limit = 1.0
  /// The most by which its cost may grow while the plan grows tenfold.
  var growth = 12.0

  /// SQL of a person for some of the peers.
  struct Form {
    var peers: Set<PeerKind>
    var sql: String

    static func sql(_ sql: String) -> Form { Form(peers: [.sqlite3, .duckdb], sql: sql) }
    static func sqlite(_ sql: String) -> Form { Form(peers: [.sqlite3], sql: sql) }
    static func duckdb(_ sql: String) -> Form { Form(peers: [.duckdb], sql: sql) }
  }

  func asked(_ number: Int) -> String { filled(text, number) }

  /// What a peer may be asked, a person's words first.
  func statements(_ number: Int, _ peer: PeerKind, _ asked: PlanqEngine.Asked) -> [String] {
    let dialect: SQLDialect = peer == .sqlite3 ? .sqlite : .duckdb
    // Not everything can be said in every dialect; that is what the person's words are for.
    let translated = try? SQLTranslator(dialect: dialect).translate(
      asked.bound, pivotHeads: asked.result.pivotHeads)
    return forms.filter { $0.peers.contains(peer) }.map { filled($0.sql, number) }
      + [translated].compactMap { $0 }
  }

  private func filled(_ text: String, _ number: Int) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "$") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      let values = constants[number % max(constants.count, 1)]
      if let place = rest.first?.wholeNumberValue, values.indices.contains(place - 1) {
        result += values[place - 1]
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
