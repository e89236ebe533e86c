import Rendering

/// The texts of `--help` and `--version`.
enum Usage {
  static let version = "planq 0.1.0"

  static let synopsis = "planq [options] [PLAN] [QUERY ...]"

  static var help: String {
    let rows = OptionTable.groups.map { group in
      group.options.map { option in
        (option.names.joined(separator: ", ") + (option.argument.map { " " + $0 } ?? ""), option.help)
      }
    }
    let width = rows.joined().map(\.0.count).max() ?? 0
    let options = zip(OptionTable.groups, rows).map { group, rows in
      "\(group.heading)\n" + Columns.text(rows, firstWidth: width)
    }
    return """
      planq asks questions of an action plan.

      Usage: \(synopsis)

      The first word is the plan if it names a file, holds a / or ends in .json,
      .sqlite, .db or .txt; the other words are queries or dot commands and run in
      order. Without any, planq is a shell on a terminal, and otherwise runs standard
      input as a script. Without a plan it opens the sample plan.

      \(options.joined(separator: "\n"))
      Try: planq 'actions where owner = "Rose Case" and rag = A'

      """
  }
}
