/// What may stand at the cursor, and where it goes.
struct CompletionList: Equatable {
  /// What a candidate replaces: UTF-8 offsets into the text, up to the cursor.
  var range: Range<Int>
  var candidates: [Candidate] = []
  /// There may be more: time or room ran out.
  var isCut = false

  /// What to put in the place of `range` so that all candidates stay possible: the whole text of a single one, else
  /// the beginning that all share.
  var common: String {
    guard let first = candidates.first else { return "" }
    if candidates.count == 1 { return first.text + (first.isOpen ? "" : " ") }
    var shared = Array(first.text)
    for candidate in candidates.dropFirst() {
      let text = Array(candidate.text)
      var length = 0
      while length < shared.count, length < text.count,
        shared[length].lowercased() == text[length].lowercased()
      {
        length += 1
      }
      shared.removeLast(shared.count - length)
    }
    return String(shared)
  }
}

struct Candidate: Equatable {
  enum Kind: String {
    case source, view, query, field, computed, column, member, value, parameter, function
    case word, clause, statement, `operator`, command, argument, file, folder
  }

  /// What is put in, quotes and all.
  var text: String
  /// What a listing shows.
  var label: String
  var kind: Kind
  /// How often a value occurs, or a line of help.
  var detail = ""
  /// Something goes on right behind it, so no space follows.
  var isOpen = false

  init(_ text: String, _ kind: Kind, detail: String = "", label: String? = nil, isOpen: Bool = false) {
    self.text = text
    self.label = label ?? text
    self.kind = kind
    self.detail = detail
    self.isOpen = isOpen
  }
}
