import Testing

/// What dates, periods and the day of a query mean.
@Suite struct DateMeaningTests {
  // partial dates, qualifiers and the financial year
  @Test(arguments: Meaning.table(DateMeaningTests.datesTable))
  func dates(_ meaning: Meaning) throws { try meaning.check() }

  static let datesTable = #"""
    actions where due < 2011-10 and due <= 2011-10 and due > 2011-10 and due >= 2011-10
      actions | filter all(before(due, 2011-10), endsBy(due, 2011-10), after(due, 2011-10),
      startsFrom(due, 2011-10))
    actions where due = 2011-10 and due == 2011-10
      actions | filter all(within(due, 2011-10), identical(due, 2011-10))
    actions where October 2011 = due and 2011-10 < due
      actions | filter all(within(due, 2011-10), before(2011-10, due))
    actions where due = starts
      actions | filter any(within(due, starts), bothBlank(due, starts))
    actions where due in 2011-10..2011-12 and due in 2011-10.. and due in ..2011-12
      actions | filter all(within(due, 2011-Q4), within(due, 2011-10-01..), within(due, ..2011-12-31))
    actions where due overlaps 2011-10..2011-12 and starts overlaps ..as_at
      actions | filter all(overlaps(due, 2011-Q4), overlaps(starts, ..2011-08-15))
    actions where due in starts.. and due in ..starts and due in starts..due.last
      actions | filter all(startsFrom(due, starts), endsBy(due, starts), between(due, starts,
      latest(due)))
    actions where due between 2011-10 and 2011-12
      actions | filter between(due, 2011-10, 2011-12)
    actions where today between starts and due.last
      actions | filter between(2011-08-15, starts, latest(due))
    actions where due not in 2011-10 and due not between 2011-10 and 2012
      actions | filter all(not(within(due, 2011-10)), not(between(due, 2011-10, 2012)))
    actions where due < "October 2011" and due < "2011-10-31"
      actions | filter all(before(due, 2011-10), before(due, 2011-10-31))
    actions where due < 2011
      actions | filter before(due, 2011)
    actions where due.first < 2011-10 and due.last > 2011-10
      actions | filter all(before(earliest(due), 2011-10), after(latest(due), 2011-10))
    actions where due = 2011/12 and due = 2011/12Q1 and due = 2011-Q2 and due = 2011-12
      actions | filter all(within(due, 2011/12), within(due, 2011-Q2), within(due, 2011-Q2), within(due,
      2011-12))
    actions where month(due) = 10 and year(starts) = 2011 and quarter(due.last) = 4
      actions | filter all(equal(month(due), 10), equal(year(starts), 2011), equal(quarter(latest(due)),
      4))
    actions where fy(due) = 2011/12
      actions | filter within(fy(due, 4), 2011/12)
    """#

  // as at, relative dates and durations
  @Test(arguments: Meaning.table(DateMeaningTests.asatTable))
  func asat(_ meaning: Meaning) throws { try meaning.check() }

  static let asatTable = #"""
    actions where due < today and due < as_at
      actions | filter all(before(due, 2011-08-15), before(due, 2011-08-15))
    actions as at 2011-11 where due < as_at
      actions | filter before(due, 2011-11-30)
    actions as at "2011-12-24" where due < today
      actions | filter before(due, 2011-12-24)
    actions as at today - 30d where due < today
      actions | filter before(due, 2011-07-16)
    actions where due in last 3 months
      actions | filter within(due, 2011-05-01..2011-07-31)
    actions where due in this month
      actions | filter within(due, 2011-08)
    actions where due in next month
      actions | filter within(due, 2011-09)
    actions where due in this week
      actions | filter within(due, 2011-08-15..2011-08-21)
    actions where due in last week
      actions | filter within(due, 2011-08-08..2011-08-14)
    actions where due in next 2 weeks
      actions | filter within(due, 2011-08-22..2011-09-04)
    actions where due in this quarter
      actions | filter within(due, 2011-Q3)
    actions where due in next quarter
      actions | filter within(due, 2011-Q4)
    actions where due in this fy
      actions | filter within(due, 2011/12)
    actions where due in last fy
      actions | filter within(due, 2010/11)
    actions where due in last 30 days
      actions | filter within(due, 2011-07-16..2011-08-14)
    actions where due in next 7 days
      actions | filter within(due, 2011-08-16..2011-08-22)
    actions where due in this year
      actions | filter within(due, 2011)
    actions where due < 2011-01-31 + 1m
      actions | filter before(due, 2011-02-28)
    actions where due < 2012-01-31 + 1m
      actions | filter before(due, 2012-02-29)
    actions where due < 2011-10 + 2m
      actions | filter before(due, 2011-12)
    actions where due < 2011-11 - 1m
      actions | filter before(due, 2011-10)
    actions where due < 2011-10 + 1d
      actions | filter before(due, 2011-10-02..2011-11-01)
    actions where due < 2011/12Q1 - 1q
      actions | filter before(due, 2011-Q1)
    actions where due < 2011 + 1y
      actions | filter before(due, 2012)
    actions where due < 2012-02-29 - 1y
      actions | filter before(due, 2011-02-28)
    actions where due < today + 2w - 1d
      actions | filter before(due, 2011-08-28)
    actions where fy(due) = fy(today) and month(due) = month(2011-10-31)
      actions | filter all(within(fy(due, 4), 2011/12), equal(month(due), 10))
    actions where fy(starts) = fy(2012-03) and quarter(2011-12) = year(today)
      actions | filter all(within(fy(starts, 4), 2011/12), equal(4, 2011))
    risks where score = days(2011-10, 2011-11-02)
      risks | filter equal(score, 2)
    """#
}
