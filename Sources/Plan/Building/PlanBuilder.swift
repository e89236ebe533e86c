/// The one way to make a plan: loaders begin items, set fields and add findings in the order of the file, then
/// call `finish`, which works out what is derived, resolves names and checks the data.
///
/// An item belongs to the item of its parent entity that was begun last, unless `setParent` says otherwise. Fields
/// may be set in any order while their item is the last of its entity; what is never set is blank.
package final class PlanBuilder {
  /// A party's part in an item, as a loader hands it over.
  package struct Party {
    package var name: String
    /// Empty where none is named.
    package var agency: String
    /// nil for a plain name: an officer.
    package var kind: PartyKind?
    /// The line of the file, for findings; 0 where there is none.
    package var line: Int

    package init(name: String, agency: String = "", kind: PartyKind? = nil, line: Int = 0) {
      self.name = name
      self.agency = agency
      self.kind = kind
      self.line = line
    }
  }

  /// A limit of planq's columns that a file goes beyond.
  package struct TooLarge: Error {
    package var message: String
  }

  package init() {}

  /// Begins an item; `line` is its line in the file, for findings (0 where there is none). Gives its row.
  @discardableResult
  package func begin(_ entity: Entity, line: Int) -> UInt32 { 0 }

  /// Puts the item last begun under another parent than the last one begun (SQLite, where rows name their parent).
  package func setParent(of entity: Entity, to parent: UInt32) {}

  /// Sets a text field of the item last begun; the bytes are UTF-8 and kept as they are.
  package func set(_ field: FieldID, text: UnsafeBufferPointer<UInt8>) {}
  package func set(_ field: FieldID, text: String) {}
  package func set(_ field: FieldID, integer: Int64) {}
  /// A code of the field's enumeration.
  package func set(_ field: FieldID, code: UInt8) {}
  package func set(_ field: FieldID, period: Period) {}
  /// Adds a period to a field that holds a list of them.
  package func append(_ field: FieldID, period: Period) {}
  /// Adds a party to a field that holds a list of them.
  package func append(_ field: FieldID, party: Party) {}

  /// Adds what a loader found doubtful. `finish` adds the findings of its own checks and drops what repeats: two
  /// findings are the same when rule, entity, ref and message are.
  package func addFinding(
    _ severity: Severity, rule: String, entity: Entity, ref: String, message: String, line: Int
  ) {}

  /// Works out what is derived, resolves names, checks, and gives the plan. The builder is then used up.
  package func finish() throws(TooLarge) -> Plan {
    Plan(tables: [])
  }
}
