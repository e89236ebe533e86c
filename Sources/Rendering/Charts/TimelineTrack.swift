import Plan

/// The axis of a timeline on a terminal, and what is drawn along it.
struct TimelineTrack {
  struct Marks {
    var due: Character
    var span: Character
    /// There is a start and no end.
    var open: Character
    var today: Character
    var todayOnSpan: Character

    static let blocks = Marks(due: "█", span: "━", open: "▶", today: "┊", todayOnSpan: "┿")
    static let plain = Marks(due: "#", span: "=", open: ">", today: ":", todayOnSpan: "+")
  }

  let axis: TimeAxis
  let marks: Marks
  /// The column of the query's day; nil where it is off the axis.
  let today: Int?

  private static let steps: [(unit: TimeAxis.Unit, width: Int)] =
    [(.month, 5), (.month, 4), (.month, 3), (.month, 2), (.quarter, 3), (.years(1), 5), (.years(1), 3)]
    + [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map { (.years($0), 5) }

  init(_ chart: Timeline, _ extent: Period, width: Int, _ options: RenderOptions) {
    marks = options.isUTF8 ? .blocks : .plain
    axis = TimeAxis(extent, within: max(1, width), steps: Self.steps)
    today = chart.asAt.flatMap { [axis] in axis.contains($0) ? axis.range(of: Period($0)).lowerBound : nil }
  }

  /// One or two lines of names.
  var header: [String] {
    [axis.yearLabels(), axis.unitLabels()].filter { !$0.isEmpty }.map { labels in
      var line = ""
      for label in labels {
        line += String(repeating: " ", count: max(0, label.place - line.utf8.count)) + label.text
      }
      return line
    }
  }

  /// The line of an item, and what goes on below it where its labels take more lines.
  func drawing(
    _ item: Timeline.Item, _ style: Paint.Style, _ paint: Paint
  ) -> (first: [UInt8], below: [UInt8]) {
    var line = [Character](repeating: " ", count: axis.width)
    var styles = [Paint.Style](repeating: .plain, count: axis.width)
    func draw(_ range: Range<Int>, _ mark: Character) {
      for place in range where line.indices.contains(place) {
        line[place] = mark
        styles[place] = style
      }
    }
    if let starts = item.starts {
      let first = axis.range(of: starts).lowerBound
      if item.due.isEmpty {
        draw(first..<axis.width, marks.span)
        draw(axis.width - 1..<axis.width, marks.open)
      } else if let span = item.span, item.isForward {
        draw(axis.range(of: span), marks.span)
      }
    }
    for period in item.due { draw(axis.range(of: period), marks.due) }
    var below = RenderBuffer { _ in }
    if let today {
      below.append(0x20, count: today)
      paint.append(Array(String(marks.today).utf8)[...], .faint, to: &below)
      if line[today] == " " {
        line[today] = marks.today
        styles[today] = .faint
      } else if line[today] == marks.span {
        line[today] = marks.todayOnSpan
      }
    }
    var first = RenderBuffer { _ in }
    var place = 0
    while place < line.count {
      let end = line.indices[place...].first { styles[$0] != styles[place] } ?? line.count
      paint.append(Array(String(line[place..<end]).utf8)[...], styles[place], to: &first)
      place = end
    }
    return (first.bytes, below.bytes)
  }
}
