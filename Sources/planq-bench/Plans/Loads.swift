import Loading
import Plan
import Platform

/// Loading in a process of its own, so that the peak of its memory is that of loading alone.
struct OwnLoad {
  var nanoseconds: Int64
  /// Bytes.
  var peak: Int

  /// Runs this program anew, several times; the best of them.
  static func best(of rounds: Int, _ word: String, _ path: String, _ scratch: Scratch) throws -> OwnLoad {
    var best: OwnLoad?
    for _ in 0..<rounds {
      let text = try scratch.output(
        of: "\(Scratch.quoted(Arguments.program)) \(word) \(Scratch.quoted(path))")
      let words = (text ?? "").split { $0 == " " || $0 == "\n" }
      guard words.count == 3, let time = Int64(words[0]), let peak = Int(words[1]) else {
        throw BenchmarkFailure("the plan was not loaded from \(path)")
      }
      if time < best?.nanoseconds ?? .max { best = OwnLoad(nanoseconds: time, peak: peak) }
    }
    return best ?? OwnLoad(nanoseconds: .max, peak: 0)
  }

  /// What that program prints: nanoseconds, bytes at the peak, rows.
  static func report(_ work: () throws -> Int) rethrows -> String {
    let start = Clock.monotonicNanoseconds()
    let count = try work()
    let time = Clock.monotonicNanoseconds() - start
    return "\(time) \(peak()) \(count)\n"
  }

  /// `Memory.peak` may be that of the process which started this one; the kernel's other count begins with the program.
  private static func peak() -> Int {
    let status = (try? FileBytes.read(path: "/proc/self/status")).map { String(decoding: $0, as: UTF8.self) }
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split { $0 == " " || $0 == "\t" }.compactMap { Int($0) }.first.map { $0 * 1024 }
      ?? Memory.peak()
  }
}
