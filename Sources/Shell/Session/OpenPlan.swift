import Loading
import Plan
import Platform

/// A plan that cannot be read; exit status 2.
struct PlanUnreadable: Error {
  var message: String
  var notes: [String] = []
}

/// The plan that a session asks, and where it came from.
struct OpenPlan {
  var plan: Plan
  /// nil for the plan that is built in.
  var path: String?
  var loadNanoseconds: Int64

  /// Reads a plan file, or the built-in plan for nil; a person at a terminal sees how it goes.
  static func open(_ path: String?, console: Console? = nil) throws -> OpenPlan {
    let progress = ProgressLine("reading \(path.map(ScriptFile.name) ?? "the sample plan")", on: console)
    defer { progress.end() }
    let start = Clock.monotonicNanoseconds()
    do {
      let plan =
        if let path {
          try PlanFile.load(path: path, isCancelled: progress.isStopped)
        } else {
          try PlanFile.load(PackageResources.plan_json)
        }
      return OpenPlan(plan: plan, path: path, loadNanoseconds: Clock.monotonicNanoseconds() - start)
    } catch let failure as LoadFailure {
      throw PlanUnreadable(message: place(of: failure, path: path) + failure.message)
    } catch let error as SystemError {
      if error.isInterrupted { throw error }
      throw PlanUnreadable(message: error.description)
    }
  }

  private static func place(of failure: LoadFailure, path: String?) -> String {
    var place = path ?? "the built-in plan"
    if let line = failure.line { place += ":\(line)" }
    if failure.line != nil, let column = failure.column { place += ":\(column)" }
    place += ": "
    if let inner = failure.path, !inner.isEmpty { place += "\(inner): " }
    return place
  }

  /// `9 objectives, 8 indicators, 27 actions, 14 risks`
  var summary: String {
    [Entity.objectives, .indicators, .actions, .risks].map { Counted.text(plan[$0].rowCount, Schema[$0]) }
      .joined(separator: ", ")
  }

  var title: String {
    guard plan[.plan].rowCount > 0, case .text(let titles) = plan[Schema.id(.plan, "title")] else {
      return ""
    }
    // On one line, so that no part of it looks like a line of planq's own.
    return titles.string(at: 0).split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// Numbers with the word for what they count.
enum Counted {
  static func text(_ count: Int, _ entity: EntityDescription) -> String {
    "\(count) \(count == 1 ? entity.singular : entity.name)"
  }

  static func text(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }
}
