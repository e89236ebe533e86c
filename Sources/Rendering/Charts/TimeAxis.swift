import Plan

/// Maps days to places on an axis of months, quarters or years, each as wide as the others.
struct TimeAxis {
  enum Unit { case month, quarter, years(Int) }

  let unit: Unit
  /// Of each unit, in columns or pixels.
  let unitWidth: Int
  let unitCount: Int
  /// Months from the beginning of year 0.
  private let start: Int

  var width: Int { unitCount * unitWidth }

  /// The finest axis that shows a period within a width, from the widest steps to the narrowest.
  ///
  /// - Parameter steps: units with the width that each needs, the finest first.
  init(_ period: Period, within width: Int, steps: [(unit: Unit, width: Int)]) {
    for step in steps {
      let axis = TimeAxis(period, step.unit, unitWidth: step.width)
      if axis.width <= width {
        self = axis
        return
      }
    }
    // One unit that holds every year there can be.
    self.init(period, .years(10_000), unitWidth: max(1, width))
  }

  private init(_ period: Period, _ unit: Unit, unitWidth: Int) {
    self.unit = unit
    self.unitWidth = unitWidth
    let length = unit.months
    let first = TimeAxis.month(of: period.first) / length
    let last = TimeAxis.month(of: period.last) / length
    start = first * length
    unitCount = max(1, last - first + 1)
  }

  private static func month(of day: Day) -> Int {
    let parts = day.components
    return max(0, parts.year * 12 + parts.month - 1)
  }

  /// Where a day begins, and where it ends; within the axis.
  private func place(of day: Day, isEnd: Bool) -> Int {
    let parts = day.components
    let days = Day.length(ofMonth: parts.month, in: parts.year)
    let months = TimeAxis.month(of: day) - start
    let passed = months * days + parts.day - (isEnd ? 0 : 1)
    let scale = unit.months * days
    let place = isEnd ? (passed * unitWidth + scale - 1) / scale : passed * unitWidth / scale
    return min(max(0, place), width)
  }

  /// At least one place wide.
  func range(of period: Period) -> Range<Int> {
    let first = min(place(of: period.first, isEnd: false), max(0, width - 1))
    return first..<max(first + 1, place(of: period.last, isEnd: true))
  }

  func contains(_ day: Day) -> Bool {
    let month = TimeAxis.month(of: day)
    return month >= start && month < start + unitCount * unit.months
  }

  struct Label {
    var place: Int
    var text: String
  }

  /// What stands at the beginning of each unit.
  ///
  /// - Parameter letterWidth: of one letter, in what the axis is measured in.
  func unitLabels(letterWidth: Int = 1) -> [Label] {
    (0..<unitCount).map { index in
      let month = start + index * unit.months
      return Label(
        place: index * unitWidth, text: unit.label(month: month, width: unitWidth / max(1, letterWidth)))
    }
  }

  /// The years above months and quarters; none above years.
  func yearLabels(letterWidth: Int = 1) -> [Label] {
    if case .years = unit { return [] }
    var labels: [Label] = []
    var free = 0
    for index in 0..<unitCount {
      let month = start + index * unit.months
      let text = TimeAxis.year(month)
      guard index == 0 || month % 12 == 0, index * unitWidth + text.utf8.count * letterWidth <= width
      else { continue }
      // A year that begins right behind another has more right to the room.
      if index * unitWidth < free, !labels.isEmpty { labels.removeLast() }
      labels.append(Label(place: index * unitWidth, text: text))
      free = index * unitWidth + (text.utf8.count + 1) * letterWidth
    }
    return labels
  }

  /// Where years begin, in the middle of the axis.
  var yearPlaces: [Int] {
    (1..<max(1, unitCount)).filter { (start + $0 * unit.months) % 12 == 0 }.map { $0 * unitWidth }
  }

  fileprivate static func year(_ month: Int) -> String {
    let digits = String(month / 12)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

extension TimeAxis.Unit {
  var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .years(let count): 12 * max(1, count)
    }
  }

  private static let names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  fileprivate func label(month: Int, width: Int) -> String {
    switch self {
    case .month:
      let name = Self.names[month % 12]
      return width > name.utf8.count ? name : String(name.prefix(1))
    case .quarter: return "Q\(month % 12 / 3 + 1)"
    case .years:
      let year = TimeAxis.year(month)
      return width > year.utf8.count ? year : String(year.suffix(max(1, width - 1)))
    }
  }
}
