import Binding
import Language

extension Command {
  static let `let` = Command(
    name: "let", arguments: "[NAME = VALUE]",
    help: "list the parameters, or set one, as let $NAME = VALUE does"
  ) { call in
    let session = call.session
    if call.text.isEmpty {
      let lines = session.parameters.map {
        let value = ConstantText.written($0.value, startMonth: session.financialYearStart)
        return "$\($0.name) = \(value)\n"
      }
      try session.show(lines.joined())
      return .done
    }
    guard call.text.contains("=") else { throw CommandFailure.notAnAssignment(call.text) }
    let name = call.text.hasPrefix("$") ? "" : "$"
    let last = session.lastQuery
    defer { session.lastQuery = last }
    let entry = Entry(text: "let \(name)\(call.text)")
    return try StatementRunner(session: session, origin: call.origin, entry: entry).run()
  }

  static let views = Command(
    name: "views", arguments: "", help: "list the views and computed fields that were defined"
  ) { session, words in
    try words.refuse(beyond: 0, of: ".views")
    let views = session.views.map { $0.statement + "\n" }
    let fields = session.definitions.map { "def \($0.entity).\($0.name) = \($0.formula)\n" }
    try session.show((views + fields).joined())
    return .done
  }
}
