package import Plan
package import Platform

/// Reads a plan as JSON, strictly as RFC 8259 has it, in the shape that `JSONSchema` describes. Keys may stand in any
/// order; what is missing or null is blank. It reads straight into the builder's columns, in one pass.
package enum JSONReader {
  /// Fills the builder from the bytes of a JSON text; time grows with their count. `isCancelled` is asked every few
  /// thousand items.
  ///
  /// - Throws: `LoadFailure` with line, column and path where the text is not JSON, where it is no plan, where a key is
  ///   not known or stands twice, or a value is of a wrong type; and where reading was cancelled.
  package static func read(
    _ bytes: [UInt8], into builder: PlanBuilder, isCancelled: () -> Bool
  ) throws(LoadFailure) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(LoadFailure) in
      do throws(JSONFault) {
        try checkEncoding(bytes)
        try withoutActuallyEscaping(isCancelled) { (isCancelled) throws(JSONFault) in
          var reading = JSONReading(bytes, builder, isCancelled)
          try reading.file()
        }
      } catch {
        if case .cancelled = error.problem { throw LoadFailure(error.problem.message) }
        let place = JSONPlace(of: error.offset, in: bytes)
        throw LoadFailure(
          error.problem.message, line: place.line, column: place.column, path: place.path)
      }
    }
  }

  /// As the other, from a file of which only a part is in memory at a time. False where something is wrong, or where a
  /// single item is too long for that: then the file is to be read whole, into another builder, which tells what and
  /// where.
  package static func read(
    _ blocks: FileBlocks, into builder: PlanBuilder, readAhead: JSONReadAhead = JSONReadAhead(),
    isCancelled: () -> Bool
  ) throws -> Bool {
    let window = JSONWindow(blocks)
    guard try window.extend(from: 0) else { return false }
    return try withoutActuallyEscaping(isCancelled) { isCancelled in
      do throws(JSONFault) {
        var reading = JSONReading(window.bytes, builder, isCancelled)
        reading.window = window
        reading.readAhead = readAhead
        try reading.file()
        return true
      } catch {
        switch error.problem {
        case .cancelled: throw LoadFailure(error.problem.message)
        case .system(let failure): throw failure
        default: return false
        }
      }
    }
  }

  private static func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw JSONFault(.utf16, at: 0)
    }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw JSONFault(.notUTF8, at: error.byteOffsets.lowerBound)
    }
  }
}

/// One reading of one file. Methods that read an object or a list are called where it begins, and leave the scanner
/// behind its end.
struct JSONReading {
  /// The members that an object has had so far.
  struct Cursor {
    fileprivate var isFirst = true
    fileprivate var seenKeys: UInt64 = 0
    fileprivate var seenMembers: UInt64 = 0
    fileprivate var predicted = 0

    @inline(__always) fileprivate mutating func meet(
      key: Int, _ member: Int, of shape: JSONShape, at place: Int
    ) throws(JSONFault) {
      // A shape has a dozen keys.
      let (keyBit, memberBit) = (UInt64(1) << UInt64(key), UInt64(1) << UInt64(member))
      if seenMembers & memberBit != 0 {
        throw JSONFault(shape.problem(withRepeated: key, isSame: seenKeys & keyBit != 0), at: place)
      }
      seenKeys |= keyBit
      seenMembers |= memberBit
      predicted = member + 1
    }
  }

  var bytes: UnsafeBufferPointer<UInt8> { scanner.bytes }
  /// Where the bytes are only a part of the file. What follows them is fetched between two items.
  var window: JSONWindow? {
    didSet { lowMark = window?.lowMark ?? .max }
  }
  private var lowMark = Int.max
  private var hasReserved = false
  var readAhead: JSONReadAhead?
  /// What is being read ahead of the list of objectives, while that is read.
  var parts: JSONParts?
  /// The doubts of a part of a file, where the numbers of its objectives are not known; nil where all of it is read.
  var heldDoubts: [ObjectiveDoubts]?
  let builder: PlanBuilder
  private let shapes: [JSONShape]
  var scanner: JSONScanner
  var texts = ShortTexts()
  /// Doubts about completions wait until their objective's number is known.
  var doubts: [CompletionDoubt] = []
  let isCancelled: () -> Bool
  private var itemCount = 0
  /// The whole number that was read last.
  var lastInteger: Int64 = 0

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ builder: PlanBuilder, shapes: [JSONShape] = JSONShape.all,
    _ isCancelled: @escaping () -> Bool
  ) {
    self.builder = builder
    self.shapes = shapes
    self.isCancelled = isCancelled
    let mark = JSONPlace.byteOrderMark
    scanner = JSONScanner(bytes, at: bytes.starts(with: mark) ? mark.count : 0)
  }

  mutating func file() throws(JSONFault) {
    scanner.skipSpace()
    let start = scanner.position
    guard scanner.next == JSONByte.openBrace else {
      try scanner.skipValue(depth: 0)
      try checkEnd()
      throw JSONFault(.noPlan, at: start)
    }
    let shape = JSONShape.file
    let objectives = shape.index(of: Schema[.objectives].name)
    var hasObjectives = false
    var cursor = Cursor()
    do throws(JSONFault) {
      while let index = try nextMember(of: shape, &cursor) {
        if index == objectives { hasObjectives = true }
        try value(of: shape.members[index])
      }
    } catch {
      // Some other program's file is told as such, rather than by its first key.
      if case .keyUnknown = error.problem, try !holdsObjectives(from: start) {
        throw JSONFault(.noPlan, at: start)
      }
      throw error
    }
    try checkEnd()
    if !hasObjectives { throw JSONFault(.noPlan, at: start) }
  }

  private mutating func checkEnd() throws(JSONFault) {
    scanner.skipSpace()
    while scanner.isAtEnd, let window, !window.isAtEnd {
      try extend(window)
      scanner.skipSpace()
    }
    if !scanner.isAtEnd { throw JSONFault(.moreFollows, at: scanner.position) }
  }

  /// Whether the file holds the key that every plan has; where it does not, all of it is checked.
  private func holdsObjectives(from start: Int) throws(JSONFault) -> Bool {
    var check = self
    check.scanner = JSONScanner(bytes, at: start)
    guard try check.scanner.beginMembers(close: JSONByte.closeBrace) else { return false }
    repeat {
      let key = try check.scanner.key()
      if check.scanner.string(of: key) == Schema[.objectives].name { return true }
      try check.scanner.skipValue(depth: 1)
    } while try check.scanner.nextMember(close: JSONByte.closeBrace)
    try check.checkEnd()
    return false
  }

  // MARK: - Objects

  /// Takes the next key of an object, and the object's opening before the first; nil at its end, which is taken.
  /// The scanner then stands at the value.
  mutating func nextMember(of shape: JSONShape, _ cursor: inout Cursor) throws(JSONFault) -> Int? {
    if cursor.isFirst {
      cursor.isFirst = false
      guard try scanner.beginMembers(close: JSONByte.closeBrace) else { return nil }
    } else {
      guard try scanner.nextMember(close: JSONByte.closeBrace) else { return nil }
    }
    let place = scanner.position
    if let words = scanner.nextWords, let member = shape.member(words, from: cursor.predicted) {
      scanner.skip(shape.writtenLength(member))
      scanner.skipSpace()
      // The first keys are the members' own.
      try cursor.meet(key: member, member, of: shape, at: place)
      return member
    }
    return try otherMember(of: shape, &cursor)
  }

  /// As `nextMember`, where the key that comes next is not one that was foreseen.
  @inline(never) private mutating func otherMember(
    of shape: JSONShape, _ cursor: inout Cursor
  ) throws(JSONFault) -> Int {
    let place = scanner.position
    let text = try scanner.key()
    let found = shape.key(named: scanner.bytes(of: text), predicted: cursor.predicted)
    guard let key = found else { throw try unknown(text, of: shape, at: place) }
    let member = shape.member(ofKey: key)
    try cursor.meet(key: key, member, of: shape, at: place)
    return member
  }

  /// The value of an unknown key and its end are checked first: where they are no JSON, that is what is wrong.
  private mutating func unknown(
    _ key: JSONText, of shape: JSONShape, at place: Int
  ) throws(JSONFault) -> JSONFault {
    let name = scanner.string(of: key)
    try scanner.skipValue(depth: JSONPlace(of: place, in: bytes).depth)
    _ = try scanner.nextMember(close: JSONByte.closeBrace)
    return JSONFault(shape.problem(withUnknown: name), at: place)
  }

  // MARK: - Items

  mutating func value(of member: JSONShape.Member) throws(JSONFault) {
    switch member.kind {
    case .item(let entity):
      if scanner.takeWord("null") { return }
      try item(entity, place: 1, name: member.name)
    case .items(let entity) where entity == .objectives || entity == .findings:
      try listAhead(of: entity, member)
    case .items(let entity):
      try list(member) { (reading, place) throws(JSONFault) in
        try reading.item(entity, place: place, name: nil)
        if member.field == nil { reading.closeTopItem(entity) }
      }
    default:
      if let field = member.field { try scalar(field, member) }
    }
  }

  /// Reads a list of objects, telling each its place from 1.
  mutating func list(
    _ member: JSONShape.Member, _ read: (inout JSONReading, Int) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    if scanner.takeWord("null") { return }
    guard scanner.next == JSONByte.openBracket else { throw wrongType(member.name, "a list or null") }
    guard try scanner.beginMembers(close: JSONByte.closeBracket) else { return }
    var place = 0
    repeat {
      place += 1
      if scanner.position >= lowMark, let window { try extend(window) }
      try read(&self, place)
    } while try scanner.nextMember(close: JSONByte.closeBracket)
  }

  func shape(of entity: Entity) -> JSONShape { shapes[entity.rawValue] }

  mutating func item(_ entity: Entity, place: Int, name: String?) throws(JSONFault) {
    try countItem()
    let shape = shape(of: entity)
    if scanner.next == JSONByte.quote, let label = shape.plainLabel {
      builder.begin(entity, line: scanner.line)
      return try value(of: label)
    }
    guard scanner.next == JSONByte.openBrace else {
      if let name { throw wrongType(name, "an object or null") }
      let expected = shape.plainLabel == nil ? "an object" : "a name or an object"
      throw wrongType("each of \(Schema[entity].name)", expected)
    }
    let line = scanner.line
    let row = builder.begin(entity, line: line)
    let firstDoubt = doubts.count
    var cursor = Cursor()
    var places = CompletionPlaces()
    while let index = try nextMember(of: shape, &cursor) {
      let member = shape.members[index]
      guard let part = member.completionPart, scanner.next != UInt8(ascii: "n") else {
        try value(of: member)
        continue
      }
      places.note(part, at: scanner.position)
      try value(of: member)
      if part == .number { places.number = lastInteger }
    }
    if entity == .actions { readCompletion(places, place: place, line: line) }
    if entity == .objectives, doubts.count > firstDoubt {
      closeDoubts(number: places.number, row: row)
    }
  }

  /// An item that stands beside the objectives belongs to none of them.
  private mutating func closeTopItem(_ entity: Entity) {
    if entity == .officers { return }
    builder.setParent(of: entity, to: Column.noRow)
    reportDoubts(objective: nil)
  }

  /// Goes on in the next block of the file.
  private mutating func extend(_ window: JSONWindow) throws(JSONFault) {
    let position = scanner.position
    if isCancelled() { throw JSONFault(.cancelled, at: position) }
    try read { () throws(SystemError) in try window.extend(from: position) }
    scanner.continueIn(window.bytes)
    lowMark = window.lowMark
    reserve(whole: window.file.size, read: window.offset(of: 0))
  }

  /// Goes on at another place of the file.
  mutating func move(_ window: JSONWindow, to offset: Int, line: Int) throws(JSONFault) {
    try read { () throws(SystemError) in try window.move(to: offset) }
    scanner.continueIn(window.bytes, line: line)
    lowMark = window.lowMark
  }

  private func read(_ isUTF8: () throws(SystemError) -> Bool) throws(JSONFault) {
    do throws(SystemError) {
      if try isUTF8() { return }
    } catch {
      throw JSONFault(.system(error), at: scanner.position)
    }
    throw JSONFault(.notUTF8, at: scanner.position)
  }

  /// Once enough was read, the columns are made as long as they will be.
  mutating func reserve(whole: Int, read: Int) {
    guard !hasReserved, read > Self.sampleSize else { return }
    hasReserved = true
    builder.reserve(whole: whole, read: read)
  }

  private static let sampleSize = 6 << 20

  /// Asks now and then whether reading was cancelled.
  mutating func countItem() throws(JSONFault) {
    itemCount &+= 1
    if itemCount & 0xFFF == 0, isCancelled() { throw JSONFault(.cancelled, at: scanner.position) }
  }

  func wrongType(_ name: String, _ expected: String, hint: String? = nil) -> JSONFault {
    // What is no value at all is a fault of the JSON, not of the type.
    var check = scanner
    do throws(JSONFault) { try check.skipValue(depth: 0) } catch { return error }
    return JSONFault(
      .wrongType(name, expected: expected, found: scanner.found, hint: hint), at: scanner.position)
  }
}
