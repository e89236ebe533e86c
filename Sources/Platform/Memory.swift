import Glibc

/// The memory of the process.
package enum Memory {
  /// Asks for pages of 2 MB for memory that will be filled: a page of 4 kB costs some microseconds when it is first
  /// written to. What is never written to takes none. It may be refused, and then nothing changes.
  package static func useLargePages(for memory: UnsafeRawBufferPointer) {
    let first = (UInt(bitPattern: memory.baseAddress) + smallPage - 1) / smallPage * smallPage
    let end = (UInt(bitPattern: memory.baseAddress) + UInt(memory.count)) / smallPage * smallPage
    guard end > first else { return }
    _ = madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE)
  }

  private static let smallPage = UInt(max(1, sysconf(Int32(_SC_PAGESIZE))))

  /// The most bytes that were resident at once since the process began.
  package static func peak() -> Int {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return Int(usage.ru_maxrss) &* 1024
  }
}
