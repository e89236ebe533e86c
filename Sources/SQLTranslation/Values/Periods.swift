import Binding
import Language
import Plan

/// How periods print where the reader's financial years do not begin in April, as those of plan files do.
extension Writer {
  func printedPeriod(_ value: Value) throws(Diagnostic) -> String {
    let start = translation.financialYearStart
    let plain = try value(.plain)
    if start == Period.planStartMonth { return plain }
    let year = "CAST(substr(\(plain), 1, 4) AS \(dialect == .spark ? "INT" : "INTEGER"))"
    // A year from April is no name of a year to the reader.
    let range = "substr(\(plain), 1, 4) || '-04-01..' || \(dialect.padded("(\(year) + 1)", 4)) || '-03-31'"
    let other = "CASE WHEN substr(\(plain), 5, 1) = '/' THEN \(range) ELSE \(plain) END"
    if start == 1 { return other }
    let day = try value(.first)
    let first = dialect.financialYearStart(of: day, startMonth: start, isNext: false)
    let last = "(\(dialect.financialYearStart(of: day, startMonth: start, isNext: true)) - 1)"
    let number = dialect.financialYear(of: day, startMonth: start)
    let name = "\(dialect.padded(number, 4)) || '/' || \(dialect.padded("(\(number) + 1) % 100", 2))"
    return "CASE WHEN \(day) = \(first) AND \(try value(.last)) = \(last) THEN \(name) ELSE \(other) END"
  }
}
