import Testing

@testable import Plan

@Suite struct DayTests {
  /// Counts day by day from Monday, 1 January 1900, the way that one does by hand.
  @Test func everyDayFrom1900To2100() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var number = try #require(Day(year: 1900, month: 1, day: 1)).number
    var weekday = 0
    #expect(number == -25_567)
    for year in 1900...2100 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
        for day in 1...length {
          guard let made = Day(year: year, month: month, day: day), made.number == number,
            made.components == (year, month, day), made.weekday == weekday
          else {
            Issue.record("\(year)-\(month)-\(day)")
            return
          }
          number += 1
          weekday = (weekday + 1) % 7
        }
        #expect(Day(year: year, month: month, day: length + 1) == nil)
      }
    }
    #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
  }

  @Test(arguments: [(2011, 0, 1), (2011, 13, 1), (2011, 1, 0), (0, 1, 1), (10_000, 1, 1), (2011, 2, 29)])
  func isNoDay(year: Int, month: Int, day: Int) { #expect(Day(year: year, month: month, day: day) == nil) }

  @Test(arguments: [
    ("2011-01-31", 1, "2011-02-28"), ("2012-01-31", 1, "2012-02-29"), ("2011-12-15", 1, "2012-01-15"),
    ("2011-01-15", -1, "2010-12-15"), ("2012-02-29", 12, "2013-02-28"), ("2011-03-31", -13, "2010-02-28"),
    ("9999-12-01", 1, ""), ("0001-01-01", -1, ""), ("2011-01-01", .max, ""), ("2011-01-01", .min, ""),
  ])
  func addingMonths(start: String, months: Int, end: String) throws {
    #expect((try #require(Period(start)).first.adding(months: months)?.text ?? "") == end)
  }

  @Test(arguments: [
    ("2011-12-31", 1, "2012-01-01"), ("2012-03-01", -1, "2012-02-29"), ("9999-12-31", 1, ""),
    ("0001-01-01", -1, ""), ("2011-01-01", .max, ""),
  ])
  func addingDays(start: String, days: Int, end: String) throws {
    #expect((try #require(Period(start)).first.adding(days: days)?.text ?? "") == end)
  }
}

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2011", "2011-01-01", "2011-12-31"), ("2011/12", "2011-04-01", "2012-03-31"),
    ("1999/00", "1999-04-01", "2000-03-31"), ("2011-Q4", "2011-10-01", "2011-12-31"),
    ("2011/12Q3", "2011-10-01", "2011-12-31"), ("2011/12q4", "2012-01-01", "2012-03-31"),
    ("2011-12", "2011-12-01", "2011-12-31"), ("2012-02", "2012-02-01", "2012-02-29"),
    ("October 2011", "2011-10-01", "2011-10-31"), ("sept 2011", "2011-09-01", "2011-09-30"),
    (" Oct  2011 ", "2011-10-01", "2011-10-31"), ("31 October 2011", "2011-10-31", "2011-10-31"),
    ("2011-10-31", "2011-10-31", "2011-10-31"), ("2011-10-03..2011-11-02", "2011-10-03", "2011-11-02"),
    ("2011-10..2011-11", "2011-10-01", "2011-11-30"),
  ])
  func reads(text: String, first: String, last: String) throws {
    let period = try #require(Period(text))
    #expect(period.first.text == first)
    #expect(period.last.text == last)
    #expect(Period(period.text()) == period)
  }

  @Test(arguments: [
    "", " ", "11", "2011/13", "2011-13", "2011-00", "2011-10-32", "2011-02-29", "2011-Q5", "2011/12Q0",
    "Octo 2011",
    "October", "October 11", "31/10/2011", "2011-10-31x", "x2011", "2011..", "2011-11..2011-10", "20111",
    "0000",
    "32 October 2011", "2011 - 10", "9999/00",
  ])
  func isNone(text: String) { #expect(Period(text) == nil) }

  @Test func shortTextReadsBack() throws {
    for year in 1900...2100 {
      var periods = [Period(year: year), Period(financialYear: year)]
      for quarter in 1...4 {
        periods += [Period(year: year, quarter: quarter), Period(financialYear: year, quarter: quarter)]
      }
      for month in 1...12 {
        periods += [
          Period(year: year, month: month), Period(year: year, firstMonth: month, months: 2),
          Day(year: year, month: month, day: month * 2).map { Period($0) },
        ]
      }
      for period in periods {
        let period = try #require(period)
        if Period(period.text()) != period { Issue.record("\(period.text())") }
      }
    }
  }

  @Test(arguments: [
    ("2011", "2011"), ("2011-01-01..2011-12-31", "2011"), ("2011-04-01..2012-03-31", "2011/12"),
    ("2011-10-01..2011-12-31", "2011-Q4"), ("2011-10-01..2011-10-31", "2011-10"),
    ("2011-10-31..2011-10-31", "2011-10-31"), ("2011-10-01..2011-10-30", "2011-10-01..2011-10-30"),
    ("2011/12Q4", "2012-Q1"),
  ])
  func isAsShortAsExact(text: String, shortest: String) throws {
    #expect(try #require(Period(text)).text() == shortest)
  }

  @Test func sortsByStartThenEnd() throws {
    let texts = ["2011", "2011-01", "2011-01-01", "2010", "2011-02"]
    let sorted = try texts.map { try #require(Period($0)) }.sorted().map { $0.text() }
    #expect(sorted == ["2010", "2011-01-01", "2011-01", "2011", "2011-02"])
  }
}
