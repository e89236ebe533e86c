/// The tree of a pattern.
indirect enum PatternNode: Hashable, Sendable {
  case empty
  case set(CodePointSet)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  /// `maximum` is nil for "any number".
  case repeated(PatternNode, minimum: Int, maximum: Int?)
  case textStart
  case textEnd
}

extension PatternNode {
  /// The longest run of bytes that stands in every match; nil when there is none.
  var requiredLiteral: [UInt8]? {
    let best = literals.required
    return best.isEmpty ? nil : best
  }

  /// The text that every match begins with, as far as it is a plain one; nil for none.
  var beginning: [UInt8]? {
    let start = plainBeginning.text
    return start.isEmpty ? nil : start
  }

  private var plainBeginning: (text: [UInt8], isWhole: Bool) {
    if let exact = literals.exact { return (exact, true) }
    switch self {
    case .empty, .set, .textStart, .textEnd, .repeated:
      return ([], false)
    case .alternatives(let nodes):
      return nodes.count == 1 ? nodes[0].plainBeginning : ([], false)
    case .sequence(let nodes):
      var text: [UInt8] = []
      for node in nodes {
        let part = node.plainBeginning
        text += part.text
        if !part.isWhole { return (text, false) }
      }
      return (text, true)
    }
  }

  /// `exact` when the node matches this text and no other; `required` is the longest text that every match
  /// of the node holds.
  private var literals: (exact: [UInt8]?, required: [UInt8]) {
    switch self {
    case .empty, .textStart, .textEnd:
      return ([], [])
    case .set(let set):
      guard let scalar = set.singleScalar else { return (nil, []) }
      let bytes = Array(String(scalar).utf8)
      return (bytes, bytes)
    case .alternatives(let nodes):
      // One alternative is what parentheses leave behind.
      if nodes.count == 1, let node = nodes.first { return node.literals }
      return (nil, [])
    case .repeated(let node, let minimum, let maximum):
      if minimum == 0 { return (maximum == 0 ? [] : nil, []) }
      let inner = node.literals
      return (minimum == 1 && maximum == 1 ? inner.exact : nil, inner.required)
    case .sequence(let nodes):
      var run: [UInt8] = []
      var best: [UInt8] = []
      var isExact = true
      for node in nodes {
        let part = node.literals
        if let exact = part.exact {
          run += exact
        } else {
          isExact = false
          if run.count > best.count { best = run }
          run = []
        }
        if part.required.count > best.count { best = part.required }
      }
      if run.count > best.count { best = run }
      return (isExact ? run : nil, best)
    }
  }
}

// Turning the characters of a pattern into those of folded texts.

extension PatternNode {
  /// The parser has limited how deep the tree is.
  func folded(_ fold: (Unicode.Scalar) -> String) -> PatternNode {
    switch self {
    case .empty, .textStart, .textEnd:
      return self
    case .sequence(let nodes):
      return .sequence(nodes.map { $0.folded(fold) })
    case .alternatives(let nodes):
      return .alternatives(nodes.map { $0.folded(fold) })
    case .repeated(let node, let minimum, let maximum):
      return .repeated(node.folded(fold), minimum: minimum, maximum: maximum)
    case .set(let set):
      guard let scalar = set.singleScalar else { return .set(set.folded(fold)) }
      let scalars = fold(scalar).unicodeScalars
      return .sequence(scalars.map { .set(CodePointSet($0.value...$0.value)) })
    }
  }
}

extension CodePointSet {
  /// Sets with more members than this are folded already, or hold both cases: they stay as they are.
  private static let largestFolded = 20_000

  /// The set and what its members fold to; a complement is folded before it is turned round, so that
  /// `[^A]` is "not a" too.
  fileprivate func folded(_ fold: (Unicode.Scalar) -> String) -> CodePointSet {
    let members = isComplement ? complement : self
    if members.count > Self.largestFolded { return self }
    var result = members
    for value in members.ranges.joined() {
      guard let scalars = Unicode.Scalar(value).map({ fold($0).unicodeScalars }) else { continue }
      if scalars.count == 1, let only = scalars.first { result.insert(only.value...only.value) }
    }
    result.normalize()
    return isComplement ? result.complement : result
  }
}
