/// Words with a space between.
enum Words {
  // `joined` works on any sequence and looks up what this one is while the program runs.
  static func joined(_ words: [String]) -> String { joined(words[...]) }

  static func joined(_ words: ArraySlice<String>) -> String {
    var text = ""
    for word in words {
      if !text.isEmpty { text += " " }
      text += word
    }
    return text
  }
}
