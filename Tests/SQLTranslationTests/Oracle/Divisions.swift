import Execution

extension Division {
  /// The ways in which tests divide the work, one after the other: tiny batches on one thread and on several, however
  /// little there is to do, and what planq itself does.
  static func rotated(_ number: Int) -> Division {
    let all = [
      Division(batch: 7, threads: 1), Division(batch: 7, threads: 2, sharedNanoseconds: 0),
      Division(batch: 3, threads: 3, sharedNanoseconds: 0), Division(),
    ]
    return all[Int(number.magnitude % UInt(all.count))]
  }
}
