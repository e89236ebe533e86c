import Plan

/// What the value of a key says about when an action is due.
enum CompletionPart {
  case number, completion, dates

  /// nil for other keys.
  init?(_ name: String, of entity: Entity?) {
    switch (entity, name) {
    case (.actions, "number"), (.objectives, "number"): self = .number
    case (.actions, "completion"): self = .completion
    case (.actions, "starts"), (.actions, "due"): self = .dates
    default: return nil
    }
  }
}

/// The keys of an item that say when it is due.
struct CompletionPlaces {
  /// The item's number, once it was read.
  var number: Int64?
  /// Where the completion stands.
  private(set) var completion: Int?
  /// `starts` or `due` is given, also as an empty list: then the completion is not read.
  private(set) var hasDates = false

  /// Notes where a value stands; null is no value.
  mutating func note(_ part: CompletionPart, at position: Int) {
    switch part {
    case .number: break
    case .completion: completion = position
    case .dates: hasDates = true
    }
  }
}

/// A completion that was not understood, until its action's ref is known.
struct CompletionDoubt {
  var rule: ReadingRule
  var message: String
  var number: Int64
  var line: Int
}

/// The doubts about an objective's actions. Without a number of its own it is counted by its row.
struct ObjectiveDoubts {
  var number: Int64?
  var row: UInt32
  var doubts: [CompletionDoubt]
}

extension JSONReading {
  /// Without `starts` and `due`, a completion is read as in a document.
  mutating func readCompletion(_ places: CompletionPlaces, place: Int, line: Int) {
    guard !places.hasDates, let start = places.completion, let text = text(at: start) else { return }
    let completion = texts.completion(of: text)
    if let starts = completion.starts { builder.set(ActionField.starts, period: starts) }
    for period in completion.due { builder.append(ActionField.due, period: period) }
    guard let doubt = completion.doubt(about: text) else { return }
    doubts.append(
      CompletionDoubt(
        rule: doubt.rule, message: doubt.message, number: places.number ?? Int64(place),
        line: line))
  }

  /// An objective has ended, so that it is known which number its doubts name.
  mutating func closeDoubts(number: Int64?, row: UInt32) {
    let closed = ObjectiveDoubts(number: number, row: row, doubts: doubts)
    doubts.removeAll(keepingCapacity: true)
    if heldDoubts == nil { report(closed) } else { heldDoubts?.append(closed) }
  }

  /// Adds the findings about an objective's actions, which were held while its part of the file was read.
  ///
  /// - Parameters:
  ///   - rowCount: how many objectives stand before the part's first.
  ///   - lineCount: how many lines do.
  mutating func report(_ held: ObjectiveDoubts, rowCount: Int = 0, lineCount: Int = 0) {
    doubts = held.doubts
    for index in doubts.indices { doubts[index].line += lineCount }
    reportDoubts(objective: held.number ?? Int64(rowCount) + Int64(held.row) + 1)
  }

  /// Adds the findings that wait. `objective` is the number of the objective that the actions belong to, nil for none.
  mutating func reportDoubts(objective: Int64?) {
    for doubt in doubts {
      builder.addFinding(
        doubt.rule.severity, rule: doubt.rule.rawValue, entity: .actions,
        ref: ref(objective: objective, number: doubt.number), message: doubt.message, line: doubt.line)
    }
    doubts.removeAll(keepingCapacity: true)
  }

  /// The ref as the builder will work it out.
  private func ref(objective: Int64?, number: Int64) -> String {
    guard let objective = objective.flatMap({ Int32(exactly: $0) }), objective >= 0,
      let own = Int32(exactly: number), own >= 0
    else { return String(number) }
    return Ref(objective: objective, number: own).text
  }

  /// A text that was read before, once more.
  private func text(at place: Int) -> String? {
    var scanner = scanner
    scanner.goBack(to: place)
    guard let text = try? scanner.string() else { return nil }
    return scanner.string(of: text)
  }
}

private enum ActionField {
  static let starts = Schema.id(.actions, "starts")
  static let due = Schema.id(.actions, "due")
}
