import Glibc

/// Removing a file that was begun and is of no use.
enum Removal {
  /// Freeing what more bytes than these took is felt.
  private static let largeSize = 1 << 24

  /// The name goes at once; the room of a large file is given back by a thread, for nobody should wait for it who has
  /// just stopped the work. The system does so itself should the program end before.
  static func remove(path: String) {
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    unlink(path)
    guard number >= 0 else { return }
    var status = stat()
    let isLarge = fstat(number, &status) == 0 && status.st_size > largeSize
    if isLarge, BackgroundTask({ _ in close(number) }) != nil { return }
    _ = close(number)
  }
}
