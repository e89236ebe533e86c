import Plan

/// One table that planq writes: the one description that serves every SQL dialect, the rows and the reader of SQLite.
struct PlanTable {
  /// Each dialect has its own word for these.
  enum ValueType { case text, integer, decimal, boolean }

  /// Where the values of a column come from.
  enum Content {
    /// The number of the row, from 1.
    case id
    /// Where an item's parent is: the parent's id.
    case parent(Entity)
    /// Of a ref, as planq prints it.
    case text(FieldID)
    case folded(FieldID)
    /// Of a ref, the number that sorts as it does; of an item, its id; of a decimal, itself.
    case integer(FieldID)
    case choice(FieldID)
    case condition(FieldID)
    /// As planq prints it, for people.
    case period(FieldID)
    /// Days since 1970-01-01.
    case firstDay(FieldID)
    case lastDay(FieldID)
    /// Of a list: which list it is, the item that it is of, the place in it from 1, and the member's id.
    case list, item, position, member
  }

  struct Column {
    var name: String
    var type: ValueType
    var content: Content
    /// Told apart from columns that only help SQL.
    var isRead = false
    /// Never NULL.
    var isRequired = false
    /// The table whose ids it holds.
    var references: String?
    /// Of folded text, the column that was folded, which alone says whether this is NULL: a text of which folding
    /// leaves nothing is empty and not NULL. No other column ever holds an empty text.
    var foldedFrom: String?
  }

  enum Rows {
    case items(Entity)
    /// The members of lists, which are values of the second field's items; the text names the list.
    case members([(list: String, field: FieldID)])
  }

  struct Index {
    var name: String
    var columns: [String]
  }

  var name: String
  var rows: Rows
  var columns: [Column]
  /// The columns of the primary key.
  var key: [String]
  var indexes: [Index] = []
}
