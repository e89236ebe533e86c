import Plan

/// Parts of queries, for what must hold whatever they are (`select`, `limit`, `not`).
extension RandomQuery {
  /// A source with some of its rows left out.
  private mutating func rows() -> (text: String, frame: Frame) {
    begin(isPlain: true)
    let written = unshaped(entity(), clauses: 0...1)
    return (written.text, written.frame)
  }

  /// A query that still has its items, and a condition on it.
  package mutating func question() -> (query: String, condition: String) {
    let (text, frame) = rows()
    return (text, condition(frame, 3))
  }

  /// A query that still has its items.
  package mutating func plainQuery() -> String {
    begin(isPlain: true)
    return unshaped(entity(), clauses: 0...3).text
  }

  /// A query of any shape, whose rows may be asked on.
  package mutating func openQuery() -> String {
    begin(isPlain: true)
    for _ in 0..<9 {
      let written = query(nesting: 1)
      if !written.isEnded { return written.text }
    }
    return plainQuery()
  }

  /// A query, keys for `order by`, and a path that `per` can name.
  package mutating func ordering() -> (query: String, per: String?, keys: String) {
    let (text, frame) = rows()
    let type = type(frame, isList: false) ?? .integer
    return (text, path(type, isList: false, frame, 0)?.text, keys(frame))
  }

  /// A query, and a key of groups that is no list.
  package mutating func grouping() -> (query: String, key: String)? {
    let (text, frame) = rows()
    guard let type = type(frame, isList: false), let key = value(type, frame, 1), !isConstant(key) else {
      return nil
    }
    return (text, key.text)
  }

  /// A query, a list of items, and a condition on one of them.
  package mutating func members() -> (query: String, list: String, condition: String)? {
    let (text, frame) = rows()
    let element: ValueType = .item(chance.pick([.actions, .parties, .indicators, .risks, .targets]))
    guard let list = path(element, isList: true, frame, 1), list.text.last != ")",
      let brackets = brackets(element, 2)
    else { return nil }
    return (text, list.text, String(brackets.dropFirst().dropLast()))
  }

  /// A query whose rows are the same set whatever the order of the plan's items: filters, then scalar columns.
  package mutating func unorderedQuery() -> String {
    begin(isPlain: true)
    let entity = chance.pick([Entity.actions, .actions, .objectives, .indicators, .targets, .risks])
    let frame = Frame(base: .item(entity))
    var text = "\(Schema[entity].name) where \(condition(frame, 3))"
    if chance.happens(0.4), let key = self.type(frame, isList: false).flatMap({ value($0, frame, 1) }),
      !isConstant(key)
    {
      text += " group by \(key.text) as key select key, count() as n, count(\(condition(frame, 1))) as m"
      return text
    }
    let items = (0..<2).compactMap { place -> String? in
      type(frame, isList: false).flatMap { value($0, frame, 1) }.map { "\($0.text) as y\(place)" }
    }
    let name = Schema[entity].fields[Schema[entity].label].name
    return text + " select " + (["\(name) as x"] + items).joined(separator: ", ")
  }
}

/// A query, a value of its rows, and constants beside it.
package struct Comparison {
  package var query: String
  package var value: String
  package var constants: [String]
  package var isList: Bool
  /// `<` means something, and the two ends of a value are one.
  package var isPoint: Bool
  package var isText: Bool
}

extension RandomQuery {
  package mutating func comparison() -> Comparison? {
    let (text, frame) = rows()
    guard let type = type(frame), labelType(type.element) != .condition, let value = value(type, frame, 1),
      !isConstant(value)
    else { return nil }
    let label = labelType(type.element)
    // White space and accents alone are blank, beside which no order holds.
    let constants = (0..<20).map { _ in literal(beside: value) }.filter { label != .text || $0.isSomeText }
    guard constants.count > 1 else { return nil }
    return Comparison(
      query: text, value: value.text, constants: Array(constants.prefix(2)), isList: type.isList,
      isPoint: isOrdered(label) && label != .period, isText: label == .text)
  }
}

extension String {
  fileprivate var isSomeText: Bool {
    unicodeScalars.contains { $0.properties.isAlphabetic || "%0123456789".unicodeScalars.contains($0) }
  }
}
