import Plan

/// Aggregates over the rows of a group.
extension RandomQuery {
  /// `before` is what names mean within; nil where no aggregate gives such a type.
  mutating func aggregate(
    _ type: ValueType, _ before: Frame, _ isWhole: Bool, _ depth: Int
  ) -> Value? {
    let inner = max(0, depth - 1)
    /// What is gathered: values of one type, or lists that are pooled.
    func operand(_ query: inout RandomQuery, _ element: ValueType) -> Value? {
      let isList = !isWhole && query.chance.happens(0.3)
      // A constant is the same in every group.
      let value = query.value(isList ? .list(element) : element, before, inner)
      return value.flatMap { query.isConstant($0) ? nil : $0 }
    }
    func over(_ query: inout RandomQuery, _ names: [String], _ element: ValueType) -> Value? {
      guard let value = operand(&query, element) else { return nil }
      return Value(
        text: "\(query.chance.pick(names))(\(value.text))", type: type, isExact: value.isExact)
    }
    switch type {
    case .integer: return counted(before, isWhole, inner)
    case .decimal:
      switch chance.number(0...5) {
      case 0, 1: return Value(text: "share(\(condition(before, inner)))", type: type, isExact: false)
      case 2, 3:
        guard let value = operand(&self, chance.pick([.integer, .decimal])) else { return nil }
        let name = value.isExact ? chance.pick(["avg", "median", "median"]) : "median"
        return Value(text: "\(name)(\(value.text))", type: type, isExact: name == "median" && value.isExact)
      case 4:
        guard let value = operand(&self, .decimal) else { return nil }
        return value.isExact ? Value(text: "sum(\(value.text))", type: type) : nil
      default: return over(&self, ["min", "max"], .decimal)
      }
    case .text, .period, .ref: return over(&self, ["min", "max"], type)
    case .enumeration(.rag): return over(&self, ["worst", "best"], type)
    case .list(let element): return over(&self, ["list", "unique"], element)
    default: return nil
    }
  }

  private mutating func counted(_ before: Frame, _ isWhole: Bool, _ depth: Int) -> Value? {
    let text: String?
    switch chance.number(0...8) {
    case 0, 1: text = "count()"
    case 2, 3: text = "count(\(condition(before, depth)))"
    case 4:
      text = type(before, isList: isWhole ? false : nil).flatMap { value($0, before, depth) }.map {
        "count(\($0.text))"
      }
    case 5:
      guard !isWhole, let type = type(before), let value = value(type, before, depth) else { return nil }
      text = "count(unique(\(value.text)))"
    case 6:
      text = value(isWhole ? .integer : chance.pick([.integer, .list(.integer)]), before, depth)
        .map { "sum(\($0.text))" }
    default:
      text = value(.integer, before, depth).map { "\(chance.pick(["min", "max", "sum"]))(\($0.text))" }
    }
    return text.map { Value(text: $0, type: .integer) }
  }
}
