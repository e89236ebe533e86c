import Plan

/// The paths that the schema allows from each entity, found once, by what they end in.
struct SchemaPath {
  struct Step {
    var name: String
    var type: ValueType
  }

  var steps: [Step]

  var text: String { steps.map(\.name).joined(separator: ".") }
  var isList: Bool { steps.contains { $0.type.isList } }
  var element: ValueType { steps.last?.type.element ?? .text }
  var type: ValueType { isList ? .list(element) : element }

  struct Key: Hashable {
    var entity: Entity
    var element: ValueType
    var isList: Bool
    var length: Int
  }

  static let longest = 3

  static let table: [Key: [SchemaPath]] = {
    var table: [Key: [SchemaPath]] = [:]
    for entity in Entity.allCases {
      for path in paths(from: entity, length: longest) {
        let key = Key(
          entity: entity, element: path.element, isList: path.isList, length: path.steps.count)
        table[key, default: []].append(path)
      }
    }
    return table
  }()

  /// What values an entity leads to, lists told from single values.
  static let types: [Entity: [ValueType]] = {
    var types: [Entity: [ValueType]] = [:]
    for entity in Entity.allCases {
      for path in paths(from: entity, length: longest) where types[entity]?.contains(path.type) != true {
        types[entity, default: []].append(path.type)
      }
    }
    return types
  }()

  static let computed: [(entity: Entity, name: String, type: ValueType)] = [
    (.actions, "overdue", .condition), (.actions, "days_late", .integer), (.actions, "next_due", .period),
    (.actions, "began", .condition), (.objectives, "rollup", .enumeration(.rag)),
  ]

  static func steps(of entity: Entity) -> [Step] {
    var steps: [Step] = []
    for field in Schema[entity].fields {
      steps += ([field.name] + field.aliases).map { Step(name: $0, type: field.type) }
    }
    return steps + computed.filter { $0.entity == entity }.map { Step(name: $0.name, type: $0.type) }
  }

  private static func paths(from entity: Entity, length: Int) -> [SchemaPath] {
    var paths: [SchemaPath] = []
    for step in steps(of: entity) {
      paths.append(SchemaPath(steps: [step]))
      guard length > 1, case .item(let next) = step.type.element else { continue }
      paths += self.paths(from: next, length: length - 1).map { SchemaPath(steps: [step] + $0.steps) }
    }
    return paths
  }
}
