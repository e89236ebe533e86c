extension FindingRule {
  static let kindConflict = FindingRule(
    "kind-conflict", .warning, "one name stands for an officer, a group and an agency, or two of these"
  ) { plan, report in
    guard case .name(let officers) = plan.labels(of: .officers),
      case .name(let groups) = plan.labels(of: .groups)
    else { return }
    let kinds = plan.choices(.groups, "kind")
    let distinct = NameDictionary(limits: BuildLimits())
    var kindOfFold: [UInt8] = []
    func meet(_ names: NameColumn, _ row: Int, kind: UInt8) -> UInt8 {
      let folded = names.dictionary.folded
      let fold = Int(distinct.code(for: Array(folded.bytes[folded.range(at: Int(names.codes[row]))])))
      kindOfFold.pad(to: fold + 1, with: 0)
      defer { if kindOfFold[fold] == 0 { kindOfFold[fold] = kind } }
      return fold == 0 ? 0 : kindOfFold[fold]
    }
    for row in officers.codes.indices { _ = meet(officers, row, kind: PartyKind.officer.rawValue) }
    for row in groups.codes.indices {
      let kind = kinds.codes[row]
      let earlier = meet(groups, row, kind: kind)
      guard earlier != 0, earlier != kind, let now = Enumeration.kind.text(of: kind),
        let before = Enumeration.kind.text(of: earlier)
      else { continue }
      report.add(.groups, row, "the name stands for more than one kind of party: \(before), \(now)")
    }
  }
}
