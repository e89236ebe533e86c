import Plan

/// The few short texts that most values of a plan file repeat, read once: RAG letters, dates and names.
struct ShortTexts {
  private struct KnownPeriod {
    var low: UInt64
    var high: UInt64
    var period: Period
  }

  private struct KnownName {
    var bytes: [UInt8]
    var name: String
  }

  private static let slotCount = 256

  private var periods = [KnownPeriod?](repeating: nil, count: slotCount)
  private var completions: [String: Completion] = [:]
  private var entities: [String: Entity] = [:]
  private static let mostCompletionsKept = 4096
  private var knownNames = [KnownName?](repeating: nil, count: slotCount)

  // MARK: - Choices

  /// By enumeration and code, the values in lower case.
  private lazy var choices = Enumeration.allCases.map { enumeration in
    enumeration.values.map { Array($0.lowercased().utf8) }
  }

  /// The code of a value, ignoring case; 0 for blank text, nil where it is none.
  mutating func code(of text: UnsafeBufferPointer<UInt8>, in enumeration: Enumeration) -> UInt8? {
    if text.isEmpty { return 0 }
    var code: UInt8 = 0
    for value in choices[enumeration.place] {
      code &+= 1
      if value.count == text.count, zip(value, text).allSatisfy({ $0 == ($1 &- 0x41 < 26 ? $1 | 0x20 : $1) })
      {
        return code
      }
    }
    return nil
  }

  // MARK: - Periods

  /// nil where the text is no period.
  mutating func period(of text: UnsafeBufferPointer<UInt8>) -> Period? {
    guard text.count <= 15 else { return Period(String(decoding: text, as: UTF8.self)) }
    // A leading NUL must not make another text of the same word.
    var (low, high): (UInt64, UInt64) = (UInt64(text.count), 0)
    for byte in text {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
    let slot = Self.slot(low ^ high &* 31)
    if let known = periods[slot], known.low == low, known.high == high { return known.period }
    guard let period = Period(String(decoding: text, as: UTF8.self)) else { return nil }
    periods[slot] = KnownPeriod(low: low, high: high, period: period)
    return period
  }

  // MARK: - Names

  /// The text as a string; one that was met lately is not made again.
  mutating func string(of text: UnsafeBufferPointer<UInt8>) -> String {
    // Up to 15 bytes a string holds its text itself.
    guard text.count > 15, text.count <= 64 else { return String(decoding: text, as: UTF8.self) }
    var hash: UInt64 = 0
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let slot = Self.slot(hash)
    if let known = knownNames[slot], known.bytes.elementsEqual(text) { return known.name }
    let name = String(decoding: text, as: UTF8.self)
    knownNames[slot] = KnownName(bytes: Array(text), name: name)
    return name
  }

  /// A source of queries by its name; those that were met are kept.
  mutating func entity(named name: String) -> Entity? {
    if let known = entities[name] { return known }
    guard let entity = Schema.source(named: name)?.entity else { return nil }
    if entities.count < 64 { entities[name] = entity }
    return entity
  }

  // MARK: - Completions

  /// The same few texts stand in many actions.
  mutating func completion(of text: String) -> Completion {
    if let known = completions[text] { return known }
    let completion = Completion.read(text)
    if completions.count < Self.mostCompletionsKept { completions[text] = completion }
    return completion
  }

  private static func slot(_ value: UInt64) -> Int {
    Int(truncatingIfNeeded: (value &* 0x9E37_79B9_7F4A_7C15) >> 56) & (slotCount - 1)
  }
}

extension Enumeration {
  /// Its index in `allCases`.
  fileprivate var place: Int {
    switch self {
    case .rag: 0
    case .part: 1
    case .kind: 2
    case .severity: 3
    }
  }
}
