import Plan

/// The year headings of an indicators table, by position (design.md, Document).
struct FinancialYears {
  struct Heading: Equatable {
    var column: Int
    /// nil where no year could be told.
    var period: Period?
  }

  var headings: [Heading]
  /// Where headings repeat, go back or cannot be read, what was made of them; for a finding.
  var doubt: String?

  /// Takes the cells that stand over the targets. Headings that rise are taken as they are. Others are taken by
  /// their order from the first that can be read on, as `2011/12, 2012/13, 2012/13, 2013/14` is one year each
  /// from 2011/12: a column stands for one year, and a typing slip is likelier than two columns for one.
  init(_ cells: [DocumentLine.Cell]) {
    let read = cells.map { YearHeading($0.bytes) }
    let isRising = zip(read, read.dropFirst()).allSatisfy { a, b in
      guard let a, let b else { return false }
      return a.isFinancial == b.isFinancial && a.start < b.start
    }
    if isRising, read.allSatisfy({ $0?.isExact == true }) {
      headings = zip(cells, read).map { Heading(column: $0.column, period: $1?.period) }
      return
    }
    guard let anchor = read.firstIndex(where: { $0 != nil }), let first = read[anchor] else {
      headings = cells.map { Heading(column: $0.column, period: nil) }
      return
    }
    headings = cells.enumerated().map { index, cell in
      var year = first
      year.start += index - anchor
      return Heading(column: cell.column, period: isRising ? read[index]?.period : year.period)
    }
    let written = cells.map(\.text).joined(separator: ", ")
    let taken = headings.map { $0.period?.text() ?? "no year" }.joined(separator: ", ")
    doubt = "the year headings \(written) are read by their order as \(taken)"
  }
}

/// `2011/12`, also `2011/2012`, with a dash or with spaces; or a calendar year, `2011`.
struct YearHeading {
  var start: Int
  var isFinancial: Bool
  /// False where the second year does not follow the first.
  var isExact: Bool

  init?(_ bytes: ArraySlice<UInt8>) {
    // Nearly every cell of a table is asked, so what begins otherwise costs no text. A wide space may come first.
    guard bytes.count <= 20, let first = bytes.first, (0x30...0x39).contains(first) || first >= 0x80 else {
      return nil
    }
    var number = 0
    var digits = 0
    var start: Int?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "0"..."9":
        guard digits < 4 else { return nil }
        number = number * 10 + Int(scalar.value - 0x30)
        digits += 1
      case "/", "-", "\u{2010}"..."\u{2015}":
        guard start == nil, digits == 4 else { return nil }
        start = number
        number = 0
        digits = 0
      default:
        guard scalar.isWhiteSpace else { return nil }
      }
    }
    isFinancial = start != nil
    self.start = start ?? number
    guard self.start >= 1 else { return nil }
    if let start {
      guard digits == 2 || digits == 4 else { return nil }
      isExact = number == (digits == 2 ? (start + 1) % 100 : start + 1)
    } else {
      guard digits == 4 else { return nil }
      isExact = true
    }
  }

  /// nil outside the years that a plan may name.
  var period: Period? { isFinancial ? Period(financialYear: start) : Period(year: start) }
}
