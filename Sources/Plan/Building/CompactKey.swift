/// Keys of the tables that a plan is built with: up to four numbers in one. All are of one type, because the first
/// use of a `Dictionary` or `Set` with another type of key costs a tenth of a millisecond, in each process anew.
enum CompactKey {
  static func make(_ a: UInt32, _ b: UInt32, _ c: UInt32 = 0, _ d: UInt32 = 0) -> UInt128 {
    UInt128(a) << 96 | UInt128(b) << 64 | UInt128(c) << 32 | UInt128(d)
  }

  /// One of the numbers that a key was made of, from 0.
  static func part(_ index: Int, of key: UInt128) -> UInt32 {
    UInt32(truncatingIfNeeded: key >> UInt128(96 - 32 * index))
  }
}
