import Language

/// The comment on top of a script: what it is about, and the parameters that it takes.
struct ScriptHeader: Sendable {
  /// The comment without its parameters; the first line is the title.
  var lines: [String] = []
  var parameters: [QueryParameter] = []
  /// What is wrong with the declarations, each with its line.
  var mistakes: [(declaration: Entry, diagnostic: Diagnostic)] = []

  var title: String { lines.first { !$0.isEmpty } ?? "" }

  /// Takes the text of a script. The header ends at the first line that is neither empty nor a comment.
  init(_ text: String) {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number == 0, line.hasPrefix("#!") { continue }
      let shown = line.trimmingBlanks
      if shown.isEmpty { continue }
      guard shown.hasPrefix("#") else { return }
      let comment = shown.dropFirst().trimmingBlanks
      if comment.hasPrefix("param "), shown.hasPrefix("# ") {
        var reader = DeclarationReader(Entry(text: shown, linesBefore: number))
        do throws(Diagnostic) {
          let parameter = try reader.parameter()
          if let other = parameters.first(where: { $0.name.lowercased() == parameter.name.lowercased() }) {
            throw .parameterTwice(SourceRange(parameter.nameRange.start, parameter.nameRange.end), other.name)
          }
          parameters.append(parameter)
        } catch {
          mistakes.append((reader.declaration, error))
        }
      } else {
        lines.append(comment)
      }
    }
  }
}

/// Reads `# param NAME [: TYPE] [= VALUE]`.
private struct DeclarationReader {
  let declaration: Entry
  private let bytes: [UInt8]
  private var offset: Int

  init(_ declaration: Entry) {
    self.declaration = declaration
    bytes = Array(declaration.text.utf8)
    offset = "# param".utf8.count
  }

  mutating func parameter() throws(Diagnostic) -> QueryParameter {
    skipBlanks()
    let start = offset
    let name = word()
    guard let first = name.utf8.first, first.isASCIILetter else {
      throw .parameterDeclaration(SourceRange(start, max(offset, bytes.count)))
    }
    skipBlanks()
    let nameEnd = start + name.utf8.count
    var type = ParameterType.text
    if take(UInt8(ascii: ":")) {
      let typeStart = offset
      let typeName = word()
      guard let known = ParameterType(rawValue: typeName.lowercased()) else {
        let end = typeName.isEmpty ? bytes.count : offset
        throw .parameterType(
          SourceRange(typeStart, end), typeName,
          nearest: Nearest.name(to: typeName, among: ParameterType.allCases.map(\.rawValue)))
      }
      type = known
      skipBlanks()
    }
    var defaultText: String?
    let defaultStart: Int
    if take(UInt8(ascii: "=")) {
      defaultStart = offset
      defaultText = String(decoding: bytes[offset...], as: UTF8.self)
      offset = bytes.count
    } else {
      defaultStart = bytes.count
    }
    guard offset == bytes.count, defaultText != "" else {
      throw .parameterDeclaration(SourceRange(offset, bytes.count))
    }
    return QueryParameter(
      name: name, type: type, defaultText: defaultText, declaration: declaration, nameRange: (start, nameEnd),
      defaultRange: (defaultStart, bytes.count))
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    skipBlanks()
    return true
  }

  private mutating func word() -> String {
    let start = offset
    while offset < bytes.count,
      bytes[offset].isASCIILetter || bytes[offset].isASCIIDigit || bytes[offset] == 0x5F
    {
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  fileprivate var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
}
