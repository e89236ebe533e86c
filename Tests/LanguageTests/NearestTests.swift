import Language
import Testing

@Suite struct NearestTests {
  static let cases: [(typed: String, names: [String], nearest: String?)] = [
    ("ownr", ["title", "owner", "rag"], "owner"), ("OWNRE", ["title", "owner"], "owner"),
    ("wehre", ["where", "here"], "where"), ("x", ["rag", "ref"], nil), ("", ["a"], nil),
    ("lead", ["due", "monitor"], nil), ("descripton", ["description"], "description"),
    ("rat", ["rag", "ray"], "rag"), ("a", ["b"], nil), ("Owner", ["owner"], "owner"),
  ]

  @Test(arguments: cases.indices) func finds(index: Int) {
    let (typed, names, nearest) = Self.cases[index]
    #expect(Nearest.name(to: typed, among: names) == nearest, "\(typed)")
  }
}
