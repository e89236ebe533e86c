/// What a figure must reach, and whether it does.
struct Bar {
  enum Limit {
    case atMost(Double)
    case atLeast(Double)
  }

  var work: String
  var limit: Limit
  /// nil for what could not be measured.
  var figure: Double?

  var isMet: Bool? {
    guard let figure else { return nil }
    switch limit {
    case .atMost(let most): return figure <= most
    case .atLeast(let least): return figure >= least
    }
  }

  /// The cells of its line in the table of bars.
  var cells: [String] {
    let bound =
      switch limit {
      case .atMost(let most): "≤ " + Numbers.times(most)
      case .atLeast(let least): "≥ " + Numbers.times(least)
      }
    return [
      work, bound, figure.map(Numbers.times) ?? Numbers.none,
      isMet.map { $0 ? "met" : "MISSED" } ?? "not measured",
    ]
  }
}
