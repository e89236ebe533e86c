import Plan

/// The values of a column of one kind, as text: chosen once for a column, so that no cell asks what kind it is of.
protocol CellValues {
  /// They can hold any character; else only letters, digits and `+-./`, which no format of lines must change.
  static var areFree: Bool { get }
  var count: Int { get }
  func isBlank(_ row: Int) -> Bool
  /// Appends the text of a row; nothing for blank.
  func append(_ row: Int, _ periods: inout PeriodTexts, to bytes: inout [UInt8])
  /// Appends a row that is not blank as JSON: a string, unless the kind of values says otherwise.
  func appendJSON(_ row: Int, isEscaped: Bool, _ periods: inout PeriodTexts, to bytes: inout [UInt8])
}

extension CellValues {
  @inline(__always)
  func appendJSON(_ row: Int, isEscaped: Bool, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    append(row, &periods, to: &bytes)
    if Self.areFree { JSONText.escape(&bytes, from: start, isEscaped: isEscaped) }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// Something done with all values of a column.
protocol CellVisitor {
  func visit(_ values: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock)
  /// `elements` are the members of all lists.
  func visit(
    _ lists: ListColumn, of elements: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock
  )
}

extension Column {
  func accept(_ visitor: some CellVisitor, _ periods: inout PeriodTexts, to block: inout CellBlock) {
    if case .list(let lists) = self {
      lists.elements.acceptValues(ElementVisitor(lists: lists, visitor: visitor), &periods, to: &block)
    } else {
      acceptValues(visitor, &periods, to: &block)
    }
  }

  private func acceptValues(
    _ visitor: some CellVisitor, _ periods: inout PeriodTexts, to block: inout CellBlock
  ) {
    switch self {
    case .text(let column): visitor.visit(column, &periods, to: &block)
    case .name(let column): visitor.visit(column, &periods, to: &block)
    case .integer(let column): visitor.visit(column, &periods, to: &block)
    case .decimal(let column): visitor.visit(column, &periods, to: &block)
    case .condition(let column): visitor.visit(column, &periods, to: &block)
    case .choice(let column): visitor.visit(ChoiceValues(column), &periods, to: &block)
    case .ref(let column): visitor.visit(column, &periods, to: &block)
    case .period(let column): visitor.visit(column, &periods, to: &block)
    case .item(let column): visitor.visit(column, &periods, to: &block)
    // No field holds lists of lists.
    case .list(let column): visitor.visit(column, &periods, to: &block)
    }
  }
}

/// Turns the visit of the elements into one of the lists that hold them.
private struct ElementVisitor<Visitor: CellVisitor>: CellVisitor {
  let lists: ListColumn
  let visitor: Visitor

  func visit(_ values: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock) {
    visitor.visit(lists, of: values, &periods, to: &block)
  }

  func visit(
    _ lists: ListColumn, of elements: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock
  ) {
    visitor.visit(lists, of: elements, &periods, to: &block)
  }
}

extension TextColumn: CellValues {
  static var areFree: Bool { true }
  func isBlank(_ row: Int) -> Bool { isBlank(at: row) }
  @inline(__always)
  func append(_ row: Int, _: inout PeriodTexts, to result: inout [UInt8]) {
    result.append(Int(offsets[row])..<Int(offsets[row + 1]), of: bytes)
  }
}

extension NameColumn: CellValues {
  static var areFree: Bool { true }
  func isBlank(_ row: Int) -> Bool { codes[row] == 0 }
  @inline(__always)
  func append(_ row: Int, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    dictionary.append(Int(codes[row]), &periods, to: &bytes)
  }
}

extension IntegerColumn: CellValues {
  static var areFree: Bool { false }
  var count: Int { values.count }
  func isBlank(_ row: Int) -> Bool { isBlank(at: row) }
  @inline(__always)
  func append(_ row: Int, _: inout PeriodTexts, to bytes: inout [UInt8]) {
    if blanks.isEmpty || !blanks[row] { IntegerText.append(values[row], to: &bytes) }
  }
  func appendJSON(_ row: Int, isEscaped: Bool, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    append(row, &periods, to: &bytes)
  }
}

extension DecimalColumn: CellValues {
  static var areFree: Bool { false }
  var count: Int { values.count }
  func isBlank(_ row: Int) -> Bool { values[row].isNaN }
  func append(_ row: Int, _: inout PeriodTexts, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: NumberText.text(values[row]).utf8)
  }
  func appendJSON(_ row: Int, isEscaped: Bool, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    // JSON has no infinite number.
    if values[row].isFinite {
      append(row, &periods, to: &bytes)
    } else {
      bytes.append(contentsOf: "null".utf8)
    }
  }
}

extension ConditionColumn: CellValues {
  static var areFree: Bool { false }
  var count: Int { values.count }
  func isBlank(_ row: Int) -> Bool { false }
  func append(_ row: Int, _: inout PeriodTexts, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: values[row] ? "yes".utf8 : "no".utf8)
  }
  func appendJSON(_ row: Int, isEscaped: Bool, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: values[row] ? "true".utf8 : "false".utf8)
  }
}

extension RefColumn: CellValues {
  static var areFree: Bool { false }
  var count: Int { values.count }
  func isBlank(_ row: Int) -> Bool { values[row] == Ref.blank.packed }
  @inline(__always)
  func append(_ row: Int, _: inout PeriodTexts, to bytes: inout [UInt8]) {
    let ref = Ref(packed: values[row])
    if ref.packed == Ref.blank.packed { return }
    IntegerText.append(Int64(ref.objective), to: &bytes)
    bytes.append(UInt8(ascii: "."))
    IntegerText.append(Int64(ref.number), to: &bytes)
  }
}

extension PeriodColumn: CellValues {
  static var areFree: Bool { false }
  var count: Int { firsts.count }
  func isBlank(_ row: Int) -> Bool { isBlank(at: row) }
  @inline(__always)
  func append(_ row: Int, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    periods.append(self, row, to: &bytes)
  }
}

// Items stand in an answer by what names them, so this shows a mistake of the program without hiding it.
extension ItemColumn: CellValues {
  static var areFree: Bool { false }
  var count: Int { rows.count }
  func isBlank(_ row: Int) -> Bool { rows[row] == Column.noRow }
  func append(_ row: Int, _: inout PeriodTexts, to bytes: inout [UInt8]) {
    if rows[row] != Column.noRow { IntegerText.append(Int64(rows[row]), to: &bytes) }
  }
}

/// An enumeration, the texts of its codes at hand.
struct ChoiceValues: CellValues {
  private let codes: [UInt8]
  private let texts: TextColumn

  static var areFree: Bool { false }
  var count: Int { codes.count }

  init(_ column: ChoiceColumn) {
    codes = column.codes
    texts = TextColumn([""] + column.enumeration.values)
  }

  func isBlank(_ row: Int) -> Bool { codes[row] == 0 }

  @inline(__always)
  func append(_ row: Int, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    let code = Int(codes[row])
    if code + 1 < texts.offsets.count { texts.append(code, &periods, to: &bytes) }
  }
}

/// Lists, asked anew for each member what it is: only for lists within lists.
extension ListColumn: CellValues {
  static var areFree: Bool { true }
  func isBlank(_ row: Int) -> Bool { range(at: row).isEmpty }
  func append(_ row: Int, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    CellText.append(.list(self), row, &periods, to: &bytes)
  }
  func appendJSON(_ row: Int, isEscaped: Bool, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    JSONText.append(.list(self), row, isEscaped: isEscaped, &periods, to: &bytes)
  }
}
