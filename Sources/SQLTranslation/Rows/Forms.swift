import Plan

/// What is asked of a value. A value may be several columns: a text and its folded form, a period's printed form
/// and its days. Blank is NULL in every form.
enum Form: Hashable {
  /// As planq prints it; numbers as numbers, items as ids, conditions as truth values.
  case plain
  /// Of texts.
  case folded
  /// A number that sorts as the value does: of refs and enumeration values.
  case order
  /// Of periods, days since 1970-01-01.
  case first, last

  /// What follows a field's name in its column's name.
  var suffix: String {
    switch self {
    case .plain: ""
    case .folded: "_folded"
    case .order: "_order"
    case .first: "_first"
    case .last: "_last"
    }
  }
}

extension ValueType {
  /// The forms that are equal when the values are, beyond the spelling of text.
  var equalForms: [Form] {
    switch self {
    case .text: [.folded]
    case .period: [.first, .last]
    default: [.plain]
    }
  }

  /// The forms that sort as the values do.
  var orderForms: [Form] {
    switch self {
    case .text: [.folded]
    case .period: [.first, .last]
    case .ref, .enumeration: [.order]
    default: [.plain]
    }
  }

  /// All forms of a value.
  var forms: [Form] {
    switch self {
    case .text: [.plain, .folded]
    case .period: [.plain, .first, .last]
    case .ref, .enumeration: [.plain, .order]
    default: [.plain]
    }
  }

  var isItem: Bool { if case .item = self { true } else { false } }

  var isNumber: Bool { self == .integer || self == .decimal }
}

extension Entity {
  /// The table of an entity's items. The table `party` holds lists, a row a member, so parties have another.
  var table: String { self == .parties ? "named_party" : Schema[self].singular }
}
