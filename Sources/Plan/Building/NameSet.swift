/// Distinct texts by their bytes, for loaders. A `Set` would look up, while the program runs, how its elements are
/// hashed, which takes longer than reading a small plan's names.
package struct NameSet {
  private let names = NameDictionary(limits: BuildLimits())

  package init() {}

  package func insert(_ text: [UInt8]) { _ = names.code(for: text) }

  /// The empty text is in every set.
  package func contains(_ text: [UInt8]) -> Bool { text.withUnsafeBufferPointer { names.contains($0) } }
}
