import Glibc

/// What memory the process takes.
package enum Memory {
  /// The most bytes that were resident at once since the process began.
  package static func peak() -> Int {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return Int(usage.ru_maxrss) &* 1024
  }
}
