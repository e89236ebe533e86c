import Testing

@testable import Language

/// The tables agree with the parser.
@Suite struct VocabularyTests {
  private func firstWords(_ table: [ClauseDescription]) -> [String] {
    table.map { String($0.keyword.prefix { $0 != " " }) }
  }

  @Test func everyClauseIsDescribed() {
    let begin = Keyword.allCases.filter(\.beginsClause).map(\.rawValue).sorted()
    #expect(firstWords(Clauses.all).sorted() == begin)
    #expect(SetOperators.all.map(\.keyword) == SetOperator.allCases.map(\.rawValue))
  }

  @Test func everyComparisonIsDescribed() {
    for operation in ComparisonOperator.allCases {
      #expect(Operators.all.contains { $0.keyword == operation.rawValue })
    }
  }

  /// They are looked up by halving the alphabet.
  @Test func everyKeywordIsFound() {
    for keyword in Keyword.allCases {
      #expect(Keyword(spelling: keyword.rawValue.uppercased()) == keyword)
      #expect(Keyword(spelling: keyword.rawValue + "q") == nil)
    }
    for word in ["", "a", "wo", "zzz", "café", "intersects"] { #expect(Keyword(spelling: word) == nil) }
  }

  @Test func habitsLeadToWordsThatExist() {
    let clauses = Clauses.all.map(\.keyword)
    for habit in Habits.clauses {
      #expect(clauses.contains(habit.right), "\(habit)")
      #expect(!clauses.contains(habit.wrong), "\(habit)")
    }
    let operators = Operators.all.map(\.keyword)
    for habit in Habits.operators { #expect(operators.contains(habit.right), "\(habit)") }
    for habit in Habits.signs {
      #expect(Symbol(rawValue: habit.right) != nil || Keyword(spelling: habit.right) != nil, "\(habit)")
      #expect(Symbol(rawValue: habit.wrong) == nil, "\(habit)")
    }
    // Longer signs come first, or they would never be found.
    for (earlier, later) in zip(Habits.signs, Habits.signs.dropFirst()) {
      #expect(
        earlier.wrong.count >= later.wrong.count
          || !earlier.wrong.utf8.elementsEqual(later.wrong.utf8.prefix(1)))
    }
  }

  /// What each clause description says can be typed.
  @Test(arguments: [
    "where a", "add n = 1", "each lead as l", "group by each lead as l", "pivot a by b", "select *, a",
    "order by a desc", "top 3 per a by b", "limit 3 offset 4", "distinct", "totals",
  ])
  func aFieldMayHaveAnyName(clause: String) {
    for name in Keyword.allCases.map(\.rawValue) + ["sort", "null", "filter", "like"] {
      let text = "actions where x.\(name) = 1 and y[\(name) = 2] \(clause) order by z.\(name)"
      #expect(Parser.parse(text).diagnostics == [], "\(text)")
    }
  }
}
