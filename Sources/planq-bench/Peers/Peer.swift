/// Another engine that answers the same questions.
enum PeerKind: String {
  case sqlite3, duckdb

  var name: String { self == .sqlite3 ? "sqlite3" : "DuckDB" }
}

/// What a peer made of one statement.
struct PeerAnswer {
  /// Lines of tab-separated values, blank as nothing.
  var rows: String
  /// The best time.
  var nanoseconds: Int64

  /// - Parameter text: the rows, and behind them lines as the timer of `sqlite3` writes them.
  init?(_ text: String) {
    let mark = "Run Time: real "
    guard let first = text.firstRange(of: mark) else { return nil }
    rows = String(text[..<first.lowerBound])
    let times = text[first.lowerBound...].split(separator: "\n").filter { $0.hasPrefix(mark) }
    let seconds = times.compactMap { Double($0.dropFirst(mark.count).prefix { $0 != " " }) }
    guard let best = seconds.min() else { return nil }
    nanoseconds = Int64(exactly: (best * 1e9).rounded()) ?? .max
  }
}

/// Which peers there are, and how they are called.
struct Peers {
  /// What `python3` and the others say they are; nil for one that is not there.
  let sqlite3: String?
  let duckdb: String?
  let jq: String?

  init(_ scratch: Scratch) throws {
    func version(_ command: String) throws -> String? {
      try scratch.output(of: command)?.split(separator: "\n").first.map(String.init)
    }
    sqlite3 = try version("sqlite3 -version | cut -d ' ' -f 1 | grep .")
    duckdb = try version("python3 -c 'import duckdb; print(duckdb.__version__)'")
    jq = try version("jq --version | sed 's/^jq-//' | grep .")
  }

  func has(_ kind: PeerKind) -> Bool { (kind == .sqlite3 ? sqlite3 : duckdb) != nil }
  var kinds: [PeerKind] { [.duckdb, .sqlite3].filter(has) }
}
