import Loading
import Plan
import Testing

/// What completion texts say about beginning and end (language.md, qualifiers).
struct DocumentCompletionTests {
  @Test(
    arguments: [
      ("October 2011", "", "2011-10"),
      (" sept. 2011 ", "", "2011-09"),
      ("31st October 2011", "", "2011-10-31"),
      ("31/10/2011", "", "2011-10-31"),
      ("2011/12", "", "2011/12"),
      ("2011/2012", "", "2011/12"),
      ("2011-Q4", "", "2011-Q4"),
      ("October, 2011", "", "2011-10"),
      ("By the end of March 2012", "", "2012-03"),
      ("Began June 2011", "2011-06", ""),
      ("Starting July 2011", "2011-07", ""),
      ("Start July 2011", "2011-07", ""),
      ("Started July 2011", "2011-07", ""),
      ("To begin September 2011", "2011-09", ""),
      ("From 2011/12", "2011/12", ""),
      ("COMMENCING  1 July 2011", "2011-07-01", ""),
      ("Ongoing from July 2011", "2011-07", ""),
      ("July 2011 onwards", "2011-07", ""),
      ("From June 2011 to July 2012", "2011-06", "2012-07"),
      ("June 2011 – July 2012", "2011-06", "2012-07"),
      ("June – July 2012", "2012-06", "2012-07"),
      ("January 2012 & July 2012", "", "2012-01 2012-07"),
      ("January 2012 and July 2012", "", "2012-01 2012-07"),
      ("January 2012, July 2012; March 2013", "", "2012-01 2012-07 2013-03"),
      ("January & July 2012", "", "2012-01 2012-07"),
      ("Began June 2011, due October 2011", "2011-06", "2011-10"),
      ("", "", ""),
    ])
  func understood(_ text: String, _ starts: String, _ due: String) {
    let completion = Completion.read(text)
    #expect(shown(completion) == [starts, due])
    #expect(completion.isUnderstood)
    #expect(completion.doubt(about: text) == nil)
  }

  @Test(
    arguments: [
      "Ongoing", "TBC", "Not before October 2011", "unless October 2011 is too late", "05/10/2011", "October",
      "32 October 2011", "31 February 2011", "Autumn 2011", "before October 2011", "&", "()",
    ])
  func notUnderstood(_ text: String) {
    let completion = Completion.read(text)
    #expect(!completion.isUnderstood)
    #expect(shown(completion) == ["", ""])
    #expect(completion.doubt(about: text)?.rule == .dateUnread)
  }

  @Test(
    arguments: [
      ("October 2011 (if funded)", "", "2011-10"),
      ("October 2011, then yearly", "", "2011-10"),
      ("December & January 2012", "", "2012-01"),
      ("Began June 2011, starting July 2011", "2011-06", ""),
      ("Ongoing, review March 2012; due April 2012", "", "2012-04"),
    ])
  func partly(_ text: String, _ starts: String, _ due: String) {
    let completion = Completion.read(text)
    #expect(shown(completion) == [starts, due])
    #expect(!completion.isUnderstood)
    #expect(completion.doubt(about: text)?.rule == .datePartly)
  }

  private func shown(_ completion: Completion) -> [String] {
    [completion.starts?.text() ?? "", completion.due.map { $0.text() }.joined(separator: " ")]
  }
}
