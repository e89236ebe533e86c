import Plan
import TestSupport
import Testing

@testable import Rendering

struct TimeAxisTests {
  private static let steps: [(unit: TimeAxis.Unit, width: Int)] = [
    (.month, 4), (.quarter, 3), (.years(1), 5), (.years(10), 5),
  ]

  private func axis(_ period: String, within width: Int) throws -> TimeAxis {
    TimeAxis(try #require(Period(period)), within: width, steps: Self.steps)
  }

  private func range(_ period: String, on axis: TimeAxis) throws -> Range<Int> {
    axis.range(of: try #require(Period(period)))
  }

  @Test(
    "months where they fit, then quarters, years and more",
    arguments: [
      (40, "Nov|Dec|Jan|Feb", "2011|2012"), (7, "Q4|Q1", "2011|2012"), (5, "2", ""),
    ])
  func units(width: Int, labels: String, years: String) throws {
    let axis = try axis("2011-11-20..2012-02-01", within: width)
    if width > 5 {
      #expect(axis.unitLabels().map(\.text).joined(separator: "|") == labels)
      let places = axis.yearLabels().map(\.text).joined(separator: "|")
      // Where the second year has no room, the first stands alone.
      #expect(width > 7 ? places == years : years.hasPrefix(places + "|"))
    }
    #expect(axis.width <= width)
  }

  @Test("neighbouring periods touch, whatever the unit", arguments: [400, 60, 30, 12])
  func tiles(width: Int) throws {
    let axis = try axis("2010-03..2014-05", within: width)
    var day = try #require(Day(year: 2010, month: 3, day: 1))
    var lastEnd = axis.range(of: Period(day)).lowerBound
    while day.components.year < 2014 {
      let next = try #require(day.adding(months: 3))
      let period = Period(day, try #require(next.adding(days: -1)))
      let range = axis.range(of: period)
      #expect(range.lowerBound <= lastEnd && range.upperBound > range.lowerBound)
      #expect(range.upperBound >= lastEnd && range.upperBound <= axis.width)
      lastEnd = range.upperBound
      day = next
    }
  }

  @Test("a month fills its cell, a day a part of it")
  func places() throws {
    let axis = try axis("2011-06..2012-07", within: 100)
    #expect(try range("2011-06", on: axis) == 0..<4)
    #expect(try range("2011-10", on: axis) == 16..<20)
    #expect(try range("2011-10-31", on: axis) == 19..<20)
    #expect(try range("2011-10-01", on: axis) == 16..<17)
    #expect(try range("2011/12", on: axis) == 0..<40)
    #expect(try axis.contains(#require(Day(year: 2012, month: 7, day: 31))))
    #expect(try !axis.contains(#require(Day(year: 2012, month: 8, day: 1))))
    #expect(axis.yearPlaces == [28])
  }

  @Test("all time fits into any width", arguments: [1, 2, 3, 5, 8, 20, 80])
  func allTime(width: Int) throws {
    let axis = try axis("0001-01-01..9999-12-31", within: width)
    #expect(axis.width <= width)
    let first = try range("0001-01-01", on: axis)
    let last = try range("9999-12-31", on: axis)
    #expect(first.lowerBound == 0 && last.upperBound <= axis.width && !last.isEmpty)
  }
}
