import Binding
import Execution
import Language
import Plan
import Platform

/// What a line that is being typed would give, worked out on a thread beside the typing: whoever types is never kept
/// waiting, as a key ends the waiting for it at once.
final class LiveCount {
  struct Answer: Equatable, Sendable {
    /// `9 of 31`, `4 rows`, `unknown field`
    var text: String
    var isError = false
    /// It was not ready; who asks again may get more.
    var isUnfinished = false
  }

  /// In milliseconds.
  private static let patience: Int32 = 1_000
  /// Nothing runs longer, in nanoseconds.
  private static let budget: Int64 = 1_000_000_000
  /// For the values that begin like the last word.
  private static let completionBudget: Int64 = 50_000_000
  /// Longer texts are not looked at while they are typed.
  private static let lengthLimit = 4_000

  private var task: BackgroundTask<Answer?>?
  private var taskText = ""

  /// nil where there is nothing to say.
  func answer(_ text: String, plan: Plan, environment: BindingEnvironment) -> Answer? {
    guard text.utf8.count <= Self.lengthLimit else { return nil }
    if let task, taskText != text {
      task.cancel()
      // A stretch of work that cannot be cut short, such as folding a column: another time.
      if !task.hasEnded { return Answer(text: "", isUnfinished: true) }
    }
    if task == nil || taskText != text {
      taskText = text
      task = BackgroundTask { isCancelled in
        Self.work(text, plan: plan, environment: environment, isCancelled: isCancelled)
      }
    }
    guard let task else { return nil }
    let answer = task.wait(milliseconds: Self.patience, unlessReadable: Terminal.standardInput)
    return answer ?? (task.hasEnded ? nil : Answer(text: "", isUnfinished: true))
  }

  /// Gives up what is under way: the line is run now.
  func stop() {
    task?.cancel()
    if task?.hasEnded == true { task = nil }
  }

  static func work(
    _ text: String, plan: Plan, environment: BindingEnvironment,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Answer? {
    guard let (entry, isCommand) = Array(EntryReader(text)).last, !isCommand else { return nil }
    // A word goes on until something ends it.
    let isTyping = text.last?.isWhitespace == false
    let parsed = Parser.parse(entry.text)
    if parsed.isIncomplete { return nil }
    if let first = parsed.diagnostics.first(where: { $0.severity == .error }) {
      return words(first, entry.text, isTyping, plan, environment)
    }
    let binder = Binder(environment: environment)
    do {
      guard let statement = parsed.script.statements.last?.node.kind else { return nil }
      let query: Query
      switch statement {
      case .query(let inner), .explain(_, let inner), .expect(_, let inner): query = inner
      case .letParameter(let name, let expression):
        _ = try binder.bindLet(name, expression)
        return nil
      case .def(let entity, let field, let expression):
        _ = try binder.bindDefinition(entity: entity, field: field, expression)
        return nil
      case .view(let name, let parameters, let query):
        _ = try binder.bindView(name, parameters: parameters, query)
        return nil
      }
      // What stands before it on the line has not been run.
      if parsed.script.statements.count > 1 { return nil }
      let bound = try binder.bind(query)
      let deadline = Clock.monotonicNanoseconds() + budget
      let count = try Executor(plan: plan) { isCancelled() || Clock.monotonicNanoseconds() > deadline }
        .count(bound)
      return Answer(text: self.text(count))
    } catch let diagnostics as Diagnostics {
      return diagnostics.all.first.flatMap { words($0, entry.text, isTyping, plan, environment) }
    } catch ExecutionFailure.failed(let diagnostic) {
      return words(diagnostic, entry.text, isTyping, plan, environment)
    } catch {
      return nil
    }
  }

  private static func text(_ count: RowCount) -> String {
    if let total = count.total { return "\(count.rows) of \(total)" }
    return Counted.text(count.rows, "row", "rows")
  }

  /// What is wrong with the word that is being typed is not said as long as it may become another.
  private static func words(
    _ diagnostic: Diagnostic, _ text: String, _ isTyping: Bool, _ plan: Plan,
    _ environment: BindingEnvironment
  ) -> Answer? {
    if diagnostic.range.end >= text.utf8.count, isTyping, mayGoOn(text, plan, environment) { return nil }
    return Answer(text: LiveWords.text(of: diagnostic), isError: true)
  }

  /// Some word begins like the last one; numbers, dates and quoted texts may become anything.
  private static func mayGoOn(_ text: String, _ plan: Plan, _ environment: BindingEnvironment) -> Bool {
    let word = text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    guard let first = word.last, first.isLetter else { return true }
    let state = CompletionState(environment: environment, plan: plan, seesFiles: false)
    let found = Completer(state: state, budget: completionBudget).complete(text, cursor: text.utf8.count)
    return !found.candidates.isEmpty || found.isCut
  }
}
