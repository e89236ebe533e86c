// What follows from stored fields without any names being resolved: links, numbers, refs, targets' values, labels.

extension PlanAssembly {
  func linkChildren() {
    for entity in [Entity.indicators, .actions, .risks] {
      set(entity, "objective", .item(ItemColumn(entity: .objectives, rows: parents(of: entity))))
    }
    set(.objectives, "indicators", .list(indicators.lists(of: .indicators)))
    set(.objectives, "actions", .list(actions.lists(of: .actions)))
    set(.objectives, "risks", .list(risks.lists(of: .risks)))
    set(.indicators, "targets", .list(targets.lists(of: .targets)))
    let indicatorOfTarget = parents(of: .targets)
    let objectiveOfIndicator = parents(of: .indicators)
    set(.targets, "indicator", .item(ItemColumn(entity: .indicators, rows: indicatorOfTarget)))
    set(
      .targets, "objective",
      .item(ItemColumn(entity: .objectives, rows: objectiveOfIndicator).gather(indicatorOfTarget)))
  }

  /// A row's parent, `Column.noRow` where it names none that is there.
  private func parents(of entity: Entity) -> [UInt32] {
    let table = builder.table(entity)
    let count = table.parentEntity.map { rowCount($0) } ?? 0
    // As a rule they are all there, and nothing is copied.
    if table.parents.allSatisfy({ Int($0) < count || $0 == Column.noRow }) { return table.parents }
    return table.parents.map { Int($0) < count ? $0 : Column.noRow }
  }

  /// Fills missing numbers and works out refs.
  func numberItems() {
    let objectives = numbers(of: .objectives, groups: nil)
    for (entity, groups) in [(Entity.indicators, indicators), (.actions, actions), (.risks, risks)] {
      let own = numbers(of: entity, groups: groups)
      let parents = parents(of: entity)
      var refs: [Int64] = []
      refs.reserve(parents.count, builder.hands)
      for row in parents.indices {
        guard parents[row] != Column.noRow,
          let objective = Int32(exactly: objectives[Int(parents[row])]), objective >= 0,
          let number = Int32(exactly: own[row]), number >= 0
        else {
          refs.append(Ref.blank.packed)
          continue
        }
        refs.append(Ref(objective: objective, number: number).packed)
      }
      set(entity, "ref", .ref(RefColumn(values: refs)))
    }
  }

  /// The numbers of an entity, where one is missing its place among its siblings.
  private func numbers(of entity: Entity, groups: Grouping?) -> [Int64] {
    guard case .integer(let column) = column(entity, "number") else { return [] }
    guard !column.blanks.isEmpty else { return column.values }
    var values = column.values
    func fill(_ row: Int, _ place: Int) {
      guard column.isBlank(at: row) else { return }
      values[row] = Int64(place)
      note(.numberMissing, entity, row, "it has no number and is counted as \(place)")
    }
    if let groups {
      for group in 0...groups.groupCount {
        for (place, row) in groups[group].enumerated() { fill(Int(row), place + 1) }
      }
    } else {
      for row in values.indices { fill(row, row + 1) }
    }
    set(entity, "number", .integer(IntegerColumn(values: values)))
    return values
  }

  func deriveTargets() {
    guard case .name(let texts) = column(.targets, "text") else { return }
    let units = NameDictionary(limits: limits)
    let percent = units.code(for: "%")
    // Worked out once for each distinct text.
    let readings = (0..<texts.dictionary.count).map {
      TargetText.read(texts.dictionary.bytes[texts.dictionary.range(at: $0)])
    }
    set(
      .targets, "value",
      .decimal(DecimalColumn(values: texts.codes.map { readings[Int($0)].value ?? .nan })))
    set(
      .targets, "unit",
      .name(
        NameColumn(
          codes: texts.codes.map { readings[Int($0)].isPercent ? percent : 0 }, dictionary: units.column)))
  }

  func deriveRisks() {
    label("impact", as: "impact_label", ["insignificant", "minor", "moderate", "significant"])
    label("likelihood", as: "likelihood_label", ["rare", "unlikely", "possible", "almost certain"])
  }

  private func label(_ field: String, as name: String, _ words: [String]) {
    guard case .integer(let column) = column(.risks, field) else { return }
    let codes = column.values.map { (1...4).contains($0) ? UInt32(truncatingIfNeeded: $0) : 0 }
    set(.risks, name, .name(NameColumn(codes: codes, dictionary: TextColumn([""] + words))))
  }
}
