/// The kinds of item that a plan holds (language.md, What a plan holds). `parties` is what stands in a list such as
/// `lead`: a name with its kind and agency; it is reached by path only and is no source of a query.
package enum Entity: Int, CaseIterable, Sendable {
  case plan
  case objectives
  case indicators
  case targets
  case actions
  case risks
  case officers
  case groups
  case assignments
  case findings
  case parties
}

/// A field by its place: an index into `Schema[entity].fields`, and into the columns of `Plan[entity]`.
package struct FieldID: Hashable, Sendable {
  package var entity: Entity
  package var index: Int

  package init(entity: Entity, index: Int) {
    self.entity = entity
    self.index = index
  }
}
