import Foundation
import Plan
import TestSupport
import Testing

@testable import Rendering

struct RoundTripTests {
  private static let pieces = [
    "a", "", " ", "\t", "\n", "\r", "\r\n", "\"", "\"\"", ",", ";", "|", "\\", "\\n", "'", "=", "é", "漢", "😀",
    "\u{0}",
    "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "null",
  ]

  private func randomRows(columns: Int, _ random: inout SeededGenerator) -> [[String]] {
    (0..<Int.random(in: 0...6, using: &random)).map { _ in
      (0..<columns).map { _ in
        (0..<Int.random(in: 0...4, using: &random))
          .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      }
    }
  }

  private func table(_ rows: [[String]], columns: Int) -> ResultTable {
    ResultTable(
      columns: (0..<columns).map { column in Sample.text("c\(column)", rows.map { $0[column] }) },
      rowCount: rows.count)
  }

  private func isSame(_ a: [[String]], _ b: [[String]]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.map { Array($0.utf8) } == $1.map { Array($0.utf8) } }
  }

  @Test("CSV reads back, byte for byte", arguments: 1...3)
  func csv(columns: Int) throws {
    var random = SeededGenerator(seed: UInt64(columns))
    for _ in 0..<500 {
      let rows = randomRows(columns: columns, &random)
      let text = try Sample.render(table(rows, columns: columns), .csv)
      let read = try StrictCSV.read(text)
      #expect(read.first == (0..<columns).map { "c\($0)" })
      #expect(isSame(Array(read.dropFirst()), rows), "\(rows) \(text.debugDescription)")
    }
  }

  @Test("TSV reads back, byte for byte", arguments: 1...3)
  func tsv(columns: Int) throws {
    var random = SeededGenerator(seed: 10 + UInt64(columns))
    for _ in 0..<500 {
      // `""` is how one blank cell is written, so it cannot stand for itself.
      let rows = randomRows(columns: columns, &random).filter { $0 != ["\"\""] }
      let text = try Sample.render(table(rows, columns: columns), .tsv)
      let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      let read = lines.dropFirst().map { line in
        line.split(separator: 0x09, omittingEmptySubsequences: false).map { cell in
          columns == 1 && Array(cell) == [0x22, 0x22] ? "" : unescape(cell)
        }
      }
      #expect(isSame(Array(read), rows), "\(rows) \(text.debugDescription)")
    }
  }

  private func unescape(_ cell: Substring.UTF8View) -> String {
    var result: [UInt8] = []
    var rest = Array(cell)[...]
    while let byte = rest.popFirst() {
      guard byte == 0x5C, let letter = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      default: result.append(letter)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test("JSON and NDJSON read back, also as shown on a terminal", arguments: [false, true])
  func json(isForTerminal: Bool) throws {
    var random = SeededGenerator(seed: 20)
    for _ in 0..<300 {
      let rows = randomRows(columns: 2, &random)
      let table = table(rows, columns: 2)
      let change: (inout RenderOptions) -> Void = { $0.isForTerminal = isForTerminal }
      let array = try Sample.render(table, .json, change)
      let lines = try Sample.render(table, .ndjson, change)
      #expect(isSame(try values(array), rows))
      #expect(try lines.split(separator: "\n").flatMap { try values("[\($0)]") }.count == rows.count)
      if isForTerminal {
        #expect(!array.unicodeScalars.contains { $0 != "\n" && VisibleText.isHidden($0) })
      }
    }
  }

  private func values(_ text: String) throws -> [[String]] {
    let objects = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    return try #require(objects).map { object in ["c0", "c1"].map { object[$0] as? String ?? "" } }
  }

  @Test("JSON keeps types")
  func types() throws {
    let text = try Sample.render(Sample.types, .json)
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(objects.count == 3)
    #expect(objects[0]["ref"] as? String == "2.10")
    #expect(objects[0]["count"] as? Int64 == .max)
    #expect(objects[1]["count"] as? Int64 == .min)
    #expect(objects[0]["share"] as? Double == 0.1)
    #expect(objects[0]["overdue"] as? Bool == true)
    #expect(objects[0]["due"] as? [String] == ["2011-10", "2012-Q1"])
    #expect(objects[0]["lead"] as? [String] == ["Rose Case", "Sarah Webb"])
    #expect(objects[0]["worst"] as? [String] == ["R", "G"])
    for name in ["ref", "count", "share", "rag", "starts", "due", "lead"] {
      #expect(objects[2][name] is NSNull, "\(name)")
    }
  }
}

/// RFC 4180 and nothing else, save that rows end with a bare newline.
private enum StrictCSV {
  struct Malformed: Error {}

  static func read(_ text: String) throws -> [[String]] {
    var rest = Array(text.utf8)[...]
    var rows: [[String]] = []
    while !rest.isEmpty {
      // A line without a single byte is no row to most readers.
      if rest.first == 0x0A { throw Malformed() }
      var row: [String] = []
      repeat { row.append(try cell(&rest)) } while take(&rest, 0x2C)
      guard take(&rest, 0x0A) else { throw Malformed() }
      rows.append(row)
    }
    return rows
  }

  private static func cell(_ rest: inout ArraySlice<UInt8>) throws -> String {
    var bytes: [UInt8] = []
    guard take(&rest, 0x22) else {
      while let byte = rest.first, byte != 0x2C, byte != 0x0A {
        if byte == 0x22 || byte == 0x0D { throw Malformed() }
        bytes.append(byte)
        rest.removeFirst()
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    while let byte = rest.popFirst() {
      if byte == 0x22, !take(&rest, 0x22) { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    throw Malformed()
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }
}
