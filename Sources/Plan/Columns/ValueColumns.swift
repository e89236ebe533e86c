/// An integer a row, exact to 64 bits.
package struct IntegerColumn: Sendable {
  package let values: [Int64]
  /// Where a row is blank; empty where none is. A blank row's value is 0.
  package let blanks: [Bool]

  package init(values: [Int64], blanks: [Bool] = []) {
    self.values = values
    self.blanks = blanks
  }

  package func isBlank(at row: Int) -> Bool { !blanks.isEmpty && blanks[row] }

  package func gather(_ rows: [UInt32]) -> IntegerColumn {
    let missing = rows.contains(Column.noRow)
    return IntegerColumn(
      values: rows.map { $0 == Column.noRow ? 0 : values[Int($0)] },
      blanks: blanks.isEmpty && !missing ? [] : rows.map { $0 == Column.noRow || isBlank(at: Int($0)) })
  }
}

/// A decimal a row; NaN is blank, and nothing else is NaN.
package struct DecimalColumn: Sendable {
  package let values: [Double]

  package init(values: [Double]) { self.values = values }

  package func gather(_ rows: [UInt32]) -> DecimalColumn {
    DecimalColumn(values: rows.map { $0 == Column.noRow ? .nan : values[Int($0)] })
  }
}

/// A condition a row. A condition is never blank; a row that does not exist is false.
package struct ConditionColumn: Sendable {
  package let values: [Bool]

  package init(values: [Bool]) { self.values = values }

  package func gather(_ rows: [UInt32]) -> ConditionColumn {
    ConditionColumn(values: rows.map { $0 == Column.noRow ? false : values[Int($0)] })
  }
}

/// A code of an enumeration a row; 0 is blank.
package struct ChoiceColumn: Sendable {
  package let enumeration: Enumeration
  package let codes: [UInt8]

  package init(enumeration: Enumeration, codes: [UInt8]) {
    self.enumeration = enumeration
    self.codes = codes
  }

  package func gather(_ rows: [UInt32]) -> ChoiceColumn {
    ChoiceColumn(enumeration: enumeration, codes: rows.map { $0 == Column.noRow ? 0 : codes[Int($0)] })
  }
}

/// A ref a row, packed (`Ref`); `Ref.blank` is blank.
package struct RefColumn: Sendable {
  package let values: [Int64]

  package init(values: [Int64]) { self.values = values }

  package func gather(_ rows: [UInt32]) -> RefColumn {
    RefColumn(values: rows.map { $0 == Column.noRow ? Ref.blank.packed : values[Int($0)] })
  }
}

/// An interval of days a row, both ends included; blank has its first day after its last.
package struct PeriodColumn: Sendable {
  package let firsts: [Int32]
  package let lasts: [Int32]

  package static let blankFirst = Int32.max
  package static let blankLast = Int32.min

  package init(firsts: [Int32], lasts: [Int32]) {
    self.firsts = firsts
    self.lasts = lasts
  }

  package func isBlank(at row: Int) -> Bool { firsts[row] > lasts[row] }

  package func period(at row: Int) -> Period? {
    isBlank(at: row) ? nil : Period(Day(firsts[row]), Day(lasts[row]))
  }

  package func gather(_ rows: [UInt32]) -> PeriodColumn {
    PeriodColumn(
      firsts: rows.map { $0 == Column.noRow ? Self.blankFirst : firsts[Int($0)] },
      lasts: rows.map { $0 == Column.noRow ? Self.blankLast : lasts[Int($0)] })
  }
}

/// An item of one entity a row; `Column.noRow` is blank.
package struct ItemColumn: Sendable {
  package let entity: Entity
  package let rows: [UInt32]
  /// Whether the rows are 0, 1, 2 and so on, as those of all children mostly are.
  package let isInOrder: Bool
  /// Whether some row is blank.
  package let hasBlank: Bool

  package init(entity: Entity, rows: [UInt32]) {
    self.entity = entity
    self.rows = rows
    isInOrder = Array.blocks(of: rows.count).allSatisfy { rows.holdsItsPlaces($0) }
    hasBlank = !isInOrder && rows.contains(Column.noRow)
  }

  package func gather(_ selected: [UInt32]) -> ItemColumn {
    ItemColumn(entity: entity, rows: selected.map { $0 == Column.noRow ? Column.noRow : rows[Int($0)] })
  }
}

/// How many members lists have.
package enum ListShape: Sendable {
  case any
  /// One or more each.
  case filled
  /// One each.
  case single
}

/// A list a row: a run of `elements`. A list never holds a blank; an empty list is blank.
package struct ListColumn: Sendable {
  /// Where each list begins; one more than there are rows.
  package let offsets: [UInt32]
  package let elements: Column
  package let shape: ListShape

  package init(offsets: [UInt32], elements: Column) {
    self.offsets = offsets
    self.elements = elements
    shape = ListShape(offsets)
  }

  package var count: Int { offsets.count - 1 }

  package func range(at row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

  package func gather(_ rows: [UInt32]) -> ListColumn {
    var ends: [UInt32] = [0]
    ends.reserveCapacity(rows.count + 1)
    var members: [UInt32] = []
    for row in rows {
      if row != Column.noRow { members.append(contentsOf: offsets[Int(row)]..<offsets[Int(row) + 1]) }
      ends.append(UInt32(truncatingIfNeeded: members.count))
    }
    return ListColumn(offsets: ends, elements: elements.gather(members))
  }
}
