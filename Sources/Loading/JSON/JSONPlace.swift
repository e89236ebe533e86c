/// Where in a JSON text a byte stands, worked out only when something failed there, so that reading keeps no books.
struct JSONPlace {
  private enum Step {
    /// A member whose key begins at this byte.
    case key(Int)
    case index(Int)
    /// Between an object's members.
    case none
  }

  private(set) var line = 1
  /// In code points, from 1; a byte order mark does not count.
  private(set) var column = 1
  /// `objectives[2].actions[0].rag`; nil at the top.
  private(set) var path: String?
  private var steps: [Step] = []

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let longestKey = 40
  private static let mostSteps = 16

  /// How many objects and lists are open there.
  var depth: Int { steps.count }

  /// The place of a byte; what stands before it was read without a fault.
  init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let end = min(max(0, offset), bytes.count)
    let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    guard start <= end else { return }
    for byte in bytes[start..<end] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    walk(bytes, from: start, to: end)
    path = path(in: bytes)
  }

  private mutating func walk(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    var scanner = JSONScanner(bytes, at: start)
    var awaitsKey = false
    while scanner.position < end, steps.count <= JSONProblem.depthLimit {
      switch scanner.next {
      case JSONByte.quote:
        // A string is read whole; where it holds the place, the walk is over.
        let place = scanner.position
        guard (try? scanner.string()) != nil, scanner.position <= end else { return }
        if awaitsKey { setLast(.key(place)) }
        continue
      case JSONByte.openBrace:
        steps.append(.none)
        awaitsKey = true
      case JSONByte.openBracket:
        steps.append(.index(0))
        awaitsKey = false
      case JSONByte.closeBrace, JSONByte.closeBracket:
        _ = steps.popLast()
        awaitsKey = false
      case JSONByte.colon: awaitsKey = false
      case JSONByte.comma:
        if case .index(let index)? = steps.last {
          setLast(.index(index + 1))
        } else {
          setLast(.none)
          awaitsKey = true
        }
      default: break
      }
      scanner.skip()
    }
    // A fault at a key is about that member.
    if awaitsKey, scanner.next == JSONByte.quote { setLast(.key(scanner.position)) }
  }

  private mutating func setLast(_ step: Step) {
    if !steps.isEmpty { steps[steps.count - 1] = step }
  }

  private func path(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var text = ""
    for step in steps.prefix(Self.mostSteps) {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .none: break
      case .key(let place):
        var scanner = JSONScanner(bytes, at: place)
        guard let key = (try? scanner.string()).map({ scanner.string(of: $0) }) else { break }
        text += Self.isPlain(key) ? (text.isEmpty ? "" : ".") + key : "[" + JSONProblem.quoted(key) + "]"
      }
    }
    if text.isEmpty { return nil }
    return steps.count > Self.mostSteps ? text + "…" : text
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= longestKey
      && key.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F }
  }
}
