/// What names an item in a finding: its ref, or its number where it has none; a target's is its indicator's.
struct ItemNames {
  private let plan: Plan
  /// By entity, the packed refs and the numbers of those that have refs.
  private let refs: [[Int64]]
  private let numbers: [[Int64]]
  private let indicatorOfTarget: [UInt32]

  init(_ plan: Plan) {
    self.plan = plan
    let hasRefs = [Entity.indicators, .actions, .risks]
    refs = Entity.allCases.map { hasRefs.contains($0) ? plan.refs($0).values : [] }
    numbers = Entity.allCases.map { hasRefs.contains($0) ? plan.integers($0, "number").values : [] }
    indicatorOfTarget = plan.items(.targets, "indicator").rows
  }

  func append(_ entity: Entity, _ row: Int, to bytes: inout [UInt8]) {
    switch entity {
    case .plan: return
    case .targets:
      let indicator = indicatorOfTarget[row]
      if indicator != Column.noRow { append(.indicators, Int(indicator), to: &bytes) }
    case .indicators, .actions, .risks:
      let ref = Ref(packed: refs[entity.rawValue][row])
      if ref == .blank { return append(numbers[entity.rawValue][row], to: &bytes) }
      append(Int64(ref.objective), to: &bytes)
      bytes.append(UInt8(ascii: "."))
      append(Int64(ref.number), to: &bytes)
    default: bytes.append(contentsOf: plan.labels(of: entity).text(at: row).utf8)
    }
  }

  private func append(_ number: Int64, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
