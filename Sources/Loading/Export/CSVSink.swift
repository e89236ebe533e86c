import Platform

/// Writes the rows of a table as CSV: every text in quotes, and nothing else, so that NULL, which is nothing between
/// two commas, differs from an empty text, and no text is taken for a number or a word such as `\N`.
final class CSVSink: TableSink {
  private let output: Output
  private let table: PlanTable
  private var line: [UInt8] = []
  private var column = 0
  /// A text holds a line that psql takes for the end of the data, wherever it stands.
  private(set) var hasEndMark = false
  private(set) var longestLine = 0
  private var failure: LoadFailure?
  private let isCancelled: () -> Bool
  private var rowCount = 0

  init(_ table: PlanTable, _ output: Output, _ isCancelled: @escaping () -> Bool) throws(SystemError) {
    self.isCancelled = isCancelled
    self.table = table
    self.output = output
    try output.write(table.columns.map(\.name).joined(separator: ",") + "\n")
  }

  private func beginCell() {
    if column > 0 { line.append(UInt8(ascii: ",")) }
    column += 1
  }

  private func append(_ word: String) {
    beginCell()
    line.append(contentsOf: word.utf8)
  }

  func null() { beginCell() }
  func write(_ value: Int64) { append(String(value)) }
  /// The shortest digits that read back the same.
  func write(_ value: Double) { append(value.description) }
  func write(_ value: Bool) { append(value ? "true" : "false") }

  func write(_ text: UnsafeBufferPointer<UInt8>) {
    beginCell()
    let quote = UInt8(ascii: "\"")
    line.append(quote)
    if text.allSatisfy({ $0 != quote && $0 != 0 && $0 != 0x5C }) {
      line.append(contentsOf: text)
    } else {
      for byte in text {
        if byte == quote { line.append(quote) }
        line.append(byte)
      }
      inspect(text)
    }
    line.append(quote)
  }

  /// Looks for what not every engine can read.
  private func inspect(_ text: UnsafeBufferPointer<UInt8>) {
    if failure == nil, text.contains(0) {
      failure = LoadFailure(
        "a text with the character U+0000 cannot be carried to other engines",
        path: "\(table.name).\(table.columns[column - 1].name)")
    }
    // `\.`, and the same before a carriage return.
    let marks: [[UInt8]] = [[0x5C, 0x2E], [0x5C, 0x2E, 0x0D]]
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    hasEndMark = hasEndMark || lines.contains { line in marks.contains { line.elementsEqual($0) } }
  }

  func endRow() throws {
    if let failure { throw failure }
    rowCount &+= 1
    if rowCount & 0xFFF == 0, isCancelled() { throw SystemError.interrupted("write to", table.fileName) }
    line.append(0x0A)
    try output.write(line)
    longestLine = max(longestLine, line.count)
    line.removeAll(keepingCapacity: true)
    column = 0
  }
}
