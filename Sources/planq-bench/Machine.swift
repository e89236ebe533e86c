import Platform

/// What the figures were measured on.
enum Machine {
  static func description(_ setting: Setting) throws -> String {
    let peers = setting.peers
    let versions = [("sqlite3", peers.sqlite3), ("DuckDB", peers.duckdb), ("jq", peers.jq)]
    let there = versions.compactMap { name, version in version.map { "\(name) \($0)" } }
    let missing = versions.filter { $0.1 == nil }.map(\.0)
    var text = "\(Numbers.count(setting.actions)) actions on \(try hardware(setting.scratch))"
    if !there.isEmpty { text += ",\nbeside " + there.joined(separator: ", ") }
    text += ".\nEvery answer was compared before it was measured.\n"
    for name in missing { text += "\(name) is not installed and left out.\n" }
    #if DEBUG
      text += "This is a debug build: its figures say nothing.\n"
    #endif
    return text
  }

  private static func hardware(_ scratch: Scratch) throws -> String {
    let model = "sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1"
    let memory = "awk '/MemTotal/ { printf \"%.0f GB\", $2 / 1048576 }' /proc/meminfo"
    let words = try scratch.output(
      of: "echo \"$(nproc) × $(\(model)), $(\(memory)), $(uname -sr)\"")
    return words?.split(separator: "\n").first.map(String.init) ?? "an unknown machine"
  }
}
