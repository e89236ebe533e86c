import Language
import TestSupport
import Testing

@Suite struct FortyQueriesTests {
  /// The queries are written in canonical form, so printing gives them back.
  @Test(arguments: FortyQueries.all) func parsesAndPrintsStably(query: String) {
    let result = Parser.parse(query)
    #expect(result.diagnostics == [])
    #expect(!result.isIncomplete)
    let printed = Printer.print(result.script)
    // Long ones are broken over lines, and so are two statements.
    #expect(printed.split(separator: "\n").joined(separator: " ") == query.replacing(";", with: ""))
    let again = Parser.parse(printed)
    #expect(again.diagnostics == [])
    #expect(again.script == result.script)
  }

  @Test func allAtOnceAreOneScript() {
    let result = Parser.parse(FortyQueries.all.joined(separator: "\n"))
    #expect(result.diagnostics == [])
    #expect(result.script.statements.count == 41)
  }

  @Test(arguments: FortyQueries.all) func everyPrefixIsClassified(query: String) {
    let bytes = Array(query.utf8)
    for length in 0...bytes.count {
      let result = Parser.parse(String(decoding: bytes[..<length], as: UTF8.self))
      #expect(result.isIncomplete == false || !result.diagnostics.isEmpty)
      #expect(result.diagnostics.count <= 2, "\(String(decoding: bytes[..<length], as: UTF8.self))")
    }
  }
}
