import Language
import Plan

/// Computed fields: a formula is bound in the frame of its entity wherever it is used, and all of it stands at the
/// place of its use.
extension ExpressionBinder {
  /// Definitions within definitions.
  static let maximumExpansion = 16

  func expand(_ definition: Definition, _ range: SourceRange) throws(Failure) -> BoundExpression {
    let name = "\(Schema[definition.entity].name).\(definition.name)"
    let place = usedAt ?? range
    if expanding.contains(name) { throw Failure(.recursiveDefinition(place, expanding + [name])) }
    if expanding.count >= Self.maximumExpansion { throw Failure(.definitionTooLarge(place)) }
    var inner = entering(.item(definition.entity))
    inner.expanding.append(name)
    inner.usedAt = place
    do {
      return try inner.value(definition.expression)
    } catch {
      guard expanding.isEmpty, var diagnostic = error.diagnostic else { throw error }
      // Ranges within the formula are of another text.
      diagnostic.range = place
      diagnostic.fix = nil
      diagnostic.notes.append("in the definition of `\(name)`: \(definition.formula)")
      throw Failure(diagnostic)
    }
  }
}
