import Language
package import Plan

/// A typed value under a name: `$who`. It is bound, never spliced into text (language.md, parameters).
package struct Parameter: Sendable {
  /// Without the dollar sign.
  package var name: String
  package var value: Constant
  package var type: ValueType
  /// A number as it was spelled, because `2.10` beside a ref is not `2.1`; and any text from outside.
  package var spelling: String?
  /// Came from outside as bare text, so that it is read as whatever stands beside it asks for.
  package var isUntyped: Bool
  /// The value came from `today` or the like while nobody had set `as_at`.
  package var usesDefaultDay: Bool

  package init(
    name: String, value: Constant, type: ValueType, spelling: String? = nil, isUntyped: Bool = false,
    usesDefaultDay: Bool = false
  ) {
    self.name = name
    self.value = value
    self.type = type
    self.spelling = spelling
    self.isUntyped = isUntyped
    self.usesDefaultDay = usesDefaultDay
  }

  /// Reads a value that was given as text (`-p NAME=VALUE`): a quoted string, a number or a date of the language
  /// has its type, all else is plain text. Beside a value of another type, plain text is read as that type.
  /// Never fails.
  package static func read(name: String, text: String, environment: BindingEnvironment) -> Parameter {
    let plain = Parameter(
      name: name, value: text.isEmpty ? .blank : .text(text), type: .text, spelling: text, isUntyped: true)
    guard let expression = LanguageText.expression(text) else { return plain }
    // A bare word is text here, because outside of a query nothing stands beside it that would type it.
    if case .path = expression.kind { return plain }
    guard
      let parameter = try? Binder(environment: environment).bindLet(Name(name, expression.range), expression)
    else { return plain }
    if case .string = expression.kind { return parameter }
    return Parameter(
      name: name, value: parameter.value, type: parameter.type, spelling: text, isUntyped: true,
      usesDefaultDay: parameter.usesDefaultDay)
  }
}
