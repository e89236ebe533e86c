/// An extended regular expression (POSIX ERE) that answers only whether a text holds a match, in time
/// linear in the text: the pattern becomes an automaton, which never goes back.
///
/// Understood: `.` `[…]` `[^…]` `[[:alpha:]]` `*` `+` `?` `{m,n}` `|` `(…)` `^` `$`, a backslash before
/// punctuation, and `\w \W \s \S`. `^` and `$` are the ends of the whole text. Not understood, with an
/// error that says so: back-references, other letters after a backslash, equivalence classes.
///
/// Unlike libc, within `[…]` a backslash stands before a slash or a backslash only, so that `[\d]`
/// is an error and does not quietly find backslashes; and an unmatched `)` is an error.
package struct RegularExpression: Sendable {
  /// Why a pattern cannot be used, and where.
  package struct Failure: Error, Hashable, Sendable {
    /// One line without a full stop.
    package let message: String
    /// The UTF-8 offset in the pattern where the trouble begins.
    package let offset: Int
  }

  /// The longest pattern, in UTF-8 bytes.
  package static let maximumLength = 1024
  /// The largest product of counts that stand within each other.
  package static let maximumRepeats = 1_000

  package let pattern: String
  /// UTF-8 that every matching text holds: a cheap test that spares most texts the automaton. Nil where
  /// the pattern demands no literal.
  package let requiredLiteral: [UInt8]?
  /// Every match begins with the required literal.
  package let beginsWithLiteral: Bool
  let program: Program
  /// The tree of the pattern, for folded texts.
  let tree: PatternNode

  /// Compiles a pattern.
  ///
  /// - Parameter folding: what a character of the pattern stands for in texts that are already folded: `É`
  ///   gives `e` where accents and case are folded away. It is also asked of the members of `[…]`. What it
  ///   gives for a character that is itself folded must be that character.
  package init(
    _ pattern: String, folding: (Unicode.Scalar) -> String = { $0.properties.lowercaseMapping }
  ) throws(Failure) {
    if pattern.utf8.count > Self.maximumLength {
      throw Failure(
        message: "a regular expression may be \(Self.maximumLength) bytes long at most",
        offset: Self.maximumLength)
    }
    var parser = PatternParser(pattern)
    let tree = try parser.parse()
    let folded = tree.folded(folding)
    self.pattern = pattern
    self.tree = folded
    requiredLiteral = folded.requiredLiteral
    beginsWithLiteral = folded.beginning == folded.requiredLiteral
    var compiler = ProgramCompiler()
    program = try compiler.compile(folded)
  }

  /// A matcher with a memory of its own, which it fills as it goes: one for each thread, kept for many texts.
  package func makeMatcher() -> Matcher { Matcher(self) }
}
