/// One item of a table, from one row or from a row and those that continue it.
struct TableRow {
  var line: Int
  var targets: [(year: FinancialYears.Heading, cell: DocumentLine.Cell, line: Int)] = []
  /// What stands under no heading.
  var extra: [(cell: DocumentLine.Cell, line: Int)] = []
  private var fields = [DocumentLine.Cell?](repeating: nil, count: TableKind.Field.allCases.count)

  init(line: Int) { self.line = line }

  subscript(field: TableKind.Field) -> DocumentLine.Cell? {
    get { fields[field.rawValue] }
    set { fields[field.rawValue] = newValue }
  }

  /// False where all that the row says stands under no heading.
  var isRead: Bool { !targets.isEmpty || fields.contains { $0 != nil } }

  /// Adds the cells of a row that continues this one: text goes on after a space, names and
  /// targets stay apart.
  mutating func extend(with row: TableRow) {
    targets.append(contentsOf: row.targets)
    extra.append(contentsOf: row.extra)
    for field in TableKind.Field.allCases {
      guard let added = row[field] else { continue }
      if self[field] == nil {
        self[field] = added
      } else {
        // In place: many rows may continue one.
        if field.holdsParties, fields[field.rawValue]?.bytes.last != UInt8(ascii: ",") {
          fields[field.rawValue]?.bytes.append(UInt8(ascii: ";"))
        }
        fields[field.rawValue]?.bytes.append(UInt8(ascii: " "))
        fields[field.rawValue]?.bytes.append(contentsOf: added.bytes)
      }
    }
  }
}
