package import Language
import Plan

/// Binds queries and `let` in one environment. It keeps nothing from one query to the next.
package struct Binder: Sendable {
  package var environment: BindingEnvironment

  package init(environment: BindingEnvironment) { self.environment = environment }

  /// Takes a query as parsed and gives one that is ready to run. Throws every mistake that it finds, in the order
  /// of the text; those that only follow from another are left out.
  package func bind(_ query: Query) throws(Diagnostics) -> BoundQuery {
    let context = BindingContext(environment: environment)
    var state: QueryState?
    context.collecting { () throws(Failure) in state = try QueryState(query, context) }
    guard context.diagnostics.isEmpty, let state else { throw context.failure() }
    return state.finish()
  }

  /// Binds `let $name = expression`: a constant of the language, such as a number, a text, a date, an enumeration
  /// value, or arithmetic with these. Throws where it is none.
  package func bindLet(_ name: Name, _ expression: Expression) throws(Diagnostics) -> Parameter {
    let context = BindingContext(environment: environment)
    let binder = ExpressionBinder(context: context, scope: Scope(.nothing))
    var parameter: Parameter?
    context.collecting { () throws(Failure) in parameter = try binder.parameter(name.node, expression) }
    guard context.diagnostics.isEmpty, let parameter else { throw context.failure() }
    return parameter
  }
}

/// Why something cannot be bound; without a diagnostic where the cause was reported already.
struct Failure: Error {
  var diagnostic: Diagnostic?

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  private init() { diagnostic = nil }

  static let reported = Failure()
}

/// What is shared while one query is bound.
final class BindingContext {
  let environment: BindingEnvironment
  /// Set by the source's `as at`.
  var sourceAsAt: Day?
  var usesDay = false
  private(set) var diagnostics: [Diagnostic] = []
  /// Arithmetic that remains for the run; each nests one deeper than the one before.
  private var operations = 0
  /// Expressions bound through definitions.
  private var expansions = 0

  static let maximumDiagnostics = 20
  static let maximumOperations = 1_000
  static let maximumExpansions = 10_000

  init(environment: BindingEnvironment) { self.environment = environment }

  var asAt: Day { sourceAsAt ?? environment.asAt ?? environment.today }

  /// A parameter was used whose value came from the day of the clock.
  var usesDatedParameter = false

  var usesDefaultDay: Bool {
    usesDatedParameter || (usesDay && sourceAsAt == nil && environment.asAt == nil)
  }

  /// Keeps a diagnostic that is thrown, and goes on.
  func collecting(_ body: () throws(Failure) -> Void) {
    do { try body() } catch { record(error) }
  }

  func record(_ failure: Failure) {
    guard let diagnostic = failure.diagnostic, !diagnostics.contains(diagnostic) else { return }
    if diagnostics.count == Self.maximumDiagnostics { return }
    diagnostics.append(diagnostic)
  }

  func failure() -> Diagnostics {
    let ordered = diagnostics.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }
    return Diagnostics(ordered.map(\.element))
  }

  func countOperation(_ range: SourceRange) throws(Failure) {
    operations += 1
    if operations > Self.maximumOperations { throw Failure(.tooManyOperations(range)) }
  }

  func countExpansion(_ range: SourceRange) throws(Failure) {
    expansions += 1
    if expansions > Self.maximumExpansions { throw Failure(.definitionTooLarge(range)) }
  }
}
