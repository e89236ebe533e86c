package import Language
import Plan

/// Binds queries and `let` in one environment. It keeps nothing from one query to the next.
package struct Binder: Sendable {
  package var environment: BindingEnvironment

  package init(environment: BindingEnvironment) { self.environment = environment }

  /// Takes a query as parsed and gives one that is ready to run. Throws every mistake that it finds, in the order
  /// of the text; those that only follow from another are left out.
  package func bind(_ query: Query) throws(Diagnostics) -> BoundQuery {
    let first = try bind(query, BindingContext(environment: environment))
    // Only then is it known how many aggregates each grouping has, behind which the slots of later steps stand.
    let sizes = first.context.groups.map(\.aggregates.count)
    if sizes.isEmpty { return first.query }
    return try bind(query, BindingContext(environment: environment, groupSizes: sizes)).query
  }

  private func bind(
    _ query: Query, _ context: BindingContext
  ) throws(Diagnostics) -> (query: BoundQuery, context: BindingContext) {
    var state: QueryState?
    context.collecting { () throws(Failure) in state = try QueryState(query, context) }
    guard context.diagnostics.isEmpty, let state else { throw context.failure() }
    return (state.finish(), context)
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
  private(set) var environment: BindingEnvironment
  private let sessionParameters: [Parameter]
  /// Set by the source's `as at`.
  var sourceAsAt: Day?
  /// `today` or `as_at` counted while nobody had set it.
  var usesDay = false
  /// How many aggregates each grouping has, in the order of `groups`; 0 where it is not known yet.
  private let groupSizes: [Int]
  /// The groupings of the query, in the order they were met.
  private(set) var groups: [Groups] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Arithmetic that remains for the run; each nests one deeper than the one before.
  private var operations = 0
  /// Expressions bound through definitions.
  private var expansions = 0

  static let maximumDiagnostics = 20
  static let maximumOperations = 1_000
  static let maximumExpansions = 10_000

  init(environment: BindingEnvironment, groupSizes: [Int] = []) {
    self.environment = environment
    sessionParameters = environment.parameters
    self.groupSizes = groupSizes
  }

  /// Keeps a new grouping, and gives how many aggregates it will have.
  func append(_ new: Groups) -> Int {
    groups.append(new)
    return groups.count <= groupSizes.count ? groupSizes[groups.count - 1] : 0
  }

  /// Set by the `as at` of a view's use, for the sources within.
  var viewAsAt: Day?
  /// Where the view is used whose query is being bound: all that it binds stands there.
  var viewPlace: SourceRange?
  /// The views that are being bound, each within the one before.
  var viewNames: [String] = []
  /// Where a text that is being typed has a hole; nil for whole texts.
  var probe: HoleProbe?
  /// The clause that is being bound.
  var clauseRange = SourceRange(0, 0)
  private var terms = 0

  static let maximumTerms = 100

  /// Each term of a set operation nests one deeper than the one before.
  func countTerm(_ range: SourceRange) throws(Failure) {
    terms += 1
    if terms > Self.maximumTerms { throw Failure(.tooManyTerms(range)) }
  }

  var asAt: Day { sourceAsAt ?? environment.asAt ?? environment.today }

  /// A parameter was used whose value came from the day of the clock.
  var usesDatedParameter = false

  var usesDefaultDay: Bool { usesDatedParameter || usesDay }

  /// `as_at` or `today` counts here.
  func useDay() {
    if sourceAsAt == nil && environment.asAt == nil { usesDay = true }
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

  /// Binds with the parameters of a view alone, beside those of the session; what is wrong within the view is told
  /// where it is used.
  func within(
    _ view: View, _ source: Source, _ parameters: [Parameter], _ body: () throws(Failure) -> QueryState
  ) throws(Failure) -> QueryState {
    let outer = (environment, viewAsAt, viewPlace, diagnostics.count)
    let place = viewPlace ?? source.name.range
    environment.parameters = sessionParameters + parameters
    if let expression = source.asAt { viewAsAt = try QueryState.asAt(expression, self) }
    viewPlace = place
    viewNames.append(view.name.lowercased())
    defer {
      (environment, viewAsAt, viewPlace) = (outer.0, outer.1, outer.2)
      viewNames.removeLast()
    }
    do throws(Failure) {
      let state = try body()
      if diagnostics.count > outer.3 { throw Failure.reported }
      return state
    } catch {
      if let diagnostic = error.diagnostic { record(Failure(diagnostic)) }
      guard outer.2 == nil, let first = diagnostics.dropFirst(outer.3).first else { throw .reported }
      // One mistake is enough: their ranges are of another text.
      diagnostics.removeSubrange(outer.3...)
      var told = first
      told.range = place
      told.fix = nil
      told.notes.append("in the view `\(view.name)`")
      throw Failure(told)
    }
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
