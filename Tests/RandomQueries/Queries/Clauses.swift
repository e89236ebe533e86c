import Plan

/// Clauses, each behind what is written so far.
extension RandomQuery {
  private enum Kind {
    case filter, add, each, order, limit, top, group, pivot, select, whole, distinct, totals
  }

  mutating func clause(_ written: inout Written) {
    var kinds: [(Int, Kind)] = [(9, .filter), (3, .order), (3, .limit), (3, .top), (2, .add)]
    switch written.frame.base {
    case .item: kinds += [(3, .each), (6, .group), (4, .pivot), (5, .select), (3, .whole), (2, .distinct)]
    case .columns: kinds += [(1, .each), (2, .group), (1, .pivot), (2, .select), (1, .whole), (1, .distinct)]
    case .groups(_, isWhole: false):
      kinds += [(6, .totals), (1, .group), (8, .select), (1, .distinct), (1, .each)]
    case .groups: kinds = [(1, .filter), (1, .order), (1, .limit), (1, .select), (1, .distinct)]
    case .member: break
    }
    switch chance.pick(weighted: kinds) {
    case .filter: filter(&written)
    case .add: add(&written)
    case .each: each(&written)
    case .order: order(&written)
    case .limit: limit(&written)
    case .top: top(&written)
    case .group: group(&written)
    case .pivot: pivot(&written)
    case .select: select(&written)
    case .whole: whole(&written)
    case .distinct: distinct(&written)
    case .totals:
      written.text += " totals"
      written.isEnded = true
    }
  }

  mutating func filter(_ written: inout Written) {
    written.text += " where " + condition(written.frame, chance.pick([0, 1, 1, 2, 2, 3]))
  }

  // MARK: - Columns

  private mutating func add(_ written: inout Written) {
    var items: [String] = []
    for _ in 0..<chance.pick([1, 1, 2]) {
      let value = expression(written.frame, 2)
      let named = value.renamed(alias())
      items.append("\(named.text) = \(value.text)")
      written.frame.names.append(named)
      if written.columns != nil { written.columns?.append(named) } else { written.added.append(named) }
    }
    written.text += " add " + items.joined(separator: ", ")
    written.isShaped = true
  }

  /// A value as a column; now and then a condition without brackets.
  private mutating func expression(_ frame: Frame, _ depth: Int) -> Value {
    if chance.happens(0.07) { return Value(text: condition(frame, 1), type: .condition) }
    return anything(frame, depth)
  }

  private mutating func select(_ written: inout Written) {
    var columns: [Value] = []
    var items: [String] = []
    if chance.happens(0.08) {
      items.append("*")
      var plain = written
      if case .columns = written.frame.base { plain.columns = nil }
      plain.columns = nil
      plain.added = []
      columns = plain.shown
    }
    let before = written.frame
    let keys: [Value] = if case .groups = before.base { before.names } else { [] }
    for place in 0..<chance.pick([1, 2, 2, 3]) {
      let isKey = !keys.isEmpty && (place == 0 ? chance.happens(0.7) : chance.happens(0.2))
      let value = isKey ? chance.pick(keys) : expression(before, 2)
      let isTaken = columns.contains { $0.text.lowercased() == value.text.lowercased() }
      let isName = keys.contains { $0.text == value.text }
      if !isTaken, isName || value.text.allSatisfy({ $0.isLetter || $0 == "_" }), chance.happens(0.7) {
        items.append(value.text)
        columns.append(value)
        continue
      }
      if !isTaken, !isName, chance.happens(0.1), value.text.first?.isLetter == true, before.entity != nil {
        items.append(value.text)
        columns.append(value.renamed("`"))
        continue
      }
      let named = value.renamed(alias())
      items.append("\(value.text) as \(named.text)")
      columns.append(named)
      written.frame.names.append(named)
    }
    written.text += " select " + items.joined(separator: ", ")
    written.columns = columns
    written.added = []
    written.isShaped = true
  }

  /// Aggregates over all rows.
  private mutating func whole(_ written: inout Written) {
    let frame = Frame(base: .groups(written.frame, isWhole: true))
    var columns: [Value] = []
    var items: [String] = []
    for _ in 0..<chance.pick([1, 2, 2, 3]) {
      var value = aggregate(.integer, written.frame, true, 2)
      for _ in 0..<4 where chance.happens(0.6) {
        guard let type = type(written.frame, isList: false) else { continue }
        value = aggregate(type, written.frame, true, 2) ?? value
      }
      guard let found = value else { continue }
      let named = found.renamed(alias())
      items.append("\(found.text) as \(named.text)")
      columns.append(named)
    }
    guard !items.isEmpty else { return }
    written.text += " select " + items.joined(separator: ", ")
    written.frame = Frame(base: frame.base, names: columns)
    written.columns = columns
    written.added = []
    written.isShaped = true
  }

  private mutating func distinct(_ written: inout Written) {
    let shown = written.shown
    // Columns that have no name to call them by are still there.
    written.text += " distinct"
    written.frame = Frame(base: .columns, names: shown.filter { $0.text != "`" })
    if written.columns == nil { written.columns = nil } else { written.columns = shown }
    written.added = []
    written.isShaped = true
  }

  private mutating func each(_ written: inout Written) {
    guard let (text, plain, value) = eachList(written.frame) else { return }
    written.text += " each " + text
    var member = Value(text: plain, type: value.type.element, isExact: value.isExact)
    if chance.happens(0.5) {
      member = member.renamed(alias())
      written.text += " as " + member.text
    }
    let isStar =
      written.frame.entity.map { entity in
        Schema[entity].star.contains { Schema[entity].fields[$0].name == member.text }
      } ?? false
    written.frame.replace(member)
    if case .columns = written.frame.base {
      if written.columns != nil { return }
    } else if !isStar {
      written.added.append(member)
    }
    written.isShaped = true
  }

  /// A list as a path: with brackets, and without them.
  private mutating func eachList(_ frame: Frame) -> (text: String, plain: String, value: Value)? {
    for _ in 0..<8 {
      guard let type = type(frame, isList: true) else { continue }
      if frame.entity != nil, chance.happens(0.15), let list = value(type, frame, 1) {
        let text = "\(chance.pick(["unique", "list"]))(\(list.text))"
        return (text, text, list)
      }
      guard let value = path(type.element, isList: true, frame, 1), value.text.last != ")" else { continue }
      return (value.text, withoutBrackets(value.text), value)
    }
    return nil
  }

  private func withoutBrackets(_ text: String) -> String {
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    var plain = ""
    for character in text {
      if isQuoted {
        isQuoted = isEscaped || character != "\""
        isEscaped = !isEscaped && character == "\\"
      } else if character == "\"" {
        isQuoted = true
      } else if character == "[" {
        depth += 1
        continue
      } else if character == "]" {
        depth -= 1
        continue
      }
      if depth == 0 { plain.append(character) }
    }
    return plain
  }

  // MARK: - Order

  mutating func keys(_ frame: Frame) -> String {
    (0..<chance.pick([1, 1, 2])).map { _ in
      var key = Value(text: "", type: .integer)
      for _ in 0..<9 {
        key = anything(frame, 1)
        if !isConstant(key) { break }
      }
      return key.text + chance.pick(["", " asc", " desc", " desc"])
    }.joined(separator: ", ")
  }

  /// No name of the frame stands in it, so that there is nothing to sort or group by.
  func isConstant(_ value: Value) -> Bool {
    guard let first = value.text.first else { return true }
    if first == "$" || first == "\"" || first == "-" || first.isNumber || value.text.hasPrefix("(-") {
      return true
    }
    let words = [
      "today", "as_at", "this ", "next ", "last ", "Oct", "Sept", "fy(", "year(", "month(", "quarter(",
    ]
    return words.contains { value.text.hasPrefix($0) } && !value.text.contains("due")
      && !value.text.contains("starts")
  }

  mutating func order(_ written: inout Written) { written.text += " order by " + keys(written.frame) }

  mutating func limit(_ written: inout Written) {
    let parameter = parameters.first { $0.type == .integer }?.text
    let count =
      parameter.flatMap { chance.happens(0.5) ? $0 : nil } ?? "\(chance.pick([0, 1, 2, 3, 4, 6, 9]))"
    written.text += " limit \(count)"
    if chance.happens(0.4) { written.text += " offset \(chance.number(0...3))" }
  }

  mutating func top(_ written: inout Written) {
    written.text += " top \(chance.pick([0, 1, 1, 2, 2, 3]))"
    if chance.happens(0.6), let per = per(written.frame) { written.text += " per \(per)" }
    written.text += " by " + keys(written.frame)
  }

  mutating func per(_ frame: Frame) -> String? {
    var paths: [String] = []
    for _ in 0..<chance.pick([1, 1, 2]) {
      guard let type = type(frame, isList: false), let path = path(type, isList: false, frame, 0) else {
        continue
      }
      paths.append(path.text)
    }
    return paths.isEmpty ? nil : paths.joined(separator: ", ")
  }

  // MARK: - Groups

  private mutating func group(_ written: inout Written) {
    let keys = groupKeys(written.frame, count: chance.pick([1, 1, 1, 2, 2, 3]))
    guard !keys.isEmpty else { return }
    written.text += " group by " + keys.map(\.text).joined(separator: ", ")
    begin(keys.map(\.named), &written)
  }

  private func begin(_ named: [Value], _ written: inout Written) {
    var names = named
    if !names.contains(where: { $0.text == "count" }) { names.append(Value(text: "count", type: .integer)) }
    written.frame = Frame(base: .groups(written.frame, isWhole: false), names: names)
    written.keys = names
    written.columns = nil
    written.added = []
    written.isShaped = true
  }

  private struct Key {
    var text: String
    var named: Value
  }

  private mutating func groupKeys(_ frame: Frame, count: Int) -> [Key] {
    var keys: [Key] = []
    for _ in 0..<(4 * count) where keys.count < count {
      guard let key = groupKey(frame), !keys.contains(where: { $0.named.text == key.named.text }) else {
        continue
      }
      keys.append(key)
    }
    return keys
  }

  private mutating func groupKey(_ frame: Frame) -> Key? {
    if chance.happens(0.25), let (text, _, value) = eachList(frame) {
      let member = Value(text: text, type: value.type.element, isExact: value.isExact)
      guard chance.happens(0.4) || text.contains("[") else { return Key(text: "each \(text)", named: member) }
      let name = alias()
      return Key(text: "each \(text) as \(name)", named: member.renamed(name))
    }
    if let scale = scale(frame), chance.happens(0.4) {
      return Key(text: scale, named: Value(text: scale, type: .integer))
    }
    let isEnumeration = chance.happens(0.35)
    guard let type = isEnumeration ? .enumeration(.rag) : type(frame, isList: false),
      let value = value(type, frame, isEnumeration ? 0 : chance.pick([0, 0, 1])), !isConstant(value)
    else { return nil }
    if value.text.hasPrefix("(") || chance.happens(0.3) {
      let name = chance.happens(0.05) ? "count" : alias()
      return Key(text: "\(value.text) as \(name)", named: value.renamed(name))
    }
    return Key(text: value.text, named: value)
  }

  private mutating func scale(_ frame: Frame) -> String? {
    switch frame.entity {
    case .risks: chance.pick(["impact", "likelihood"])
    case .objectives where frame.names.isEmpty: nil
    default: nil
    }
  }

  private mutating func pivot(_ written: inout Written) {
    let keys = groupKeys(written.frame, count: 2)
    guard keys.count == 2 else { return }
    written.text += " pivot \(keys[0].text) by \(keys[1].text)"
    let frame = Frame(base: .groups(written.frame, isWhole: false))
    if chance.happens(0.5) {
      var cell = aggregate(.integer, written.frame, false, 1)
      if chance.happens(0.6), let type = type(frame) {
        cell = aggregate(type, written.frame, false, 1) ?? cell
      }
      if let cell {
        written.text += " select \(cell.text)" + (chance.happens(0.2) ? " as \(alias())" : "")
      }
    }
    if chance.happens(0.5) { written.text += " totals" }
    written.isEnded = true
  }
}
