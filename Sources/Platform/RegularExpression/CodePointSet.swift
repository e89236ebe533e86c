/// A set of Unicode code points, as sorted ranges that do not touch, surrogates left out.
struct CodePointSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]
  /// Written as `[^…]`: of use for folding only.
  var isComplement = false

  static let last: UInt32 = 0x10FFFF
  static let all = CodePointSet([0...last])

  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = ranges
    normalize()
  }

  init(_ range: ClosedRange<UInt32>) { self.init([range]) }

  /// Adds a range; `normalize` must follow before the set is used.
  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func normalize() {
    var sorted: [ClosedRange<UInt32>] = []
    for range in ranges {
      // Surrogates are no characters.
      if range.lowerBound < 0xD800 { sorted.append(range.lowerBound...min(range.upperBound, 0xD7FF)) }
      if range.upperBound > 0xDFFF { sorted.append(max(range.lowerBound, 0xE000)...range.upperBound) }
    }
    sorted.sort { $0.lowerBound < $1.lowerBound }
    ranges = []
    for range in sorted {
      if let before = ranges.last, range.lowerBound <= before.upperBound + 1 {
        ranges[ranges.count - 1] = before.lowerBound...max(before.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
  }

  func union(_ other: CodePointSet) -> CodePointSet { CodePointSet(ranges + other.ranges) }

  var complement: CodePointSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { gaps.append(next...Self.last) }
    var set = CodePointSet(gaps)
    set.isComplement = !isComplement
    return set
  }

  /// How many code points there are.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  var singleScalar: Unicode.Scalar? {
    guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return Unicode.Scalar(range.lowerBound)
  }
}

extension CodePointSet {
  /// The set of a POSIX class name; nil for an unknown name. Beyond ASCII letters are told by blocks, not
  /// one by one, which keeps automata small. `upper` and `lower` are `alpha`, as case is never told apart.
  static func named(_ name: String) -> CodePointSet? {
    switch name {
    case "alpha", "upper", "lower": letters
    case "digit": digits
    case "alnum": letters.union(digits)
    case "space": space
    case "blank": CodePointSet([0x09...0x09, 0x20...0x20, 0xA0...0xA0])
    case "punct": punctuation
    case "cntrl": control
    case "print": plain(control)
    case "graph": plain(control.union(space))
    case "xdigit": CodePointSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    default: nil
    }
  }

  static let word = letters.union(digits).union(CodePointSet(0x5F...0x5F))

  private static let digits = CodePointSet(0x30...0x39)
  private static let control = CodePointSet([0...0x1F, 0x7F...0x9F])
  static let space = CodePointSet([
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])
  private static let punctuation = CodePointSet([
    0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0xA1...0xA9, 0xAB...0xB1, 0xB4...0xB4, 0xB6...0xB8,
    0xBB...0xBB, 0xBF...0xBF, 0xD7...0xD7, 0xF7...0xF7, 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20CF,
    0x3001...0x3003, 0x3008...0x3011,
  ])
  private static let letters = CodePointSet([
    0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2C1,
    0x370...0x373, 0x376...0x37D, 0x37F...0x37F, 0x386...0x386, 0x388...0x481, 0x48A...0x556, 0x560...0x588,
    0x5D0...0x5F2, 0x620...0x64A, 0x671...0x6D3, 0x6FA...0x6FF, 0x710...0x7B1, 0x900...0x963,
    0x971...0x9E3, 0xA00...0xE3A, 0xE40...0xE4E, 0xE80...0xECF, 0xF00...0x167F, 0x1681...0x17DD,
    0x1820...0x1FFF, 0x2C00...0x2DFF, 0x3041...0xD7FF, 0xF900...0xFDFF, 0xFE70...0xFEFC, 0xFF21...0xFF3A,
    0xFF41...0xFF5A, 0xFF66...0xFFDC, 0x10000...0x1CFFF, 0x1D400...0x1D7CB, 0x1E000...0x1EFFF,
    0x20000...0x3FFFF,
  ])

  private static func plain(_ excluded: CodePointSet) -> CodePointSet {
    var set = excluded.complement
    set.isComplement = false
    return set
  }
}
