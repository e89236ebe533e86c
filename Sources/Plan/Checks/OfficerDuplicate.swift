extension FindingRule {
  static let officerDuplicate = FindingRule("officer-duplicate", .warning, "an officer is listed twice") {
    plan, report in
    for (row, isRepeated) in plan.repeatedOfficers.enumerated() where isRepeated {
      report.add(.officers, row, "they are listed more than once; the first row has their parts")
    }
  }
}

extension Plan {
  /// Whether an earlier row of officers has the same name, however it is spelt.
  var repeatedOfficers: [Bool] {
    guard case .name(let names) = self[Schema.id(.officers, "name")] else { return [] }
    let folded = names.dictionary.folded
    let distinct = NameDictionary(limits: BuildLimits())
    let folds = (0..<folded.count).map { distinct.code(for: Array(folded.bytes[folded.range(at: $0)])) }
    var seen = [Bool](repeating: false, count: distinct.count)
    return names.codes.map { code in
      let fold = Int(folds[Int(code)])
      defer { seen[fold] = true }
      return fold != 0 && seen[fold]
    }
  }
}
