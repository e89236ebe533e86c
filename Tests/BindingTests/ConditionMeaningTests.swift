import Testing

/// What conditions mean, row by row of language.md (What it means).
@Suite struct ConditionMeaningTests {
  // blank, ordering with blank, blanks
  @Test(arguments: Meaning.table(ConditionMeaningTests.blanksTable))
  func blanks(_ meaning: Meaning) throws { try meaning.check() }

  static let blanksTable = #"""
    actions where rag != G
      actions | filter not(equal(rag, G))
    actions where rag = blank
      actions | filter blank(rag)
    actions where rag != blank
      actions | filter not(blank(rag))
    actions where rag is not blank
      actions | filter not(blank(rag))
    actions where lead = ""
      actions | filter blank(lead)
    actions where lead = " "
      actions | filter blank(lead)
    actions where description ~ " "
      actions | filter contains(description, " ")
    actions where starts < 2011 and not (starts < 2011)
      actions | filter all(before(starts, 2011), not(before(starts, 2011)))
    actions where rag = if(overdue, R, rag)
      actions | filter any(equal(rag, if(all(before(latest(due), 2011-08-15), not(equal(rag, G))), R,
      rag)), bothBlank(rag, if(all(before(latest(due), 2011-08-15), not(equal(rag, G))), R, rag)))
    actions where lead = monitor
      actions | filter any(equal(label(lead), label(monitor)), bothBlank(lead, monitor))
    actions where lead != monitor
      actions | filter not(any(equal(label(lead), label(monitor)), bothBlank(lead, monitor)))
    actions where overdue = (rag = R)
      actions | filter equal({all(before(latest(due), 2011-08-15), not(equal(rag, G)))}, {equal(rag, R)})
    actions where rag in (R, blank)
      actions | filter any(some-equal(rag, [R]), blank(rag))
    actions where rag not in (R, A)
      actions | filter not(some-equal(rag, [R, A]))
    actions where rag in (blank)
      actions | filter blank(rag)
    actions where lead = all("A", blank)
      actions | filter all(equal(label(lead), "A"), blank(lead))
    actions where lead = only(blank)
      actions | filter blank(lead)
    actions where rag worse than blank
      actions | filter worse(rag, blank)
    objectives where count(actions) = count(risks)
      objectives | filter equal(count(actions), count(risks))
    """#

  // lists, the same child, lists on both sides
  @Test(arguments: Meaning.table(ConditionMeaningTests.listsTable))
  func lists(_ meaning: Meaning) throws { try meaning.check() }

  static let listsTable = #"""
    actions where lead != all("A", "B")
      actions | filter not(all(equal(label(lead), "A"), equal(label(lead), "B")))
    actions where lead != only("A", "B")
      actions | filter not(all(equal(label(lead), "A"), equal(label(lead), "B"), every-equal(label(lead),
      ["A", "B"])))
    actions where lead !~ any("a", /b/)
      actions | filter not(any(contains(label(lead), "a"), matches(label(lead), /b/)))
    actions where lead not in ("A", monitor)
      actions | filter not(any(some-equal(label(lead), ["A"]), any(equal(label(lead), label(monitor)),
      bothBlank(lead, monitor))))
    risks where score > any(1, 2.5)
      risks | filter any(greater(score, 1), greater(integerToDecimal(score), 2.5))
    actions where due = all(January 2012, July 2012)
      actions | filter all(within(due, 2012-01), within(due, 2012-07))
    actions where due = only(January 2012, July 2012)
      actions | filter all(within(due, 2012-01), within(due, 2012-07), every-within(due, [2012-01,
      2012-07]))
    actions where due = any(January 2012, July 2012)
      actions | filter some-within(due, [2012-01, 2012-07])
    actions where due in (2011-10, November 2011, 2011-10)
      actions | filter some-within(due, [2011-10, 2011-11])
    actions where lead < all("M", monitor)
      actions | filter all(less(label(lead), "M"), less(label(lead), label(monitor)))
    actions where any lead
      actions | filter not(blank(lead))
    actions where no lead[kind = officer]
      actions | filter not(some(lead, equal(kind, officer)))
    actions where any lead[kind = officer][agency is blank]
      actions | filter some(lead[equal(kind, officer)], blank(agency))
    actions where any objective[number = 8]
      actions | filter some(toList(objective), equal(number, 8))
    actions where any due[period < 2011-10]
      actions | filter some(due, before(member, 2011-10))
    actions where any due[due < 2011-10]
      actions | filter some(due, before(member, 2011-10))
    actions where lead.kind = group
      actions | filter equal(lead.kind, group)
    actions where lead[kind = group].name = "A"
      actions | filter equal(lead[equal(kind, group)].name, "A")
    objectives where actions.lead = "A" and risks.score > 5
      objectives | filter all(equal(label(actions.lead), "A"), greater(risks.score, 5))
    objectives where any actions[lead = "X"].lead[kind = group]
      objectives | filter some(actions[equal(label(lead), "X")].lead, equal(kind, group))
    actions order by lead, objective desc, due
      actions | order label(lead), label(objective) desc, due
    assignments where agency = kind
      assignments | filter equal(kind, agency)
    """#

  // every
  @Test(arguments: Meaning.table(ConditionMeaningTests.everyTable))
  func every(_ meaning: Meaning) throws { try meaning.check() }

  static let everyTable = #"""
    objectives where every actions[due in 2011][rag = G]
      objectives | filter every(actions[within(due, 2011)], equal(rag, G))
    objectives where every actions.overdue
      objectives | filter every(actions.{all(before(latest(due), 2011-08-15), not(equal(rag, G)))},
      member)
    objectives where any actions.overdue
      objectives | filter some(actions.{all(before(latest(due), 2011-08-15), not(equal(rag, G)))}, member)
    """#

  // text
  @Test(arguments: Meaning.table(ConditionMeaningTests.textTable))
  func text(_ meaning: Meaning) throws { try meaning.check() }

  static let textTable = #"""
    actions where description = "X"
      actions | filter equal(description, "X")
    actions where description == "X" and description !== "Y"
      actions | filter all(identical(description, "X"), not(identical(description, "Y")))
    actions where description starts with "The" and description ends with "."
      actions | filter all(startsWith(description, "The"), endsWith(description, "."))
    actions where lead ~ "rose" and lead starts with "R" and lead !~ /^x/
      actions | filter all(contains(label(lead), "rose"), startsWith(label(lead), "R"),
      not(matches(label(lead), /^x/)))
    actions where description < "M"
      actions | filter less(description, "M")
    actions where description in ("a", "b")
      actions | filter some-equal(description, ["a", "b"])
    actions where description ~ completion
      actions | filter contains(description, completion)
    """#

  // RAG
  @Test(arguments: Meaning.table(ConditionMeaningTests.ragTable))
  func rag(_ meaning: Meaning) throws { try meaning.check() }

  static let ragTable = #"""
    actions where rag better than R order by rag desc
      actions | filter better(rag, R) | order rag desc
    actions where R = rag and rag == A
      actions | filter all(equal(rag, R), identical(rag, A))
    actions where rag = "R"
      actions | filter equal(rag, R)
    actions select worst(objective.actions.rag) as w where w worse than rag
      actions | slot worst(objective.actions.rag) | filter worse(#0, rag) | => w: #0
    objectives select best(actions.rag)
      objectives | => best(actions.rag): best(actions.rag)
    """#

  // items and refs
  @Test(arguments: Meaning.table(ConditionMeaningTests.itemsTable))
  func items(_ meaning: Meaning) throws { try meaning.check() }

  static let itemsTable = #"""
    actions where objective = 8 and objective != 2
      actions | filter all(equal(label(objective), 8), not(equal(label(objective), 2)))
    actions where ref = 2.10 and ref = 2.1 and ref = "2.4"
      actions | filter all(equal(ref, ref 2.10), equal(ref, ref 2.1), equal(ref, ref 2.4))
    actions where ref in (2.1, 2.10) and ref < 3.1
      actions | filter all(some-equal(ref, [ref 2.1, ref 2.10]), less(ref, ref 3.1))
    targets where indicator = 1.1 and value >= 50
      targets | filter all(equal(label(indicator), ref 1.1), greaterOrEqual(value, 50.0))
    actions where objective.title = "X" and objective.number < 3
      actions | filter all(equal(objective.title, "X"), less(objective.number, 3))
    assignments where party = "A" and part = lead and kind = agency
      assignments | filter all(equal(label(party), "A"), equal(part, lead), equal(kind, agency))
    assignments where item = 2.1 and action.rag = R
      assignments | filter all(equal(item, ref 2.1), equal(action.rag, R))
    actions where "Rose Case" = lead
      actions | filter equal(label(lead), "Rose Case")
    actions where objective = objective
      actions | filter any(equal(label(objective), label(objective)), bothBlank(objective, objective))
    """#
}
