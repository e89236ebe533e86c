import Plan

@testable import Rendering

/// Answers as `Execution` would give them, for the golden files and the properties.
enum Sample {
  /// The modes that show any answer; charts have tests of their own.
  static let formats: [OutputMode] = [.table, .csv, .tsv, .json, .ndjson, .markdown, .html, .line]

  static let all: [(name: String, table: ResultTable)] = [
    ("types", types), ("actions", actions), ("empty", empty), ("one-blank", oneBlank), ("scripts", scripts),
    ("hostile", hostile), ("single", single),
  ]

  static func text(_ name: String, _ values: [String], isDetail: Bool = false) -> ResultColumn {
    ResultColumn(name: name, type: .text, isDetail: isDetail, values: .text(TextColumn(values)))
  }

  private static func period(_ text: String) -> (Int32, Int32) {
    guard let period = Period(text) else { return (PeriodColumn.blankFirst, PeriodColumn.blankLast) }
    return (period.first.number, period.last.number)
  }

  static func periods(_ values: [String]) -> PeriodColumn {
    PeriodColumn(firsts: values.map { period($0).0 }, lasts: values.map { period($0).1 })
  }

  static func offsets(_ lists: [[String]]) -> [UInt32] {
    lists.reduce(into: [0]) { $0.append(($0.last ?? 0) + UInt32($1.count)) }
  }

  static func periodLists(_ name: String, _ lists: [[String]], isDetail: Bool = false) -> ResultColumn {
    let column = ListColumn(offsets: offsets(lists), elements: .period(periods(lists.flatMap { $0 })))
    return ResultColumn(name: name, type: .list(.period), isDetail: isDetail, values: .list(column))
  }

  static func names(_ values: [String]) -> NameColumn {
    let distinct =
      [""] + values.filter { !$0.isEmpty }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return NameColumn(
      codes: values.map { UInt32(distinct.firstIndex(of: $0) ?? 0) }, dictionary: TextColumn(distinct))
  }

  static func parties(_ name: String, _ lists: [[String]], isDetail: Bool = false) -> ResultColumn {
    let column = ListColumn(offsets: offsets(lists), elements: .name(names(lists.flatMap { $0 })))
    return ResultColumn(name: name, type: .list(.item(.parties)), isDetail: isDetail, values: .list(column))
  }

  static func rag(_ values: [String]) -> ResultColumn {
    let codes = values.map { Enumeration.rag.code(of: $0) ?? 0 }
    return ResultColumn(
      name: "rag", type: .enumeration(.rag), values: .choice(ChoiceColumn(enumeration: .rag, codes: codes)))
  }

  static func refs(_ values: [String]) -> ResultColumn {
    ResultColumn(
      name: "ref", type: .ref, values: .ref(RefColumn(values: values.map { (Ref($0) ?? .blank).packed })))
  }

  static func integers(
    _ name: String, _ values: [Int64?], type: ValueType = .integer, isDetail: Bool = false
  ) -> ResultColumn {
    ResultColumn(
      name: name, type: type, isDetail: isDetail,
      values: .integer(IntegerColumn(values: values.map { $0 ?? 0 }, blanks: values.map { $0 == nil })))
  }

  static let types = ResultTable(
    columns: [
      refs(["2.10", "", "-"]),
      integers("count", [.max, .min, nil]),
      ResultColumn(
        name: "share", type: .decimal, values: .decimal(DecimalColumn(values: [0.1, 1e21, .nan]))),
      ResultColumn(
        name: "overdue", type: .condition, values: .condition(ConditionColumn(values: [true, false, false]))),
      rag(["R", "A", ""]),
      ResultColumn(
        name: "starts", type: .period, values: .period(periods(["2011/12", "2011-10-03..2011-11-02", ""]))),
      periodLists("due", [["2011-10", "2012-Q1"], ["2011-10-31"], []]),
      parties("lead", [["Rose Case", "Sarah Webb"], ["Rose Case"], []]),
      ResultColumn(
        name: "worst", type: .list(.enumeration(.rag)),
        values: .list(
          ListColumn(
            offsets: [0, 2, 2, 3], elements: .choice(ChoiceColumn(enumeration: .rag, codes: [1, 3, 2]))))),
      ResultColumn(
        name: "part", type: .text, values: .name(names(["lead", "owner", "x", "lead"])), rows: [3, 1, 1]),
    ], rowCount: 3)

  static let actions = ResultTable(
    columns: [
      integers("objective", [1, 1, 2, 8], type: .item(.objectives), isDetail: true),
      integers("number", [3, 10, 4, 2], isDetail: true),
      refs(["1.3", "1.10", "2.4", "8.2"]),
      text(
        "description",
        [
          "Review the multi-agency referral pathway so that every practitioner knows when, how and to whom a child"
            + " at risk is to be referred, and publish it.",
          "Train all staff.",
          "Agree with partners, agencies and voluntary groups how information is shared; audit 20 cases a quarter.",
          "Report to the Board on what was learnt, including the views of children, young people and their"
            + " parents or carers (see www.example.org/learning/from/audit/2011/report.pdf).",
        ]),
      text(
        "completion", ["October 2011", "January 2012 & July 2012", "Began June 2011", "31 March 2012"],
        isDetail: true),
      ResultColumn(
        name: "starts", type: .period, isDetail: true, values: .period(periods(["", "", "2011-06", ""]))),
      periodLists("due", [["2011-10"], ["2012-01", "2012-07"], [], ["2012-03-31"]]),
      parties(
        "lead",
        [["Rose Case"], ["Julia Cramp", "Rebecca Barson"], ["Detective Superintendent James Vaughan"], []]
      ),
      parties("monitor", [["Safeguarding Children Board"], [], ["Rose Case"], []], isDetail: true),
      rag(["R", "A", "G", ""]),
    ], rowCount: 4, noun: Schema[.actions], isBare: true)

  static let empty = ResultTable(
    columns: [refs([]), text("description", []), integers("score", [])], rowCount: 0, noun: Schema[.actions])

  static let oneBlank = ResultTable(columns: [text("links", ["", "x", ""])], rowCount: 3)

  static let scripts = ResultTable(
    columns: [
      text("名前", ["漢字かな交じり文は空白なしで続く", "👩‍👩‍👧‍👦 family", "🇬🇧🇫🇷", "e\u{301}te\u{301}", "한국어 ｱｲｳ", "क्षत्रिय"]),
      text("text", ["one", "two 👍🏽", "1️⃣ ❤️", "three\u{200B}four", "five", "नमस्ते"]),
    ], rowCount: 6)

  static let hostile = ResultTable(
    columns: [
      text(
        "a\u{1B}[2Jb",
        [
          "\u{1B}[31mred\u{1B}[0m", "\u{202E}txt.exe\u{2066}", "two\nlines\n", "tab\tcr\rcrlf\r\nend",
          "=cmd|' /C calc'!A0", "-5", "+44 20", "@SUM(A1)", "\t=1", " padded ",
        ]),
      text(
        "b|c,\"d\"",
        [
          "say \"hi\"", "a,b", "a|b \\| c", "back\\slash \\n", "<script>alert(1)</script>", "& &amp; 'q'",
          "`code` *bold* _it_ [x](y) ~~s~~", "\u{0}\u{7}\u{7F}\u{85}\u{9B}31m", "\u{2028}\u{2029}\u{FEFF}",
          "€ é",
        ]),
    ], rowCount: 10)

  static let single = ResultTable(
    columns: [refs(["2.4"]), text("a_rather_long_name", ["word"])], rowCount: 1, noun: Schema[.actions])

  static func render(
    _ table: ResultTable, _ mode: OutputMode, _ change: (inout RenderOptions) -> Void = { _ in }
  ) throws -> String {
    var options = RenderOptions()
    change(&options)
    var bytes: [UInt8] = []
    try mode.render(table, options: options) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
