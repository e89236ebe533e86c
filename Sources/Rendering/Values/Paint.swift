import Plan

/// Colours and weights on a terminal; nothing at all where output is not coloured.
struct Paint {
  enum Style {
    case plain, header, name, faint, red, amber, green

    var code: StaticString {
      switch self {
      case .plain: ""
      case .header: "\u{1B}[1m"
      case .name, .faint: "\u{1B}[2m"
      case .red: "\u{1B}[1;31m"
      case .amber: "\u{1B}[1;33m"
      case .green: "\u{1B}[1;32m"
      }
    }
  }

  let isOn: Bool

  init(_ options: RenderOptions) { isOn = options.isColored }

  /// How a cell is painted: RAG in its colour.
  func style(of column: ResultColumn, _ cell: ArraySlice<UInt8>) -> Style {
    guard isOn, column.type == .enumeration(.rag), cell.count == 1 else { return .plain }
    switch cell.first {
    case UInt8(ascii: "R"): return .red
    case UInt8(ascii: "A"): return .amber
    case UInt8(ascii: "G"): return .green
    default: return .plain
    }
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
