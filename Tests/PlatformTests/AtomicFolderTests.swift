import Foundation
import Glibc
import Platform
import Testing

@Suite struct AtomicFolderTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func write(_ name: String, _ text: String, isOwn: ([String]) -> Bool = { _ in false }) throws {
    try AtomicFolder.write(path: folder.path + "/" + name, isOwn: isOwn) { filling in
      try filling.write("one") { try $0.write(text) }
      try filling.write("two") { try $0.write(text + text) }
    }
  }

  @Test(arguments: ["new", "new/", "new//"])
  func makesAFolder(_ name: String) throws {
    try write(name, "a")
    #expect(try folder.names == ["new"])
    #expect(try folder.text("new/two") == "aa")
  }

  @Test func replacesWhatIsEmptyOrItsOwn() throws {
    mkdir(folder.path + "/there", 0o750)
    try write("there", "a")
    var status = stat()
    #expect(stat(folder.path + "/there", &status) == 0 && status.st_mode & 0o777 == 0o750)
    try write("there", "b", isOwn: { $0 == ["one", "two"] })
    #expect(try folder.text("there/one") == "b")
    #expect(try folder.names == ["there"])
  }

  @Test func leavesWhatIsNot() throws {
    try write("there", "a")
    let error = #expect(throws: SystemError.self) { try write("there", "b") }
    #expect(error?.isNotEmpty == true)
    #expect(try folder.text("there/one") == "a")
    _ = try folder.file("file", "x")
    let notAFolder = #expect(throws: SystemError.self) { try write("file", "b") }
    #expect(notAFolder?.code == ENOTDIR)
    #expect(try folder.names == ["file", "there"])
  }

  @Test func leavesNothingOfAFailure() throws {
    struct Broken: Error {}
    #expect(throws: Broken.self) {
      try AtomicFolder.write(path: folder.path + "/new", isOwn: { _ in true }) { filling in
        try filling.write("one") { try $0.write("a") }
        throw Broken()
      }
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func followsALink() throws {
    mkdir(folder.path + "/far", 0o755)
    symlink("far", folder.path + "/link")
    try write("link", "a")
    #expect(try folder.text("far/one") == "a")
    #expect(try folder.names == ["far", "link"])
  }
}
