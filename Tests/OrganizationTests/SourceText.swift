import Foundation
import TestSupport

/// A Swift file, read as text.
struct SourceFile: Sendable {
  /// Relative to the package: `Sources/Plan/Schema.swift`.
  let path: String
  let text: String

  /// The folder below `Sources` or `Tests`: the target.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// Every Swift file below a folder of the package, sorted.
  static func all(below folder: String) -> [SourceFile] {
    let root = Fixtures.package + "/" + folder
    let names = FileManager.default.enumerator(atPath: root)?.allObjects ?? []
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap {
      guard let text = try? String(contentsOfFile: root + "/" + $0, encoding: .utf8) else { return nil }
      return SourceFile(path: folder + "/" + $0, text: text)
    }
  }
}

/// Swift text without what is not code.
struct CodeScanner {
  /// The text with comments and the contents of string literals replaced by spaces; line ends stay, so that
  /// line numbers do. Code within `\(…)` is taken for string content, which is enough for the rules here.
  static func code(of text: String) -> String {
    var scanner = CodeScanner(Array(text.utf8))
    scanner.scan()
    return String(decoding: scanner.bytes, as: UTF8.self)
  }

  private var bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func starts(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[at + $0] == text.utf8Start[$0] }
  }

  private mutating func blank(_ count: Int) {
    for index in at..<min(at + count, bytes.count) where bytes[index] != 0x0A { bytes[index] = 0x20 }
    at += count
  }

  private mutating func scan() {
    while at < bytes.count {
      if starts("//") {
        while at < bytes.count, bytes[at] != 0x0A { blank(1) }
      } else if starts("/*") {
        scanBlockComment()
      } else if bytes[at] == 0x22 || bytes[at] == 0x23 {
        scanString()
      } else {
        at += 1
      }
    }
  }

  private mutating func scanBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        blank(2)
      } else if starts("*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && at < bytes.count
  }

  /// At a quote or a number sign; the latter need not begin a string.
  private mutating func scanString() {
    var hashes = 0
    while at + hashes < bytes.count, bytes[at + hashes] == 0x23 { hashes += 1 }
    guard at + hashes < bytes.count, bytes[at + hashes] == 0x22 else {
      at += hashes
      return
    }
    at += hashes
    let isLong = starts("\"\"\"")
    let quotes = isLong ? 3 : 1
    at += quotes
    let raw = [UInt8](repeating: 0x23, count: hashes)
    let end = [UInt8](repeating: 0x22, count: quotes) + raw
    let escape = [0x5C] + raw
    while at < bytes.count {
      if bytes[at...].starts(with: end) {
        at += end.count
        return
      }
      if bytes[at...].starts(with: escape) {
        blank(escape.count)
        if at < bytes.count, bytes[at] == 0x28 { scanInterpolation() } else { blank(1) }
      } else if bytes[at] == 0x0A, !isLong {
        return
      } else {
        blank(1)
      }
    }
  }

  /// At the parenthesis of an interpolation, which may hold strings of its own.
  private mutating func scanInterpolation() {
    var depth = 0
    repeat {
      switch bytes[at] {
      case 0x28:
        depth += 1
        blank(1)
      case 0x29:
        depth -= 1
        blank(1)
      case 0x22, 0x23:
        let start = at
        scanString()
        let end = at
        at = start
        blank(end - start)
      default: blank(1)
      }
    } while depth > 0 && at < bytes.count
  }
}
