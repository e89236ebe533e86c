import Plan

/// How a field reads in an English sentence. A field that is not in the table reads as its name: "whose links is …".
struct FieldPhrase {
  /// "lead", "due date"; after "whose", "the" or "with a".
  var noun: String
  var plural: String
  /// Stands before a value that the field has: "led by", "rated".
  var verb: String?
  /// Stands before what a list or a parent has: "with a lead …", "of an objective …", "leading an action …".
  var link: String
  /// Stands after the noun where nothing before it says whose the members are: "actions they lead".
  var tail: String?
  /// Before what a party has none of: "they lead no action"; of one, and of several.
  var has: (one: String, many: String)
  /// The noun is a plural: "with links", "whose links contain".
  var isPlural: Bool { noun == plural }
  /// After "with": "a lead", "links".
  var indefinite: String { isPlural ? noun : English.article(noun) }
  /// Texts of the field are names, which are written without quotes.
  var isName: Bool
  /// Stands before how a number compares: "with an impact of", "scoring".
  var measure: String?

  init(
    _ noun: String, plural: String? = nil, verb: String? = nil, link: String = "with", isName: Bool = false,
    measure: String? = nil, tail: String? = nil, has: (one: String, many: String) = ("has", "have")
  ) {
    self.noun = noun
    self.plural = plural ?? noun + "s"
    self.verb = verb
    self.link = link
    self.isName = isName
    self.measure = measure
    self.tail = tail
    self.has = has
  }

  static func of(_ id: FieldID) -> FieldPhrase {
    let field = Schema.field(id)
    if let phrase = table["\(Schema[id.entity].name).\(field.name)"] ?? table[field.name] { return phrase }
    switch field.type {
    case .list(.item(let entity)) where field.role == .children:
      return FieldPhrase(Schema[entity].singular, plural: Schema[entity].name)
    case .integer where field.scale != nil, .decimal:
      let name = words(field.name)
      return FieldPhrase(name, measure: "with \(English.article(name)) of")
    default:
      return FieldPhrase(words(field.name))
    }
  }

  /// A name of the language as words: `days_late`.
  static func words(_ name: String) -> String { name.split(separator: "_").joined(separator: " ") }

  /// By the name of the field, or of the entity and the field where entities differ.
  private static let table: [String: FieldPhrase] = [
    "action": FieldPhrase("action", verb: "of action", link: "of"),
    "agency": FieldPhrase("agency", plural: "agencies", verb: "acting for", isName: true),
    "completion": FieldPhrase("completion as written", plural: "completions as written"),
    "entity": FieldPhrase("entity", plural: "entities", verb: "about the entity"),
    "due": FieldPhrase("due date", verb: "due"),
    "evaluates": FieldPhrase(
      "action", verb: "evaluating action", link: "evaluating", tail: "they evaluate",
      has: ("evaluates", "evaluate")),
    "evaluator": FieldPhrase("evaluator", verb: "evaluated by"),
    "groups.actions": FieldPhrase(
      "action", verb: "with a part in action", link: "with a part in", tail: "they have a part in",
      has: ("has a part in", "have a part in")),
    "impact_label": FieldPhrase("impact in words", plural: "impacts in words"),
    "indicator": FieldPhrase("indicator", verb: "of indicator", link: "of"),
    "item": FieldPhrase("item", verb: "of item"),
    "kind": FieldPhrase("kind", verb: "of the kind"),
    "lead": FieldPhrase("lead", verb: "led by"),
    "leads": FieldPhrase(
      "action", verb: "leading action", link: "leading", tail: "they lead",
      has: ("leads", "lead")),
    "likelihood_label": FieldPhrase("likelihood in words", plural: "likelihoods in words"),
    "line": FieldPhrase("line", verb: "on line"),
    "links": FieldPhrase("links", plural: "links"),
    "listed": FieldPhrase("whether they are listed", verb: "in the plan's list of named officers"),
    "monitor": FieldPhrase("monitor", verb: "monitored by"),
    "monitors": FieldPhrase(
      "action", verb: "monitoring action", link: "monitoring", tail: "they monitor",
      has: ("monitors", "monitor")),
    "name": FieldPhrase("name", verb: "named", isName: true),
    "number": FieldPhrase("number", verb: "numbered"),
    "objective": FieldPhrase("objective", verb: "of objective", link: "of"),
    "officers.actions": FieldPhrase(
      "action", verb: "with a part in action", link: "with a part in", tail: "they have a part in",
      has: ("has a part in", "have a part in")),
    "owner": FieldPhrase("owner", verb: "owned by"),
    "owns": FieldPhrase(
      "indicator", verb: "owning indicator", link: "owning", tail: "they own",
      has: ("owns", "own")),
    "part": FieldPhrase("part", verb: "as"),
    "party": FieldPhrase("party", plural: "parties", verb: "of", link: "of"),
    "plan.date": FieldPhrase("date", verb: "dated"),
    "rag": FieldPhrase("RAG", verb: "rated"),
    "rule": FieldPhrase("rule", verb: "found by the rule"),
    "score": FieldPhrase("score", measure: "scoring"),
    "severity": FieldPhrase("severity", plural: "severities", verb: "of the severity"),
    "starts": FieldPhrase("start date", verb: "starting"),
    "targets.period": FieldPhrase("year", verb: "for"),
  ]
}
