import Foundation
import Language
import TestSupport
import Testing

@testable import Shell

/// What is built in is what `Queries` holds, and headers are read as they are written.
@Suite struct SavedQueryTests {
  @Test func theFolderIsBuiltIn() throws {
    let folder = Fixtures.package + "/Queries"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(BuiltInQueries.all.map { $0.name + SavedQueries.ending } == names)
    for query in BuiltInQueries.all {
      let file = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(query.name)\(SavedQueries.ending)"))
      #expect(Data(query.bytes) == file, "\(query.name)")
    }
  }

  /// `.queries` has a line for each, and `.run` finds each.
  @Test func everyOneSaysWhatItIsFor() {
    for query in BuiltInQueries.all {
      let header = ScriptHeader(String(decoding: query.bytes, as: UTF8.self))
      #expect(header.title.hasSuffix("."), "\(query.name)")
      #expect(header.mistakes.isEmpty, "\(query.name)")
      #expect(SavedQueries.isName(query.name))
    }
  }

  @Test func headersEndWithTheComment() {
    let header = ScriptHeader(
      "\u{FEFF}#!/usr/bin/env planq\n\n# Title.\n#\n# params are words\n# param a\n#param b\nplan\n# param c\n"
    )
    #expect(header.title == "Title.")
    #expect(header.lines == ["Title.", "", "params are words", "param b"])
    #expect(header.parameters.map(\.syntax) == ["a: text"])
    #expect(header.parameters.first?.declaration.linesBefore == 5)
  }

  static let declarations: [(String, String?)] = [
    ("# param a", "a: text"), ("# param  a_1  ", "a_1: text"), ("# param a=1", "a: text = 1"),
    ("# param a:date", "a: date"), ("# param a : Integer = 3", "a: integer = 3"),
    ("# param a = x = y", "a: text = x = y"), ("# param 1", nil), ("# param _a", nil), ("# param a b", nil),
    ("# param a:", nil), ("# param a: word", nil), ("# param a =", nil), ("# param a: text x", nil),
    ("# param é", nil), ("# param =", nil), ("# param :", nil),
  ]

  @Test(arguments: declarations.indices) func declaration(index: Int) {
    let (text, syntax) = Self.declarations[index]
    let header = ScriptHeader(text + "\nplan")
    #expect(header.parameters.first?.syntax == syntax)
    #expect(header.mistakes.isEmpty == (syntax != nil))
    for (entry, diagnostic) in header.mistakes {
      #expect(diagnostic.range.start <= diagnostic.range.end && diagnostic.range.end <= entry.text.utf8.count)
    }
  }

  @Test(arguments: ["", ".", "..", "../a", "a/b", "-a", "_a", "a b", "é", ".hidden", "a\0"])
  func namesLeadToNoOtherFolder(name: String) { #expect(!SavedQueries.isName(name)) }
}
