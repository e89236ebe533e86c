import Language
import Plan

extension Diagnostic {
  static func listAsEnd(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error(
      "list-as-end", range, "`\(text)` is a list, and an end is one value",
      notes: ["`.first` and `.last` after a list of dates are the earliest and the latest"])
  }

  static func listInArithmetic(_ range: SourceRange) -> Diagnostic {
    .error(
      "list-in-arithmetic", range, "arithmetic works on one number, and this is a list",
      notes: ["`sum`, `min`, `max` and `avg` make one number of it"])
  }

  static func listKey(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error(
      "list-key", range, "`\(text)` is a list, so a key says `each`",
      notes: ["a row then belongs to the group of each member"], replacement: "each \(text)")
  }

  static func listPer(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error(
      "list-per", range, "`\(text)` is a list, and after `per` stands one value",
      notes: ["`each \(text)` before it makes a row of each member"])
  }

  static func monthWithoutYear(_ range: SourceRange, _ word: String) -> Diagnostic {
    .error("month-without-year", range, "`\(word)` needs a year", notes: ["for example `\(word) 2011`"])
  }

  static func movedField(_ range: SourceRange, isBack: Bool) -> Diagnostic {
    .error(
      "moved-field", range, "only a date that is the same for every row can be moved by a duration",
      notes: ["move the other side the other way: `due.last < today \(isBack ? "+" : "-") 30d`"])
  }

  static func needsQuotes(_ range: SourceRange, _ word: String, nearest: String?) -> Diagnostic {
    .error(
      "needs-quotes", range, "`\(word)` is no field, and a text stands in quotes",
      notes: nearest.map { ["did you mean the field `\($0)`?"] } ?? [], replacement: LanguageText.quoted(word)
    )
  }

  static func noFields(_ range: SourceRange, _ name: String, owner: String, type: ValueType) -> Diagnostic {
    var notes: [String] = []
    if type == .period && ["year", "month", "quarter", "fy"].contains(name.lowercased()) {
      notes = ["write `\(name.lowercased())(\(owner))`"]
    }
    return .error(
      "no-fields", range, "`\(owner)` is \(type.named) and has no `\(name)`", notes: notes)
  }

  static func notACondition(_ range: SourceRange, _ text: String, _ type: ValueType) -> Diagnostic {
    let right: String =
      switch type {
      case .list(.item): "any \(text)"
      case .list(.condition): "any \(text)"
      case .integer, .decimal: "\(text) > 0"
      default: "\(text) is not blank"
      }
    return .error(
      "not-a-condition", range, "`\(text)` is \(type.named), and a condition is asked for", replacement: right
    )
  }

  static func notADate(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error(
      "not-a-date", range, "`\(text)` is no date",
      notes: ["dates are written 2011-10-31, 2011-10, October 2011, 2011-Q4, 2011/12 or 2011"])
  }

  static func notADatePlace(
    _ range: SourceRange, _ text: String, _ type: ValueType, _ word: String?
  ) -> Diagnostic {
    .error(
      "not-a-date", range,
      "`\(text)` is \(type.named), and \(word.map { "`\($0)` asks for" } ?? "here stands") a date")
  }

  static func notAKey(
    _ range: SourceRange, _ name: String, keys: [String], hasKeys: Bool, meant: String?
  ) -> Diagnostic {
    .error(
      "not-a-key", range,
      hasKeys ? "`\(name)` is no key of the groups" : "`\(name)` belongs to one row, and this is about all",
      notes: hasKeys
        ? [
          "the keys are \(keys.joined(separator: ", "))", "an aggregate takes the values of a group together",
        ]
        : ["beside an aggregate over all rows every column is one"],
      replacement: meant ?? "list(\(name))")
  }

  static func notAList(_ range: SourceRange, _ text: String, _ type: ValueType) -> Diagnostic {
    .error("not-a-list", range, "brackets ask something of a list, and `\(text)` is \(type.named)")
  }

  static func notANumber(_ range: SourceRange, _ type: ValueType) -> Diagnostic {
    .error("not-a-number", range, "arithmetic works on numbers, and this is \(type.named)")
  }

  static func notARag(_ range: SourceRange, _ text: String, _ type: ValueType, word: String) -> Diagnostic {
    .error(
      "not-a-rag", range, "`\(word) than` compares RAGs, and `\(text)` is \(type.named)")
  }

  static func notARef(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error(
      "not-a-ref", range, "`\(text)` is no ref",
      notes: ["a ref is the objective's number and the item's own, for example 2.4"])
  }

  static func notAText(
    _ range: SourceRange, _ word: String, _ text: String, _ type: ValueType, fix: Fix?
  ) -> Diagnostic {
    Diagnostic(
      code: "not-a-text", range: range,
      message: "`\(word)` looks into a text, and `\(text)` is \(type.named)",
      fix: fix)
  }

  static func notConstant(_ range: SourceRange) -> Diagnostic {
    .error("not-constant", range, "here stands a value that is known before the query runs")
  }

  static func notConstantName(_ range: SourceRange, _ name: String) -> Diagnostic {
    .error(
      "not-constant-name", range, "`\(name)` is no value that is known before the query runs",
      notes: ["a text stands in quotes"], replacement: LanguageText.quoted(name))
  }

  static func notYet(_ range: SourceRange, _ what: String) -> Diagnostic {
    .error("not-yet", range, "\(what) is not here yet")
  }

  static func numberTooLarge(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error(
      "number-too-large", range, "`\(text)` is too large a number",
      notes: ["integers go from -9223372036854775808 to 9223372036854775807"])
  }

  static func onlyConstants(_ range: SourceRange) -> Diagnostic {
    .error("only-constants", range, "`only(…)` takes values that are known before the query runs")
  }

  static func onlyOperator(_ range: SourceRange, _ operation: String) -> Diagnostic {
    .error(
      "only-operator", range, "`only(…)` stands after `=` or `!=`, not after `\(operation)`")
  }

  static func overflow(_ range: SourceRange) -> Diagnostic {
    .error("overflow", range, "the result is too large a number")
  }

  static func parameterValue(
    _ range: SourceRange, _ name: String, _ text: String, expected: ValueType
  ) -> Diagnostic {
    var notes: [String] = []
    if case .enumeration(let enumeration) = expected { notes = [valueList(of: enumeration)] }
    return .error(
      "parameter-value", range,
      "`$\(name)` is \(LanguageText.quoted(text)), and here stands \(expected.named)",
      notes: notes)
  }

  static func pathTooLong(_ range: SourceRange) -> Diagnostic {
    .error(
      "path-too-long", range, "a path has \(ExpressionBinder.maximumPathLength) steps and brackets at most")
  }

  static func patternType(
    _ range: SourceRange, _ text: String, _ type: ValueType, replacement: String?
  ) -> Diagnostic {
    .error(
      "pattern-type", range, "what is looked for is a text, and `\(text)` is \(type.named)",
      replacement: replacement)
  }

  static func periodPlace(_ range: SourceRange) -> Diagnostic {
    .error("period-place", range, "a period stands after `in` or `overlaps`")
  }

  static func pivotSelect(_ range: SourceRange) -> Diagnostic {
    .error(
      "pivot-select", range, "after `pivot` a `select` has one aggregate, which stands in the cells",
      notes: ["for example `select list(ref)`"])
  }

  static func quantifiedValue(
    _ range: SourceRange, _ quantifier: Quantifier, _ text: String, _ type: ValueType
  ) -> Diagnostic {
    let right: String? =
      switch (quantifier, type) {
      case (.any, .condition): text
      case (.no, .condition): "not \(text)"
      case (.any, _): "\(text) is not blank"
      case (.no, _): "\(text) is blank"
      case (.every, _): nil
      }
    return .error(
      "quantified-value", range,
      "`\(quantifier.rawValue)` asks something of a list, and `\(text)` is \(type.named)",
      replacement: right)
  }

  static func rangeOfFields(_ range: SourceRange) -> Diagnostic {
    .error(
      "range-of-fields", range,
      "the ends of a period after `overlaps` are dates that are known before the query runs")
  }

  static func recursiveDefinition(_ range: SourceRange, _ names: [String]) -> Diagnostic {
    .error(
      "recursive-definition", range, "this definition needs itself",
      notes: [names.joined(separator: " → ")])
  }

  static func recursiveView(_ range: SourceRange, _ names: [String]) -> Diagnostic {
    .error(
      "recursive-view", range, "this view needs itself", notes: [names.joined(separator: " → ")])
  }

  static func regex(_ range: SourceRange, _ message: String) -> Diagnostic {
    .error("regex", range, message)
  }

  /// `sign` is an operator in place of which `~` would be right.
  static func regexPlace(_ range: SourceRange, sign: SourceRange? = nil) -> Diagnostic {
    Diagnostic(
      code: "regex-place", range: range, message: "a regular expression stands after `~` or `!~`",
      fix: sign.map { Fix(range: $0, replacement: "~") })
  }

  static func repeatedValue(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error(
      "repeated-value", range, "`\(text)` is a value, and a condition is asked for",
      notes: ["`and` and `or` join whole conditions"])
  }

  static func roundDigits(_ range: SourceRange) -> Diagnostic {
    .error("round-digits", range, "`round` takes a whole number of digits from 0 to 15")
  }

  static func rowAggregate(_ range: SourceRange, _ function: String, _ text: String) -> Diagnostic {
    .error(
      "row-aggregate", range, "`\(function)` works within the row here, as `\(text)` is a list",
      notes: [
        "beside an aggregate over all rows every column is one",
        "`each \(text)` before it makes a row of each member",
      ])
  }

  static func shapedSet(_ range: SourceRange, _ operation: SetOperator, _ clause: String) -> Diagnostic {
    .error("shaped-set", range, "`\(operation.rawValue)` takes no query with `\(clause)`")
  }

  static func sourceArguments(_ range: SourceRange, _ name: String) -> Diagnostic {
    .error("source-arguments", range, "`\(name)` takes nothing in parentheses")
  }

  static func storedField(_ range: SourceRange, _ name: String, entity: String) -> Diagnostic {
    .error(
      "stored-field", range, "`\(name)` is a field of \(entity) that the plan holds",
      notes: ["a `def` may take the place of a computed field only"])
  }

  static func textBesideNumber(_ range: SourceRange, _ text: String, isNumber: Bool) -> Diagnostic {
    .error(
      "text-beside-number", range, "\(LanguageText.quoted(text)) is a text, and here stands a number",
      replacement: isNumber ? text : nil)
  }

  static func textsAdded(_ range: SourceRange) -> Diagnostic {
    .error("texts-added", range, "texts are not added", notes: ["`concat(a, b)` joins them"])
  }

  static func tooDeep(_ range: SourceRange) -> Diagnostic {
    .error("too-deep", range, "this is nested too deeply")
  }

  static func tooManyOperations(_ range: SourceRange) -> Diagnostic {
    .error(
      "too-many-operations", range,
      "a query has \(BindingContext.maximumOperations) operations of arithmetic at most")
  }

  static func tooManyTerms(_ range: SourceRange) -> Diagnostic {
    .error(
      "too-many-terms", range, "a query has \(BindingContext.maximumTerms) views and set operations at most")
  }

  static func totalsPlace(_ range: SourceRange) -> Diagnostic {
    .error(
      "totals-place", range, "`totals` stands after `group by` or `pivot`",
      notes: ["a `select` of aggregates, such as `count()`, is over all rows"])
  }

  static func typeMismatch(
    _ range: SourceRange, _ text: String, _ type: ValueType, other: String, _ otherType: ValueType,
    replacement: String?
  ) -> Diagnostic {
    .error(
      "type-mismatch", range, "`\(text)` is \(type.named), and `\(other)` is \(otherType.named)",
      replacement: replacement)
  }

  static func unknownColumn(_ range: SourceRange, _ name: String, nearest: String?, names: [String])
    -> Diagnostic
  {
    .error(
      "unknown-column", range, "there is no column `\(name)`",
      notes: self.names(names, nearest: nearest, what: "the columns"), replacement: nearest)
  }

  static func unknownEntity(_ range: SourceRange, _ name: String, nearest: String?, names: [String])
    -> Diagnostic
  {
    .error(
      "unknown-entity", range, "there is nothing called `\(name)`",
      notes: [nearest.map { "did you mean `\($0)`?" } ?? "a query is about \(names.joined(separator: ", "))"],
      replacement: nearest)
  }

  static func unknownField(
    _ range: SourceRange, _ name: String, of entity: String, nearest: String?, names: [String]
  ) -> Diagnostic {
    .error(
      "unknown-field", range, "there is no field `\(name)` in \(entity)",
      notes: self.names(names, nearest: nearest, what: "the fields"), replacement: nearest)
  }

  static func unknownFunction(
    _ range: SourceRange, _ name: String, nearest: String?, names: [String]
  ) -> Diagnostic {
    .error(
      "unknown-function", range, "there is no function `\(name)`",
      notes: self.names(names, nearest: nearest, what: "the functions"), replacement: nearest)
  }

  static func unknownMember(
    _ range: SourceRange, _ name: String, _ type: ValueType, nearest: String?, names: [String]
  ) -> Diagnostic {
    .error(
      "unknown-member", range, "in brackets names belong to the member, which is \(type.named)",
      notes: self.names(names, nearest: nearest, what: "its names"), replacement: nearest)
  }

  static func unknownParameter(_ range: SourceRange, _ name: String, nearest: String?) -> Diagnostic {
    .error(
      "unknown-parameter", range, "there is no parameter `$\(name)`",
      notes: nearest.map { ["did you mean `$\($0)`?"] } ?? ["`let $\(name) = …` gives it a value"],
      replacement: nearest.map { "$" + $0 })
  }

  static func unknownValue(_ range: SourceRange, _ word: String, of enumeration: Enumeration) -> Diagnostic {
    let nearest = Nearest.name(to: word, among: enumeration.values.filter { $0.utf8.count > 1 })
    let initial = enumeration == .rag ? Rag.value(meant: word) : nil
    return .error(
      "unknown-value", range, "`\(word)` is no \(enumeration == .rag ? "RAG" : enumeration.rawValue)",
      notes: [valueList(of: enumeration)], replacement: initial ?? nearest)
  }

  /// `its values are R, A, G and blank`
  private static func valueList(of enumeration: Enumeration) -> String {
    "its values are \(enumeration.values.joined(separator: ", ")) and blank"
  }

  static func unordered(
    _ range: SourceRange, _ operation: ComparisonOperator, _ type: ValueType, text: String
  ) -> Diagnostic {
    guard type.element == .enumeration(.rag) else {
      return .error(
        "unordered", range, "`\(operation.rawValue)` has no meaning for `\(text)`, which has no order",
        notes: ["compare with `=`, `!=` or `in (…)`"])
    }
    let right: String? =
      switch operation {
      case .less: "worse than"
      case .greater: "better than"
      default: nil
      }
    return .error(
      "unordered", range, "`\(operation.rawValue)` does not say which RAG is worse",
      notes: ["write `worse than` or `better than`: R is worse than A, and A worse than G"],
      replacement: right)
  }

  static func viewArguments(
    _ range: SourceRange, _ name: String, _ parameters: [String], found: Int
  ) -> Diagnostic {
    let list = parameters.map { "$" + $0 }.joined(separator: ", ")
    return .error(
      "view-arguments", range,
      "`\(name)` takes \(parameters.count) \(parameters.count == 1 ? "value" : "values"), and here are \(found)",
      notes: [parameters.isEmpty ? "it stands without parentheses" : "it is `\(name)(\(list))`"])
  }

  static func viewName(_ range: SourceRange, _ name: String) -> Diagnostic {
    .error("view-name", range, "`\(name)` is what a plan holds already", replacement: "\(name)_2")
  }

  static func viewSearch(_ range: SourceRange, _ name: String) -> Diagnostic {
    .error("view-search", range, "a text is searched in the entities of a plan, and `\(name)` is a view")
  }
}

extension Rag {
  /// The value that a colour's name means.
  fileprivate static func value(meant word: String) -> String? {
    switch word.lowercased() {
    case "red": "R"
    case "amber": "A"
    case "green": "G"
    default: nil
    }
  }
}
