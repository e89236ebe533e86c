/// Tells a table that planq made from any other by a number that is made of the statement that made it: to put the
/// statements together again takes longer than to read a small plan.
///
/// Should a statement change and its number not, or another statement have the same number, the columns are asked for, or
/// SQLite says that one is not there; no value is read wrongly.
package enum TablePrint {
  /// Takes a table's name and the statement that made it, as the database keeps it.
  package static func isOwn(_ table: String, _ declaration: String) -> Bool {
    // FNV-1a.
    var declaration = declaration
    let number = declaration.withUTF8 { text in
      text.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    return own(table) == number
  }

  /// The number of the table as planq makes it; nil for a table that is not read.
  private static func own(_ table: String) -> UInt64? {
    switch table {
    case "plan": 0x9E1F_3794_EC4C_E765
    case "officer": 0xAB28_F69D_3693_1109
    case "objective": 0xA959_AE57_77E3_19EC
    case "indicator": 0xF76D_BACA_EA7E_6DB5
    case "target": 0x6AF5_5AF1_1B3B_A0A0
    case "action": 0x00F4_C0A2_9ED4_5BAF
    case "risk": 0x0340_164C_39D9_1722
    case "finding": 0xCAA1_278B_DEB2_58EF
    case "due": 0x303D_61B4_59CB_E595
    case "party": 0x4016_CCF3_4DAE_65E7
    default: nil
    }
  }
}
