/// The pattern as other engines read it: PostgreSQL (`~`), RE2 and Java agree about these few constructs.
extension RegularExpression {
  /// Takes the largest count of a repeat that the engine allows, and gives a pattern that finds the same in folded
  /// texts, which hold no line breaks; nil where a count is larger.
  package func commonPattern(maximumRepeat: Int) -> String? {
    var writer = CommonPattern(maximumRepeat: maximumRepeat)
    writer.write(tree)
    return writer.isPossible ? String(writer.text) : nil
  }
}

private struct CommonPattern {
  let maximumRepeat: Int
  private(set) var text = String.UnicodeScalarView()
  private(set) var isPossible = true

  init(maximumRepeat: Int) { self.maximumRepeat = maximumRepeat }

  /// The parser has limited how deep the tree is.
  mutating func write(_ node: PatternNode) {
    switch node {
    case .empty: append("(?:)")
    case .textStart: append("^")
    case .textEnd: append("$")
    case .set(let set): write(set)
    case .sequence(let nodes):
      if nodes.isEmpty { append("(?:)") }
      for node in nodes { write(node) }
    case .alternatives(let nodes):
      append("(?:")
      for (index, node) in nodes.enumerated() {
        if index > 0 { append("|") }
        write(node)
      }
      append(")")
    case .repeated(let node, let minimum, let maximum):
      append("(?:")
      write(node)
      append(")")
      repeats(minimum, maximum)
    }
  }

  private mutating func repeats(_ minimum: Int, _ maximum: Int?) {
    if max(minimum, maximum ?? 0) > maximumRepeat { isPossible = false }
    switch (minimum, maximum) {
    case (0, nil): append("*")
    case (1, nil): append("+")
    case (0, 1): append("?")
    case (_, nil): append("{\(minimum),}")
    case (_, let maximum?): append("{\(minimum),\(maximum)}")
    }
  }

  private mutating func write(_ set: CodePointSet) {
    if let scalar = set.singleScalar { return literal(scalar) }
    // What holds no character matches nothing: not even a character that is none of all.
    if set.ranges.isEmpty { isPossible = false }
    if set.ranges.first == 0...0xD7FF && set.ranges.count == 2
      && set.ranges.last?.upperBound == CodePointSet.last
    {
      return append(".")
    }
    append("[")
    for range in set.ranges {
      // No text holds NUL, which PostgreSQL does not take.
      let first = max(range.lowerBound, 1)
      guard first <= range.upperBound, let low = Unicode.Scalar(first),
        let high = Unicode.Scalar(range.upperBound)
      else { continue }
      literal(low)
      if low != high {
        append("-")
        literal(high)
      }
    }
    append("]")
  }

  private mutating func literal(_ scalar: Unicode.Scalar) {
    let isPlain =
      scalar.value > 0x7F || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      || ("0"..."9").contains(scalar) || scalar.value <= 0x20
    if !isPlain { text.append("\\") }
    text.append(scalar)
  }

  private mutating func append(_ string: String) { text.append(contentsOf: string.unicodeScalars) }
}
