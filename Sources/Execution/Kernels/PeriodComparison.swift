import Binding
import Plan

/// The periods that stand in a relation to a known one: their first day and their last day each lie between two
/// days. A blank (first day `.max`, last day `.min`) never does.
struct PeriodBox {
  private var firsts: ClosedRange<Int32> = Int32.min...(Int32.max - 1)
  private var lasts: ClosedRange<Int32> = (Int32.min + 1)...Int32.max

  /// nil where there are none.
  init?(_ relation: Relation, _ period: Period) {
    let (first, last) = (period.first.number, period.last.number)
    switch relation {
    case .equal, .identical:
      guard limit(&firsts, first, first), limit(&lasts, last, last) else { return nil }
    case .less, .before:
      guard first > .min, limit(&lasts, .min, first - 1) else { return nil }
    case .lessOrEqual, .endsBy:
      guard limit(&lasts, .min, last) else { return nil }
    case .greater, .after:
      guard last < .max, limit(&firsts, last + 1, .max) else { return nil }
    case .greaterOrEqual, .startsFrom:
      guard limit(&firsts, first, .max) else { return nil }
    case .within:
      guard limit(&firsts, first, .max), limit(&lasts, .min, last) else { return nil }
    case .overlaps:
      guard limit(&firsts, .min, last), limit(&lasts, first, .max) else { return nil }
    case .contains, .startsWith, .endsWith, .worse, .better:
      return nil
    }
  }

  func selection(_ column: PeriodColumn, _ rows: Tested, _ run: Run) throws -> Selection {
    let (firstLow, firstHigh) = (firsts.lowerBound, firsts.upperBound)
    let (lastLow, lastHigh) = (lasts.lowerBound, lasts.upperBound)
    let (firsts, lasts) = (column.firsts.span, column.lasts.span)
    return try scan(rows, run) {
      $0.mark {
        let (first, last) = (firsts[unchecked: $0], lasts[unchecked: $0])
        // Without branches: which end decides is as good as random.
        let isOutside =
          (first < firstLow ? 1 : 0) | (first > firstHigh ? 1 : 0) | (last < lastLow ? 1 : 0)
          | (last > lastHigh ? 1 : 0)
        return isOutside == 0
      }
    }
  }
}

/// Narrows a range; false where nothing is left.
private func limit(_ range: inout ClosedRange<Int32>, _ low: Int32, _ high: Int32) -> Bool {
  let (low, high) = (max(range.lowerBound, low), min(range.upperBound, high))
  guard low <= high else { return false }
  range = low...high
  return true
}

extension Relation {
  /// Of two present periods.
  @inline(__always)
  func holds(_ aFirst: Int32, _ aLast: Int32, _ bFirst: Int32, _ bLast: Int32) -> Bool {
    switch self {
    case .equal, .identical: aFirst == bFirst && aLast == bLast
    case .less, .before: aLast < bFirst
    case .lessOrEqual, .endsBy: aLast <= bLast
    case .greater, .after: aFirst > bLast
    case .greaterOrEqual, .startsFrom: aFirst >= bFirst
    case .within: aFirst >= bFirst && aLast <= bLast
    case .overlaps: aFirst <= bLast && aLast >= bFirst
    case .contains, .startsWith, .endsWith, .worse, .better: false
    }
  }
}
