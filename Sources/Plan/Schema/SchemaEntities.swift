extension Schema {
  private static func entity(
    _ entity: Entity, _ name: String, _ singular: String, label: Int, help: String, _ fields: [Field]
  ) -> EntityDescription {
    EntityDescription(
      entity: entity, name: name, singular: singular, help: help, fields: fields, label: label)
  }

  private static let parties_ = ValueType.list(.item(.parties))

  static let plan = entity(
    .plan, "plan", "plan", label: 0, help: "the plan itself, one row",
    [
      Field("title", .text, help: "the plan's title"),
      Field("date", .period, help: "the period that the plan is dated with"),
    ])

  static let objectives = entity(
    .objectives, "objectives", "objective", label: 0, help: "what the plan is to achieve",
    [
      Field("number", .integer, help: "the objective's number"),
      Field("title", .text, help: "what is to be achieved"),
      Field("owner", parties_, .derived, star: true, help: "the owners of its indicators"),
      Field("rag", .enumeration(.rag), .derived, star: true, help: "the worst RAG of its indicators"),
      Field("indicators", .list(.item(.indicators)), .children, help: "its success indicators"),
      Field("actions", .list(.item(.actions)), .children, help: "its priority actions"),
      Field("risks", .list(.item(.risks)), .children, help: "its risks"),
    ])

  static let indicators = entity(
    .indicators, "indicators", "indicator", label: 2, help: "how success is measured",
    [
      Field("objective", .item(.objectives), .parent, detail: true, help: "the objective it belongs to"),
      Field("number", .integer, detail: true, help: "its number within the objective"),
      Field("ref", .ref, .derived, star: true, help: "objective and number, such as 2.1"),
      Field("owner", parties_, help: "who answers for it"),
      Field("measure", .text, help: "what is measured"),
      Field("baseline", .text, repeated: true, detail: true, help: "the value at the start, as written"),
      Field("rag", .enumeration(.rag), help: "R, A, G or blank"),
      Field("targets", .list(.item(.targets)), .children, help: "its targets, a row a financial year"),
    ])

  static let targets = entity(
    .targets, "targets", "target", label: 3, help: "what an indicator is to reach in a year",
    [
      Field("indicator", .item(.indicators), .parent, help: "the indicator it belongs to"),
      Field("objective", .item(.objectives), .parent, detail: true, help: "the indicator's objective"),
      Field("period", .period, help: "the financial year"),
      Field("text", .text, repeated: true, help: "the target as written"),
      Field("value", .decimal, .derived, star: true, help: "the number that the text starts with"),
      Field(
        "unit", .text, .derived, repeated: true, star: true, detail: true,
        help: "% where it follows the number"),
    ])

  static let actions = entity(
    .actions, "actions", "action", label: 2, help: "what is to be done, by when and by whom",
    [
      Field("objective", .item(.objectives), .parent, detail: true, help: "the objective it belongs to"),
      Field("number", .integer, detail: true, help: "its number within the objective"),
      Field("ref", .ref, .derived, star: true, help: "objective and number, such as 2.4"),
      Field("description", .text, help: "what is to be done"),
      Field("completion", .text, repeated: true, detail: true, help: "the completion date, as written"),
      Field("starts", .period, detail: true, help: "when it begins, where the plan says so"),
      Field("due", .list(.period), help: "when it is to be complete"),
      Field("lead", parties_, aliases: ["owner"], help: "who leads it; owner is another name for lead"),
      Field("monitor", parties_, detail: true, help: "who monitors it"),
      Field("evaluator", parties_, detail: true, help: "who evaluates it"),
      Field("links", .text, repeated: true, detail: true, help: "other plans that say more"),
      Field("rag", .enumeration(.rag), help: "R, A, G or blank"),
    ])

  static let risks = entity(
    .risks, "risks", "risk", label: 2, help: "what may keep an objective from being reached",
    [
      Field("objective", .item(.objectives), .parent, detail: true, help: "the objective it belongs to"),
      Field("number", .integer, detail: true, help: "its number within the objective"),
      Field("ref", .ref, .derived, star: true, help: "objective and number, such as 2.1"),
      Field("description", .text, help: "what may happen"),
      Field("impact", .integer, scale: 1...4, help: "1 insignificant to 4 significant"),
      Field("likelihood", .integer, scale: 1...4, help: "1 rare to 4 almost certain"),
      Field("score", .integer, help: "impact times likelihood, as written"),
      Field("mitigation", .text, detail: true, help: "what is done about it"),
      Field(
        "impact_label", .text, .derived, repeated: true, help: "insignificant, minor, moderate or significant"
      ),
      Field(
        "likelihood_label", .text, .derived, repeated: true,
        help: "rare, unlikely, possible or almost certain"),
    ])

  private static let partFields = [
    Field("leads", .list(.item(.actions)), .children, help: "the actions it leads"),
    Field("monitors", .list(.item(.actions)), .children, help: "the actions it monitors"),
    Field("evaluates", .list(.item(.actions)), .children, help: "the actions it evaluates"),
    Field("owns", .list(.item(.indicators)), .children, help: "the indicators it owns"),
    Field("actions", .list(.item(.actions)), .children, help: "the actions it has any part in"),
  ]

  static let officers = entity(
    .officers, "officers", "officer", label: 0, help: "the people named in the plan",
    [
      Field("name", .text, repeated: true, help: "the officer's name"),
      Field("role", .text, repeated: true, help: "the role that the plan's list gives"),
      Field("listed", .condition, .derived, star: true, help: "is in the plan's list of named officers"),
    ] + partFields)

  static let groups = entity(
    .groups, "groups", "group", label: 0, help: "the groups and agencies named in the plan",
    [
      Field("name", .text, .derived, repeated: true, star: true, help: "the group's name"),
      Field("kind", .enumeration(.kind), .derived, star: true, help: "group or agency"),
    ] + partFields)

  static let assignments = entity(
    .assignments, "assignments", "assignment", label: 0, help: "one row for each party and part",
    [
      Field("item", .ref, .derived, star: true, help: "the ref of the action or indicator"),
      Field("part", .enumeration(.part), .derived, star: true, help: "lead, monitor, evaluator or owner"),
      Field("party", .item(.parties), .derived, star: true, help: "who has the part"),
      Field("kind", .enumeration(.kind), .derived, star: true, help: "officer, group or agency"),
      Field(
        "agency", .text, .derived, repeated: true, star: true, help: "the agency that the party acts for"),
      Field("action", .item(.actions), .parent, star: false, help: "the action; blank for an owner"),
      Field(
        "indicator", .item(.indicators), .parent, star: false, help: "the indicator of an owner, else blank"),
      Field("objective", .item(.objectives), .parent, star: false, help: "the objective of either"),
    ])

  static let findings = entity(
    .findings, "findings", "finding", label: 4, help: "what is doubtful in the data",
    [
      Field("severity", .enumeration(.severity), help: "error, warning or note"),
      Field("rule", .text, repeated: true, help: "what kind of doubt it is"),
      Field("entity", .text, repeated: true, help: "the kind of item it is about"),
      Field("ref", .text, repeated: true, help: "the item's ref, number or name"),
      Field("message", .text, help: "what was found"),
      Field("line", .integer, help: "the line of the file that was read first"),
    ])

  static let parties = entity(
    .parties, "parties", "party", label: 0, help: "a name as it stands in a list of parties",
    [
      Field("name", .text, repeated: true, help: "the party's name"),
      Field("kind", .enumeration(.kind), help: "officer, group or agency"),
      Field("agency", .text, repeated: true, help: "the agency that the party acts for"),
      Field("role", .text, .derived, repeated: true, star: true, help: "an officer's role"),
    ])

  /// The computed fields that every session begins with (language.md, What a plan holds).
  package static let computedFields: [ComputedField] = [
    ComputedField(
      entity: .actions, name: "overdue", formula: "due.last < as_at and rag != G",
      help: "its last due period is over and it is not G, which is taken as done"),
    ComputedField(
      entity: .actions, name: "days_late", formula: "if(overdue, days(due.last, as_at), blank)",
      help: "whole days since the end of its last due period, where it is overdue"),
    ComputedField(
      entity: .actions, name: "next_due", formula: "min(due[not (period < as_at)])",
      help: "the earliest due period that is not over"),
    ComputedField(
      entity: .actions, name: "began", formula: "starts overlaps ..as_at",
      help: "the period it starts in has begun"),
    ComputedField(
      entity: .objectives, name: "rollup", formula: "worst(actions.rag)",
      help: "the worst RAG of its actions"),
  ]
}
