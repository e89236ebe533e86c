import Glibc

/// Time: of the day, and for measuring.
package enum Clock {
  /// Nanoseconds from some start that never changes while the process runs; for differences only.
  package static func monotonicNanoseconds() -> Int64 { nanoseconds(CLOCK_MONOTONIC) }
  /// Nanoseconds of processor time that all threads of the process have used.
  package static func processorNanoseconds() -> Int64 { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return 0 }
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// Waits, but no longer than until Ctrl-C.
  package static func sleep(nanoseconds: Int64) {
    let end = monotonicNanoseconds() &+ nanoseconds
    while !Signals.wasInterrupted {
      let left = end &- monotonicNanoseconds()
      if left <= 0 { return }
      // In slices: the signal may come just before the call that it would end.
      var slice = timespec(tv_sec: 0, tv_nsec: Int(min(left, 50_000_000)))
      nanosleep(&slice, nil)
    }
  }

  /// The calendar day in the local time zone: the year in full, month and day from 1.
  package static func today() -> (year: Int, month: Int, day: Int) {
    var now = time(nil)
    var parts = tm()
    tzset()
    guard localtime_r(&now, &parts) != nil else { return (1970, 1, 1) }
    return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
  }
}
