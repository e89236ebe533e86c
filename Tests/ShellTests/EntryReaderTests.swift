import Testing

@testable import Shell

@Suite struct EntryReaderTests {
  @Test func entriesKnowTheirLines() {
    let script = "# a\n  actions\n  where x  # b\n\n.help  \nrisks"
    let found = EntryReader(script).map { [$0.entry.prefix, $0.entry.text, "\($0.entry.linesBefore)"] }
    #expect(
      found == [["  ", "actions\n  where x", "1"], ["", ".help", "4"], ["", "risks", "5"]])
    #expect(EntryReader(script).map(\.entry.suffix) == ["  # b", "  ", ""])
    #expect(EntryReader(script).map(\.isCommand) == [false, true, false])
  }

  @Test func nothingHasNoEntries() {
    #expect(Array(EntryReader("")).isEmpty)
    #expect(Array(EntryReader(" \n# a\n;;\n")).isEmpty)
  }
}
