import Plan

/// Colours and weights on a terminal; nothing at all where output is not coloured.
struct Paint {
  enum Style {
    case plain, header, name, faint, red, amber, green
    /// A bar that says nothing by its colour.
    case bar
    /// Late.
    case alarm
    /// How much, 1 to 4: from green to red of risks, from pale to dark blue of numbers. They bring their own ink.
    case risk1, risk2, risk3, risk4, heat1, heat2, heat3, heat4

    var code: StaticString {
      switch self {
      case .plain: ""
      case .header: "\u{1B}[1m"
      case .name, .faint: "\u{1B}[2m"
      case .red: "\u{1B}[1;31m"
      case .amber: "\u{1B}[1;33m"
      case .green: "\u{1B}[1;32m"
      case .bar: "\u{1B}[36m"
      case .alarm: "\u{1B}[1;31m"
      case .risk1: "\u{1B}[38;5;16;48;5;151m"
      case .risk2: "\u{1B}[38;5;16;48;5;222m"
      case .risk3: "\u{1B}[38;5;16;48;5;209m"
      case .risk4: "\u{1B}[1;38;5;231;48;5;124m"
      case .heat1: "\u{1B}[38;5;16;48;5;153m"
      case .heat2: "\u{1B}[38;5;16;48;5;111m"
      case .heat3: "\u{1B}[38;5;231;48;5;26m"
      case .heat4: "\u{1B}[1;38;5;231;48;5;18m"
      }
    }
  }

  let isOn: Bool

  init(_ options: RenderOptions) { isOn = options.isColored }

  /// How a cell is painted: RAG in its colour.
  func style(of column: ResultColumn, _ cell: ArraySlice<UInt8>) -> Style {
    column.type == .enumeration(.rag) ? rag(cell) : .plain
  }

  /// How a text is painted that is a value of RAG, if it is one.
  func rag(_ text: ArraySlice<UInt8>, else other: Style = .plain) -> Style {
    guard isOn, text.count == 1 else { return other }
    switch text.first {
    case UInt8(ascii: "R"): return .red
    case UInt8(ascii: "A"): return .amber
    case UInt8(ascii: "G"): return .green
    default: return other
    }
  }

  /// Appends a line of a cell; of a list of ratings each letter in its colour.
  func append(
    _ text: ArraySlice<UInt8>, of column: ResultColumn, in cell: ArraySlice<UInt8>,
    to buffer: inout RenderBuffer
  ) {
    guard isOn, column.isRagList else { return append(text, style(of: column, cell), to: &buffer) }
    for place in text.indices { append(text[place...place], rag(text[place...place]), to: &buffer) }
  }

  func append(_ text: ArraySlice<UInt8>, _ style: Style, to buffer: inout RenderBuffer) {
    guard isOn, style != .plain, !text.isEmpty else {
      buffer.append(text)
      return
    }
    buffer.append(style.code)
    buffer.append(text)
    buffer.append("\u{1B}[0m")
  }
}

extension ResultColumn {
  var isRagList: Bool { type == .list(.enumeration(.rag)) }
}
