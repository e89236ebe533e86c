import Plan

@testable import Rendering

/// Answers that charts show, and those that try them.
enum SampleCharts {
  typealias Named = (name: String, table: ResultTable)

  static func decimals(_ name: String, _ values: [Double]) -> ResultColumn {
    ResultColumn(name: name, type: .decimal, values: .decimal(DecimalColumn(values: values)))
  }

  static func named(_ name: String, _ column: ResultColumn) -> ResultColumn {
    var column = column
    column.name = name
    return column
  }

  static let hostileTexts = [
    "\u{1B}[31mred\u{1B}[0m", "\u{202E}txt.exe", "two\nlines", "<script>alert('x')</script> & \"q\"",
    "漢字かな交じり文は空白なしで続く", "e\u{301}te\u{301} 👩‍👩‍👧‍👦", "supercalifragilisticexpialidocious",
  ]

  // MARK: - Bars

  static let bars: [Named] = [
    (
      "by rag",
      ResultTable(
        columns: [Sample.rag(["R", "A", "G", ""]), Sample.integers("count", [1, 19, 10, 0])], rowCount: 4,
        shape: ResultShape(keys: [0]))
    ),
    (
      "several numbers, a share, a total",
      ResultTable(
        columns: [
          Sample.text("lead", ["Rose Case", "Julia Cramp", "Total"]), Sample.integers("n", [14, 3, 17]),
          Sample.integers("amber", [9, nil, 11]), decimals("share", [0.5, 0.25, 0.4]),
        ], rowCount: 3, shape: ResultShape(keys: [0], hasTotals: true))
    ),
    (
      "a pivot by rag",
      ResultTable(
        columns: [
          Sample.integers("objective.number", [1, 10]), Sample.integers("R", [0, 2]),
          Sample.integers("A", [3, 1]), Sample.integers("Total", [3, 3]),
        ], rowCount: 2,
        shape: ResultShape(
          keys: [0], hasTotals: false, pivot: PivotShape(rowKey: "objective.number", columnKey: "rag")))
    ),
    (
      "two labels",
      ResultTable(
        columns: [
          Sample.integers("impact", [1, 1, 2]), Sample.rag(["R", "", "A"]),
          Sample.integers("count", [3, 0, 8]),
        ], rowCount: 3, shape: ResultShape(keys: [0, 1]))
    ),
    (
      "below zero",
      ResultTable(
        columns: [Sample.refs(["1.1", "1.2", "1.3", "1.4"]), Sample.integers("days", [-12, 50, nil, 1])],
        rowCount: 4)
    ),
    (
      "huge",
      ResultTable(
        columns: [
          Sample.text("k", ["a", "b", "c", "d"]), Sample.integers("n", [.max, .min, 0, 1]),
          decimals("x", [1e308, -1e308, .nan, .infinity]),
        ], rowCount: 4)
    ),
    (
      "hostile",
      ResultTable(
        columns: [
          Sample.text("k\u{1B}[2J", hostileTexts), Sample.integers("n<b>", [1, 2, 3, 4, 5, 6, 7]),
        ], rowCount: 7)
    ),
    ("no rows", ResultTable(columns: [Sample.text("k", []), Sample.integers("n", [])], rowCount: 0)),
    ("blank", ResultTable(columns: [Sample.text("k", [""]), Sample.integers("n", [nil])], rowCount: 1)),
    ("one number", ResultTable(columns: [Sample.integers("count", [31])], rowCount: 1)),
  ]

  // MARK: - Matrices

  static func refLists(_ name: String, _ lists: [[String]]) -> ResultColumn {
    let refs = lists.flatMap { $0 }.map { (Ref($0) ?? .blank).packed }
    let column = ListColumn(offsets: Sample.offsets(lists), elements: .ref(RefColumn(values: refs)))
    return ResultColumn(name: name, type: .list(.ref), values: .list(column))
  }

  static let risks = ResultTable(
    columns: [
      Sample.integers("impact", [1, 2, 3, 4, nil]),
      refLists("1", [["1.1", "3.2", "7.1"], [], [], [], []]),
      refLists("2", [["6.1"], ["3.1", "5.2", "5.3", "9.1"], [], [], []]),
      refLists("3", [[], ["2.1", "4.1", "5.1", "8.1"], ["8.2"], [], ["10.12"]]),
      refLists("4", [[], [], [], ["8.3"], []]),
      refLists("blank", [[], [], [], ["8.4"], []]),
    ], rowCount: 5,
    shape: ResultShape(
      keys: [0],
      pivot: PivotShape(
        rowKey: "impact", columnKey: "likelihood", rowLevels: [1, 2, 3, 4, nil],
        columnLevels: [1, 2, 3, 4, nil])))

  static func pivot(_ columns: [ResultColumn], rows: Int, hasTotals: Bool = false) -> ResultTable {
    ResultTable(
      columns: columns, rowCount: rows,
      shape: ResultShape(
        keys: [0], hasTotals: hasTotals, pivot: PivotShape(rowKey: "lead", columnKey: "part")))
  }

  static let matrices: [Named] = [
    ("risks", risks),
    (
      "counts with totals",
      pivot(
        [
          Sample.text("lead", ["Rose Case", "", "Total"]), Sample.integers("R", [0, 1, 1]),
          Sample.integers("A", [9, 4, 13]), Sample.integers("G", [-14, nil, 8]),
          Sample.integers("Total", [9, 5, 22]),
        ], rows: 3, hasTotals: true)
    ),
    (
      "averages",
      pivot(
        [Sample.text("lead", ["a", "b"]), decimals("x", [0.5, 2]), decimals("y", [.nan, 1.25])], rows: 2)
    ),
    (
      "ratings",
      pivot(
        [
          Sample.text("lead", ["a", "b"]), named("x", Sample.rag(["R", ""])),
          named("y", Sample.rag(["A", "G"])),
        ], rows: 2)
    ),
    (
      "hostile",
      pivot(
        [
          Sample.text("k", hostileTexts), Sample.text("\u{1B}]0;x\u{7}", hostileTexts.reversed()),
          Sample.text("<i>", Array(repeating: "", count: 7)),
        ], rows: 7)
    ),
    (
      "huge", pivot([Sample.text("k", ["a", "b"]), Sample.integers("n", [.max, .min])], rows: 2)
    ),
    (
      "too many columns",
      pivot(
        [Sample.text("k", ["row"])] + (1...40).map { Sample.integers("column \($0)", [Int64($0)]) }, rows: 1)
    ),
    ("no rows", pivot([Sample.text("k", []), Sample.integers("n", [])], rows: 0)),
    ("no columns", pivot([Sample.text("k", ["a"])], rows: 1)),
  ]

  // MARK: - Timelines

  static func periods(_ name: String, _ values: [String]) -> ResultColumn {
    ResultColumn(name: name, type: .period, values: .period(Sample.periods(values)))
  }

  static func asAt(_ text: String, _ table: ResultTable) -> ResultTable {
    var table = table
    table.shape.asAt = Period(text)?.last
    return table
  }

  static let timelines: [Named] = [
    ("actions", asAt("2011-11-15", Sample.actions)),
    ("actions, asked much later", asAt("2026-11-24", Sample.actions)),
    (
      "any two dates",
      asAt(
        "2012-06",
        ResultTable(
          columns: [
            Sample.text("what", ["a", "a rather long name that wraps", "c"]),
            periods("from", ["2011", "2012-Q2", ""]), periods("to", ["2013-02-03", "", "2011/12"]),
            Sample.rag(["R", "G", "A"]),
          ], rowCount: 3))
    ),
    (
      "a century",
      asAt(
        "1999",
        ResultTable(
          columns: [Sample.refs(["1.1", "1.2"]), periods("due", ["1950-01-01", "2049"])], rowCount: 2))
    ),
    (
      "all time",
      ResultTable(
        columns: [Sample.refs(["1.1", "1.2"]), periods("due", ["0001-01-01", "9999-12-31"])], rowCount: 2)
    ),
    (
      "one day",
      asAt(
        "2012-02-29",
        ResultTable(columns: [Sample.refs(["1.1"]), periods("due", ["2012-02-29"])], rowCount: 1))
    ),
    (
      "hostile",
      ResultTable(
        columns: [
          Sample.text("k\u{202E}", hostileTexts),
          periods("due", ["2011-01", "", "2011-03", "2011-04", "2011-05", "2011-06", "2011-07"]),
        ], rowCount: 7)
    ),
    (
      "no dates",
      ResultTable(columns: [Sample.refs(["1.1", "1.2"]), periods("due", ["", ""])], rowCount: 2)
    ),
    ("no rows", ResultTable(columns: [Sample.refs([]), periods("due", [])], rowCount: 0)),
    ("only dates", ResultTable(columns: [periods("due", ["2011-10", "2011-12"])], rowCount: 2)),
  ]
}
