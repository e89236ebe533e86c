/// Texts in one arena.
final class TextBuilder: ColumnBuilder {
  private var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]

  override func set(_ row: Int, text: UnsafeBufferPointer<UInt8>) {
    if offsets.count != row + 1 { open(row) }
    guard limits.hasRoom(text: bytes.count, adding: text.count) else { return }
    bytes.append(contentsOf: text)
    offsets.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  override func reserve(_ growth: Growth) {
    bytes.reserve(growth)
    offsets.reserve(growth)
  }

  /// Ends the rows before this one, and takes away what it already has.
  private func open(_ row: Int) {
    offsets.pad(to: row + 1, with: UInt32(truncatingIfNeeded: bytes.count))
    if offsets.count > row + 1 {
      offsets.removeLast(offsets.count - row - 1)
      bytes.removeLast(bytes.count - Int(offsets[row]))
    }
  }

  override func column(rowCount: Int) -> Column {
    offsets.pad(to: rowCount + 1, with: UInt32(truncatingIfNeeded: bytes.count))
    return .text(TextColumn(bytes: bytes, offsets: offsets))
  }

  override func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) {
    guard case .column(.text(let column)) = part else { mismatch() }
    offsets.pad(to: rowCount + 1, with: UInt32(truncatingIfNeeded: bytes.count))
    offsets.append(offsets: column.offsets, behind: bytes.count)
    bytes.append(contentsOf: column.bytes)
  }

  override var extent: Int { bytes.count }

  override func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
  }
}

/// Texts that repeat, as codes.
final class NameBuilder: ColumnBuilder {
  private let names: NameDictionary
  private var codes: [UInt32] = []

  override init(limits: BuildLimits) {
    names = NameDictionary(limits: limits)
    super.init(limits: limits)
  }

  override func set(_ row: Int, text: UnsafeBufferPointer<UInt8>) {
    codes.place(names.code(for: text), at: row, padding: 0)
  }

  override func reserve(_ growth: Growth) { codes.reserve(growth) }

  override func column(rowCount: Int) -> Column {
    codes.pad(to: rowCount, with: 0)
    return .name(NameColumn(codes: codes, dictionary: names.column))
  }

  override func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) {
    guard case .column(.name(let column)) = part else { mismatch() }
    codes.pad(to: rowCount, with: 0)
    let ours = names.codes(for: column.dictionary)
    codes.append(contentsOf: column.codes.lazy.map { ours[Int($0)] })
  }

  override var extent: Int { names.extent }

  override func removeAll() {
    names.removeAll()
    codes.removeAll(keepingCapacity: true)
  }
}
