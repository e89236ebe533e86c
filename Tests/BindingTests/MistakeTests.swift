import Testing

/// Every kind of mistake: the exact place, the code, and the query after the fix.
@Suite struct MistakeTests {
  // names
  @Test(arguments: Mistake.table(MistakeTests.namesTable))
  func names(_ mistake: Mistake) throws { try mistake.check() }

  static let namesTable = #"""
    «actons»
      unknown-entity
      actions
    «parties»
      unknown-entity
    actions where «rga» = R
      unknown-field
      actions where rag = R
    actions where «onwer» = "x"
      unknown-field
      actions where owner = "x"
    actions where «foo» = 1
      unknown-field
    actions where «priority»
      unknown-field
    actions where lead.«nmae» = "x"
      unknown-field
      actions where lead.name = "x"
    actions where objective.«nope» = 1
      unknown-field
    actions where lead = «x».y
      unknown-field
    actions where due.last.«nope» = 1
      no-fields
    actions where due.first.«year» = 2011
      no-fields
    actions where overdue.«x» = 1
      no-fields
    actions where any due[due < 2011-10 and «lead» = "x"]
      unknown-member
    actions where any lead[«ref» = 2.1]
      unknown-field
    actions where number = 1 or «numbre» = 2 or «nubmer» = 3
      unknown-field unknown-field
      actions where number = 1 or number = 2 or nubmer = 3
    «actons» where foo = 1
      unknown-entity
      actions where foo = 1
    actions where «foo» = 1 and «bar» = 2 select ref, «baz» order by «qux»
      unknown-field unknown-field unknown-field unknown-field
    actions add n = «nope» where n > 1 select n
      unknown-field
    """#

  // enumeration values and barewords
  @Test(arguments: Mistake.table(MistakeTests.valuesTable))
  func values(_ mistake: Mistake) throws { try mistake.check() }

  static let valuesTable = #"""
    actions where lead = «Rose»
      needs-quotes
      actions where lead = "Rose"
    actions where rag = «Yellow»
      unknown-value
    actions where rag = «Red»
      unknown-value
      actions where rag = R
    actions where rag in (R, «Yellow»)
      unknown-value
    actions where rag = «"Yellow"»
      unknown-value
    groups where kind = «grup»
      unknown-value
      groups where kind = group
    actions where «score» worse than A
      unknown-field
    actions where due < «soon»
      not-a-date
    actions where due = «October»
      month-without-year
    actions where due < «yesterday»
      date-word
      actions where due < today - 1d
    actions where due < «now»
      date-word
      actions where due < today
    officers where listed = «true»
      condition-literal
      officers where listed
    officers where listed = «no»
      condition-literal
      officers where not listed
    officers where listed != «no»
      condition-literal
      officers where listed
    officers where listed != «true»
      condition-literal
      officers where not listed
    actions where lead = «true»
      needs-quotes
      actions where lead = "true"
    actions select «R»
      unknown-field
    """#

  // types
  @Test(arguments: Mistake.table(MistakeTests.typesTable))
  func types(_ mistake: Mistake) throws { try mistake.check() }

  static let typesTable = #"""
    risks where score > «"six"»
      text-beside-number
    risks where score > «"6"»
      text-beside-number
      risks where score > 6
    risks where score «~» "6"
      not-a-text
      risks where score = 6
    risks where score «~» "x"
      not-a-text
    risks where score «~» /6/
      not-a-text
    actions where due «~» "2011"
      not-a-text
      actions where due = "2011"
    actions where rag «~» "A"
      not-a-text
      actions where rag = "A"
    actions where description = «6»
      type-mismatch
      actions where description = "6"
    actions where description ~ «6»
      pattern-type
      actions where description ~ "6"
    actions where description in ("a", «2»)
      type-mismatch
      actions where description in ("a", "2")
    actions where lead = «6»
      type-mismatch
    actions where lead in «"Rose"»
      in-period
      actions where lead in ("Rose")
    actions where rag in «R»
      in-period
      actions where rag in (R)
    actions where rag «<» A
      unordered
      actions where rag worse than A
    actions where rag «>=» A
      unordered
    groups where kind «>» agency
      unordered
    officers where listed «>» listed
      unordered
    actions where «rag» between R and G
      between-type
    actions where rag worse than «due»
      not-a-rag
    actions where «description» worse than G
      not-a-rag
    actions where due = «lead»
      type-mismatch
    actions where ref = «2»
      not-a-ref
    actions where ref = «"x"»
      not-a-ref
    actions where ref «~» "2."
      not-a-text
    actions where ref = «objective»
      type-mismatch
    actions where «rag» starts with "R"
      not-a-text
    actions where description starts with «6»
      pattern-type
      actions where description starts with "6"
    actions where due = «/x/»
      regex-place
      actions where due ~ /x/
    actions where description ~ «/(/»
      regex
    actions where «description»
      not-a-condition
      actions where description is not blank
    objectives where «actions»
      not-a-condition
      objectives where any actions
    objectives where «actions.overdue»
      not-a-condition
      objectives where any actions.overdue
    objectives where «count(actions)»
      not-a-condition
      objectives where count(actions) > 0
    actions where «any description»
      quantified-value
      actions where description is not blank
    actions where «no rag»
      quantified-value
      actions where rag is blank
    actions where «any overdue»
      quantified-value
      actions where overdue
    actions where «every lead»
      every-test
    actions where «starts»[x = 1]
      not-a-list
    actions where lead «<» only("B")
      only-operator
    actions where lead = only("A", «monitor»)
      only-constants
    """#

  // dates
  @Test(arguments: Mistake.table(MistakeTests.datesTable))
  func dates(_ mistake: Mistake) throws { try mistake.check() }

  static let datesTable = #"""
    actions where due < «"2011-13"»
      not-a-date
    actions where due < «"soon"»
      not-a-date
    actions where due = «12»
      not-a-date
    actions where due = «30d»
      duration-place
    actions where due < 9999-12-31 + «1d»
      date-out-of-range
    actions where due < 0001-01-01 - «1m»
      date-out-of-range
    actions where due in «next 0 days»
      empty-span
    actions where due in «2012..2011»
      empty-range
    actions where due overlaps «due.first..»
      range-of-fields
    actions where due in «due»..2012
      list-as-end
    actions where due.last + «30d» < today
      moved-field
    actions where today «-» due > 3
      dates-subtracted
    actions where starts overlaps «rag»
      not-a-date
    actions where «rag» overlaps 2011
      not-a-date
    actions as at «rag»
      not-a-date
    actions as at «$nope»
      unknown-parameter
    actions as at «"soon"»
      not-a-date
    """#

  // numbers, functions and aggregates
  @Test(arguments: Mistake.table(MistakeTests.numbersTable))
  func numbers(_ mistake: Mistake) throws { try mistake.check() }

  static let numbersTable = #"""
    actions add x = «9223372036854775807 + 1»
      overflow
    actions add x = «-(-9223372036854775808)»
      overflow
    actions where number = «92233720368547758080»
      number-too-large
    actions where description «+» "x" = "y"
      texts-added
    actions where «description» * 2 = 3
      not-a-number
    objectives where «risks.score» * 2 > 3
      list-in-arithmetic
    actions select «nope»(1)
      unknown-function
    actions select «cuont»(lead)
      unknown-function
      actions select count(lead)
    actions select concat(«lead»)
      argument-type
    actions select days(«due», today)
      argument-type
    actions select «if(overdue, 1)»
      argument-count
    actions select if(rag = R, «"a", 1»)
      branch-types
    actions select coalesce("a", «1»)
      branch-types
    actions select round(number, «99»)
      round-digits
    actions select month(«rag»)
      argument-type
    actions select first(«rag»)
      argument-type
    actions select due.«first()»
      function-in-path
    objectives select sum(«actions.rag»)
      aggregate-type
    objectives select worst(«risks.score»)
      aggregate-type
    objectives select min(«actions.rag»)
      aggregate-type
    """#

  // columns and parameters
  @Test(arguments: Mistake.table(MistakeTests.columnsTable))
  func columns(_ mistake: Mistake) throws { try mistake.check() }

  static let columnsTable = #"""
    actions select ref as «rag»
      alias-hides-field
      actions select ref as rag_2
    actions add «owner» = 1
      alias-hides-field
      actions add owner_2 = 1
    actions add «overdue» = 1
      alias-hides-field
      actions add overdue_2 = 1
    actions select ref as «as_at»
      alias-hides-field
      actions select ref as as_at_2
    actions select ref, «ref»
      duplicate-name
      actions select ref, ref as ref_2
    actions select *, «ref»
      duplicate-name
      actions select *, ref as ref_2
    actions select ref, lead.name, «lead.name»
      duplicate-name
      actions select ref, lead.name, lead.name as lead_name_2
    actions add n = 1 add «n» = 2
      duplicate-name
    actions select rag distinct where «ref» = 2.1
      ended-item
    actions select rag, number distinct where «numbr» = 1
      ended-item
      actions select rag, number distinct where number = 1
    actions order by «1»
      constant-key
      actions order by objective
    actions order by «"x"»
      constant-key
    actions where number = «$n»
      unknown-parameter
    let $name = 1; actions where number = «$nmae»
      unknown-parameter
      let $name = 1; actions where number = $name
    let $n = "x"; actions limit «$n»
      parameter-value
    let $n = 1.5; actions limit «$n»
      count-parameter
    let $w = "green"; actions where rag = «$w»
      parameter-value
    let $w = "x"; risks where score = «$w»
      parameter-value
    let $x = «lead2»; actions
      not-constant-name
      let $x = "lead2"; actions
    let $x = «length("a")»; actions
      not-constant
    let $x = «rag» = R; actions
      not-constant-name
      let $x = "rag" = R; actions
    «actions»(1)
      source-arguments
    """#

  // what is not here yet
  @Test(arguments: Mistake.table(MistakeTests.notYetTable))
  func notYet(_ mistake: Mistake) throws { try mistake.check() }

  static let notYetTable = #"""
    actions@«old»
      not-yet
    """#
}
