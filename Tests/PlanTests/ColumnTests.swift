import Synchronization
import Testing

@testable import Plan

@Suite struct ColumnTests {
  static let columns: [Column] = [
    .text(TextColumn(["a", "", "ccc"])),
    .name(NameColumn(codes: [1, 0, 2], dictionary: TextColumn(["", "a", "ccc"]))),
    .integer(IntegerColumn(values: [1, 0, 3], blanks: [false, true, false])),
    .decimal(DecimalColumn(values: [1, .nan, 3])),
    .choice(ChoiceColumn(enumeration: .rag, codes: [1, 0, 3])),
    .ref(RefColumn(values: [Ref(objective: 1, number: 1).packed, Ref.blank.packed, 7])),
    .period(PeriodColumn(firsts: [1, PeriodColumn.blankFirst, 3], lasts: [1, PeriodColumn.blankLast, 4])),
    .item(ItemColumn(entity: .actions, rows: [1, Column.noRow, 3])),
    .list(
      ListColumn(offsets: [0, 2, 2, 3], elements: .integer(IntegerColumn(values: [1, 2, 3])))),
  ]

  @Test(arguments: columns) func gathersRowsInAnyOrderWithRepeatsAndGaps(column: Column) {
    let gathered = column.gather([2, Column.noRow, 0, 1, 2])
    #expect(gathered.count == 5)
    #expect((0..<5).map { gathered.isBlank(at: $0) } == [false, true, false, true, false])
    #expect((0..<3).map { column.isBlank(at: $0) } == [false, true, false])
    #expect(Self.describe(gathered, 0) == Self.describe(column, 2))
    #expect(Self.describe(gathered, 2) == Self.describe(column, 0))
    #expect(Self.describe(gathered, 4) == Self.describe(column, 2))
    #expect(column.gather([]).count == 0)
  }

  /// Asks now and then, and is told to stop after some answers.
  private final class Patience: Sendable {
    private let left: Mutex<Int>
    init(_ left: Int) { self.left = Mutex(left) }
    func isOver() -> Bool {
      left.withLock {
        $0 -= 1
        return $0 < 0
      }
    }
  }

  @Test(arguments: [0, 1]) func keepsNothingOfFoldingThatWasCancelled(patience: Int) {
    let texts = (0..<60_000).map {
      "Réferral to the Group number \($0) and to nobody else, as was agreed before the AUDIT"
    }
    let column = TextColumn(texts)
    let patience = Patience(patience)
    // Two pieces: one is asked for in vain, or both.
    let isFolded = column.folded(by: OneWorker()) { patience.isOver() } != nil
    #expect(!isFolded)
    let folded = column.folded
    #expect(folded.count == texts.count)
    for row in [0, 29_999, 30_000, 59_999] {
      #expect(folded.string(at: row) == String(decoding: Folding.fold(texts[row]), as: UTF8.self))
    }
  }

  @Test func aConditionIsNeverBlank() {
    let gathered = Column.condition(ConditionColumn(values: [true])).gather([0, Column.noRow])
    #expect((0..<2).map { gathered.isBlank(at: $0) } == [false, false])
  }

  @Test func refsSortAsTwoNumbers() {
    let texts = ["2.10", "10.1", "2.9", "2.1"]
    #expect(texts.compactMap { Ref($0) }.sorted().map(\.text) == ["2.1", "2.9", "2.10", "10.1"])
    #expect(["2", "2.", ".1", "2.1.1", "-1.2", "a.b", "99999999999.1"].allSatisfy { Ref($0) == nil })
    #expect(Ref.blank.text == "")
  }

  /// Everything of a row, as text.
  private static func describe(_ column: Column, _ row: Int) -> String {
    switch column {
    case .decimal(let column): NumberText.text(column.values[row])
    case .choice(let column): "\(column.codes[row])"
    case .period(let column): "\(column.firsts[row]) \(column.lasts[row])"
    case .item(let column): "\(column.entity) \(column.rows[row])"
    case .list(let column):
      "[" + column.range(at: row).map { describe(column.elements, $0) }.joined(separator: ",") + "]"
    default: column.text(at: row)
    }
  }
}

@Suite struct NameDictionaryTests {
  @Test func codesFollowFirstAppearance() {
    let names = NameDictionary(limits: BuildLimits())
    #expect(["b", "a", "", "b", "a", "c"].map { names.code(for: $0) } == [1, 2, 0, 1, 2, 3])
    #expect((0..<4).map { names.string(of: UInt32($0)) } == ["", "b", "a", "c"])
    #expect(names.count == 4)
  }

  @Test func findsEveryNameAgainAfterItGrew() {
    let names = NameDictionary(limits: BuildLimits())
    let texts = (0..<50_000).map { "name \($0 % 25_000)" }
    let codes = texts.map { names.code(for: $0) }
    #expect(names.count == 25_001)
    #expect(codes == (0..<50_000).map { UInt32($0 % 25_000 + 1) })
    #expect((0..<25_000).allSatisfy { names.column.string(at: $0 + 1) == "name \($0)" })
  }

  @Test func differentBytesAreDifferentNames() {
    let names = NameDictionary(limits: BuildLimits())
    #expect(names.code(for: "é") != names.code(for: "e\u{301}"))
    #expect(names.code(for: [0xFF]) != names.code(for: [0xFE]))
  }
}
