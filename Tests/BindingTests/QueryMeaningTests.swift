import Testing

/// What whole queries, their columns and numbers mean.
@Suite struct QueryMeaningTests {
  // The forty queries of language.md that belong here
  @Test(arguments: Meaning.table(QueryMeaningTests.fortyTable))
  func forty(_ meaning: Meaning) throws { try meaning.check() }

  static let fortyTable = #"""
    actions
      actions
    actions "referral"
      actions search(referral)
    actions where rag = R
      actions | filter equal(rag, R)
    actions where owner = "Rose Case" and rag = A
      actions | filter all(equal(label(lead), "Rose Case"), equal(rag, A))
    actions where owner != "Rose Case"
      actions | filter not(equal(label(lead), "Rose Case"))
    actions where rag is blank
      actions | filter blank(rag)
    actions where rag worse than G order by rag, due
      actions | filter worse(rag, G) | order rag, due
    actions where description ~ "safeguard"
      actions | filter contains(description, "safeguard")
    actions where description ~ /safeguard(ed|ing)/
      actions | filter matches(description, /safeguard(ed|ing)/)
    actions where lead in ("Rose Case", "Sarah Webb")
      actions | filter some-equal(label(lead), ["Rose Case", "Sarah Webb"])
    actions where lead = all("Julia Cramp", "Rebecca Barson")
      actions | filter all(equal(label(lead), "Julia Cramp"), equal(label(lead), "Rebecca Barson"))
    actions where lead = only("Rose Case")
      actions | filter all(equal(label(lead), "Rose Case"), every-equal(label(lead), ["Rose Case"]))
    actions where any lead[name = "James Vaughan" and agency = "Wiltshire Police"]
      actions | filter some(lead, all(equal(name, "James Vaughan"), equal(agency, "Wiltshire Police")))
    actions where any evaluator[kind = group]
      actions | filter some(evaluator, equal(kind, group))
    actions where due = October 2011
      actions | filter within(due, 2011-10)
    actions where due in 2011/12Q3 order by due
      actions | filter within(due, 2011-Q4) | order due
    actions where due overlaps next quarter
      actions | filter overlaps(due, 2011-Q4)
    actions as at 2011-08-15 where due < today + 30d and rag != G
      actions | filter all(before(due, 2011-09-14), not(equal(rag, G)))
    risks where score >= 6 order by score desc, ref
      risks | filter greaterOrEqual(score, 6) | order score desc, ref
    actions where any objective.risks[score >= 6]
      actions | filter some(objective.risks, greaterOrEqual(score, 6))
    objectives where every actions[rag = G]
      objectives | filter every(actions, equal(rag, G))
    objectives where no actions[due in 2012/13]
      objectives | filter not(some(actions, within(due, 2012/13)))
    objectives as at 2011-11-15 where count(actions[overdue]) >= 2
      objectives | filter greaterOrEqual(count(actions[all(before(latest(due), 2011-11-15), not(equal(rag,
      G)))]), 2)
    objectives select number, title, count(actions) as n, worst(actions.rag) as worst_rag
      objectives | slot count(actions) | slot worst(actions.rag) | => number: number, title: title, n: #0,
      worst_rag: #1
    officers where no actions and no owns
      officers | filter all(not(not(blank(actions))), not(not(blank(owns))))
    officers where not listed
      officers | filter not(listed)
    indicators where targets[period = 2012/13].value > targets[period = 2011/12].value select owner, measure
      indicators | filter greater(targets[within(period, 2012/13)].value, targets[within(period,
      2011/12)].value) | => owner: owner, measure: measure
    let $me = "Rose Case"; actions where lead = $me select ref
      actions | filter equal(label(lead), "Rose Case") | => ref: ref
    findings where severity = error
      findings | filter equal(severity, error)
    actions where lead != "Rose Case" and due < 2011-09
      actions | filter all(not(equal(label(lead), "Rose Case")), before(due, 2011-09))
    """#

  // numbers
  @Test(arguments: Meaning.table(QueryMeaningTests.numbersTable))
  func numbers(_ meaning: Meaning) throws { try meaning.check() }

  static let numbersTable = #"""
    risks where impact * likelihood != score
      risks | filter not(any(equal((impact * likelihood), score), bothBlank((impact * likelihood),
      score)))
    risks where score = 5 / 2 + 0.5
      risks | filter equal(integerToDecimal(score), 3.0)
    risks where score = 2 + 3 * 4 - 1
      risks | filter equal(score, 13)
    risks where score / 0 > 1
      risks | filter greater((integerToDecimal(score) / 0.0), 1.0)
    risks where score % 2 = 0 and -score < 0
      risks | filter all(equal((score % 2), 0), less(-score, 0))
    risks where score = -9223372036854775808
      risks | filter equal(score, -9223372036854775808)
    risks where score = 7 % 4
      risks | filter equal(score, 3)
    risks where score between 2 and 6.5
      risks | filter between(integerToDecimal(score), 2.0, 6.5)
    risks where score in (1, 2.5)
      risks | filter some-equal(integerToDecimal(score), [1.0, 2.5])
    risks where score + 0.5 > impact
      risks | filter greater((integerToDecimal(score) + 0.5), integerToDecimal(impact))
    """#

  // select, add, order, limit, distinct
  @Test(arguments: Meaning.table(QueryMeaningTests.columnsTable))
  func columns(_ meaning: Meaning) throws { try meaning.check() }

  static let columnsTable = #"""
    actions distinct
      actions | distinct objective: objective, number: number, ref: ref, description: description,
      completion: completion, starts: starts, due: due, lead: lead, monitor: monitor, evaluator:
      evaluator, links: links, rag: rag
    actions select rag, lead distinct
      actions | distinct rag: rag, lead: lead | => rag: #0, lead: #1
    actions select rag, lead.name distinct where rag = R order by lead.name desc
      actions | distinct rag: rag, lead.name: lead.name | filter equal(#0, R) | order #1 desc | => rag:
      #0, lead.name: #1
    actions select rag, count(lead) as n distinct select n, rag where n > 1
      actions | slot count(lead) | distinct rag: rag, n: #0 | filter greater(#1, 1) | => n: #1, rag: #0
    actions select rag distinct select *
      actions | distinct rag: rag | => rag: #0
    actions select lead distinct where lead.kind = group
      actions | distinct lead: lead | filter equal(#0.kind, group) | => lead: #0
    actions select number + 1 distinct order by number + 1
      actions | distinct number + 1: (number + 1) | order #0 | => number + 1: #0
    actions add n = count(lead) where n > 1 order by n desc
      actions | slot count(lead) | filter greater(#0, 1) | order #0 desc
    actions add n = count(lead) select ref, n as m where m > 1
      actions | slot count(lead) | filter greater(#0, 1) | => ref: ref, m: #0
    actions select ref, number + 1 as n where rag = R order by n, due limit 3 offset 2
      actions | slot (number + 1) | filter equal(rag, R) | order #0, due | limit 3 2 | => ref: ref, n: #0
    actions select *, overdue
      actions | => objective: objective, number: number, ref: ref, description: description, completion:
      completion, starts: starts, due: due, lead: lead, monitor: monitor, evaluator: evaluator, links:
      links, rag: rag, overdue: {all(before(latest(due), 2011-08-15), not(equal(rag, G)))}
    actions add late = overdue
      actions | slot {all(before(latest(due), 2011-08-15), not(equal(rag, G)))}
    actions select *
      actions | => objective: objective, number: number, ref: ref, description: description, completion:
      completion, starts: starts, due: due, lead: lead, monitor: monitor, evaluator: evaluator, links:
      links, rag: rag
    actions select rag = R as red where red
      actions | slot {equal(rag, R)} | filter #0 | => red: #0
    officers select name, leads
      officers | => name: name, leads: leads
    (actions where rag = R) select ref
      actions | filter equal(rag, R) | => ref: ref
    let $n = 5; actions limit $n
      actions | limit 5 0
    actions select first(lead).name as who, lead.first, lead.last.kind
      actions | slot first(lead).name | => who: #0, lead.first: first(lead), lead.last.kind:
      last(lead).kind
    actions select coalesce(starts, due.first), concat(completion, "; ", links), lower(description)
      actions | => coalesce(starts, due.first): coalesce(starts, earliest(due)), concat(completion, "; ",
      links): concat(completion, "; ", links), lower(description): lower(description)
    actions select length(lead), round(number / 3, 2), round(number), abs(-number), upper(links)
      actions | => length(lead): length(label(lead)), round(number / 3, 2):
      round((integerToDecimal(number) / 3.0), 2), round(number): round(number), abs(-number):
      abs(-number), upper(links): upper(links)
    actions select if(rag = R, blank, due), if(began, R, rag)
      actions | => if(rag = R, blank, due): if(equal(rag, R), blank, due), if(began, R, rag):
      if(overlaps(starts, ..2011-08-15), R, rag)
    actions select if(rag = R, 1, 2.5), coalesce(blank, 1)
      actions | => if(rag = R, 1, 2.5): if(equal(rag, R), 1.0, 2.5), coalesce(blank, 1): coalesce(blank,
      1)
    objectives select sum(risks.score), avg(risks.score), median(risks.score), min(actions.due)
      objectives | => sum(risks.score): sum(risks.score), avg(risks.score): avg(risks.score),
      median(risks.score): median(risks.score), min(actions.due): min(actions.due)
    objectives select max(actions.ref), list(risks.ref), unique(actions.lead), count(unique(actions.lead))
      objectives | => max(actions.ref): max(actions.ref), list(risks.ref): list(risks.ref),
      unique(actions.lead): unique(label(actions.lead)), count(unique(actions.lead)):
      count(unique(label(actions.lead)))
    actions select days(due.last, today)
      actions | => days(due.last, today): days(latest(due), 2011-08-15)
    """#

  // computed fields
  @Test(arguments: Meaning.table(QueryMeaningTests.computedTable))
  func computed(_ meaning: Meaning) throws { try meaning.check() }

  static let computedTable = #"""
    actions where overdue select ref, days_late
      actions | filter all(before(latest(due), 2011-08-15), not(equal(rag, G))) | => ref: ref, days_late:
      if(all(before(latest(due), 2011-08-15), not(equal(rag, G))), days(latest(due), 2011-08-15), blank)
    actions select next_due, began
      actions | => next_due: min(due[not(before(member, 2011-08-15))]), began: {overlaps(starts,
      ..2011-08-15)}
    objectives select rollup
      objectives | => rollup: worst(actions.rag)
    indicators where objective.rollup = R
      indicators | filter equal(objective.worst(actions.rag), R)
    officers where count(leads[overdue]) > 1
      officers | filter greater(count(leads[all(before(latest(due), 2011-08-15), not(equal(rag, G)))]), 1)
    """#

  // parameters
  @Test(arguments: Meaning.table(QueryMeaningTests.parametersTable))
  func parameters(_ meaning: Meaning) throws { try meaning.check() }

  static let parametersTable = #"""
    let $r = 2.10; actions where ref = $r
      actions | filter equal(ref, ref 2.10)
    let $s = 2.10; let $r = $s; actions where ref = $r
      actions | filter equal(ref, ref 2.10)
    let $r = R; actions where rag = $r
      actions | filter equal(rag, R)
    let $r = "R"; actions where rag = $r
      actions | filter equal(rag, R)
    let $d = "2011-10"; actions where due = $d and due < $d + 1m
      actions | filter all(within(due, 2011-10), before(due, 2011-11))
    let $d = 2011; actions where due in $d
      actions | filter within(due, 2011)
    let $d = last 3 months; actions where due in $d
      actions | filter within(due, 2011-05-01..2011-07-31)
    let $d = today - 1m; actions as at $d where due < as_at
      actions | filter before(due, 2011-07-15)
    let $x = 1 + 2 * 3; risks where score = $x
      risks | filter equal(score, 7)
    let $x = "6"; risks where score = $x
      risks | filter equal(score, 6)
    let $x = "8"; actions where objective = $x
      actions | filter equal(label(objective), 8)
    let $x = "a\" or 1 = 1"; actions where description = $x
      actions | filter equal(description, "a" or 1 = 1")
    let $x = blank; actions where rag = $x
      actions | filter blank(rag)
    """#

  // names and barewords
  @Test(arguments: Meaning.table(QueryMeaningTests.namesTable))
  func names(_ meaning: Meaning) throws { try meaning.check() }

  static let namesTable = #"""
    ACTION where RAG = r and Owner = "x"
      actions | filter all(equal(rag, R), equal(label(lead), "x"))
    actions where rag = RAG
      actions | filter any(equal(rag, rag), bothBlank(rag, rag))
    assignments where part = owner
      assignments | filter equal(part, owner)
    groups where kind = group
      groups | filter equal(kind, group)
    plan where date = 2011
      plan | filter within(date, 2011)
    findings where line > 3 and severity != note
      findings | filter all(greater(line, 3), not(equal(severity, note)))
    """#
}
