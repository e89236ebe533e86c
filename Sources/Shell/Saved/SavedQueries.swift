import Language
import Platform

/// A saved query, where it was found.
struct SavedQuery {
  var name: String
  /// nil for one that is built in.
  var path: String?
}

/// Where saved queries are: the folder of `--queries`, the user's own, and those that are built in; what is nearer
/// hides what is farther.
struct SavedQueries {
  static let ending = ".planq"

  let session: Session

  init(_ session: Session) { self.session = session }

  /// `$XDG_CONFIG_HOME/planq/queries`
  static var ownFolder: String? { Folders.configuration.map { $0 + "/queries" } }

  /// Where to look, in the order of looking, with what is there; nothing that a nearer one hides.
  func places() throws -> [(heading: String, queries: [SavedQuery])] {
    var places: [(heading: String, queries: [SavedQuery])] = []
    var seen: Set<String> = []
    for folder in [session.queriesFolder, Self.ownFolder].compactMap({ $0 }) {
      let queries = try names(in: folder).filter { seen.insert($0).inserted }
        .map { SavedQuery(name: $0, path: "\(folder)/\($0)\(Self.ending)") }
      if !queries.isEmpty { places.append((folder, queries)) }
    }
    let own = BuiltInQueries.all.map(\.name).filter { !seen.contains($0) }
    if !own.isEmpty { places.append(("built in", own.map { SavedQuery(name: $0, path: nil) })) }
    return places
  }

  /// The names of all that can be run, sorted.
  func names() throws -> [String] { try places().flatMap { $0.queries.map(\.name) }.sorted() }

  /// The query of a name, with or without its ending.
  func find(_ typed: String) throws -> QueryScript {
    let name = typed.hasSuffix(Self.ending) ? String(typed.dropLast(Self.ending.count)) : typed
    let all = try places().flatMap(\.queries)
    guard
      let query = all.first(where: { $0.name == name }) ?? all.first(where: { $0.name == name.lowercased() })
    else {
      throw CommandFailure.noSaved(name, nearest: Nearest.name(to: name, among: all.map(\.name)))
    }
    return try read(query)
  }

  func read(_ query: SavedQuery) throws -> QueryScript {
    guard let path = query.path else {
      let bytes = BuiltInQueries.all.first { $0.name == query.name }?.bytes ?? []
      return QueryScript(name: query.name + Self.ending, text: String(decoding: bytes, as: UTF8.self))
    }
    do {
      // A folder that was named is trusted for it; of the user's own, only what nobody else could have written.
      let isOwn = Self.ownFolder.map { path.hasPrefix($0 + "/") } ?? false
      guard let text = String(validating: try ScriptFile.bytes(path, privateOnly: isOwn), as: UTF8.self)
      else {
        throw CommandFailure.notText(path)
      }
      return QueryScript(name: path, text: text)
    } catch let error as SystemError where !error.isInterrupted {
      throw error.isNotTrusted ? CommandFailure.notTrusted(path) : CommandFailure(message: error.description)
    }
  }

  /// Letters, digits, `-` and `_`: what needs no quotes anywhere, and leads to no other folder.
  static func isName(_ name: String) -> Bool {
    guard let first = name.first, first.isASCII, first.isLetter || first.isNumber else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  private func names(in folder: String) throws -> [String] {
    do throws(SystemError) {
      return try Folders.names(in: folder).filter { $0.hasSuffix(Self.ending) }
        .map { String($0.dropLast(Self.ending.count)) }.filter(Self.isName)
    } catch {
      // Who named a folder wants to know that it is not there.
      if error.isNotFound, folder != session.queriesFolder { return [] }
      throw CommandFailure(message: error.description)
    }
  }
}
