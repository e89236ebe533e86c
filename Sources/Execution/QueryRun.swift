import Binding
import Plan

/// The steps of one query, one after the other.
struct QueryRun {
  let evaluator: Evaluator

  func answer(_ query: BoundQuery) throws -> RunResult {
    let frame = try rows(of: query)
    var columns: [ResultColumn]
    var count = frame.count
    var heads: [PivotHead] = []
    if let pivot = query.pivot {
      (columns, count, heads) = try self.pivot(pivot, query, frame)
    } else {
      columns = try query.outputs.map { try column($0, of: frame) }
      if query.hasTotals {
        columns = try withTotals(columns, query, frame)
        count += 1
      }
    }
    let table = ResultTable(
      columns: columns, rowCount: count, noun: frame.entity.map { Schema[$0] }, isBare: query.isBare,
      shape: shape(of: query, frame, first: columns.first, heads))
    return RunResult(table: table, notes: evaluator.run.notes, pivotHeads: heads)
  }

  /// The frame that the last step leaves.
  func rows(of query: BoundQuery) throws -> Frame {
    var frame: Frame
    if let combination = query.source.combination {
      frame = try evaluator.run.deeper(nil) { try combined(combination) }
    } else {
      frame = try evaluator.frame(of: query.source)
    }
    var index = 0
    while index < query.steps.count {
      let next = index + 1 < query.steps.count ? query.steps[index + 1] : nil
      if case .order(let keys) = query.steps[index], case .limit(let count, let offset)? = next {
        frame = try ordered(frame, by: keys, count: count, offset: offset)
        index += 2
      } else {
        frame = try apply(query.steps[index], to: frame)
        index += 1
      }
    }
    return frame
  }

  func apply(_ step: BoundStep, to frame: Frame) throws -> Frame {
    switch step {
    case .filter(let condition):
      return frame.narrowed(to: try evaluator.selection(condition, over: frame))
    case .slot(let expression):
      var result = frame
      result.slots.append(try evaluator.vector(expression, over: frame))
      return result
    case .order(let keys):
      let order = try evaluator.sortKeys(keys, over: frame)
      return frame.narrowed(to: try sorted(count: frame.count, by: order, evaluator.run))
    case .limit(let count, let offset):
      return frame.narrowed(to: Selection.all(frame.count).slice(count: count, offset: offset))
    case .limitPer(let count, let sets):
      return try limited(frame, to: count, per: sets)
    case .each(let list):
      return try members(of: list, frame)
    case .group(let grouping):
      return try evaluator.grouped(grouping, frame)
    case .distinct(let outputs):
      return try distinct(outputs, frame)
    }
  }

  /// `order by … limit n`: the same rows as a full sort, from one pass that keeps no more than asked for.
  private func ordered(_ frame: Frame, by keys: [BoundKey], count: Int, offset: Int) throws -> Frame {
    let order = try evaluator.sortKeys(keys, over: frame)
    let (end, overflow) = max(0, count).addingReportingOverflow(max(0, offset))
    let wanted = overflow ? frame.count : min(end, frame.count)
    let rows =
      wanted <= frame.count / 8
      ? .some(try firstRows(wanted, of: frame.count, by: order, evaluator.run))
      : try sorted(count: frame.count, by: order, evaluator.run)
    return frame.narrowed(to: rows.slice(count: count, offset: offset))
  }

  private func limited(_ frame: Frame, to count: Int, per sets: [BoundExpression]) throws -> Frame {
    let vectors = try sets.map { try evaluator.vector($0, over: frame) }
    if count == 1 { return frame.narrowed(to: try evaluator.distinctRows(vectors, count: frame.count)) }
    let groups = try evaluator.rowGroups(vectors, count: frame.count)
    var found = [Int](repeating: 0, count: groups.count)
    var kept: [UInt32] = []
    for (row, number) in groups.numbers().enumerated() where found[Int(number)] < count {
      found[Int(number)] += 1
      kept.append(UInt32(truncatingIfNeeded: row))
    }
    return frame.narrowed(to: .some(kept))
  }

  private func members(of list: BoundExpression, _ frame: Frame) throws -> Frame {
    let lists = try evaluator.vector(list, over: frame).asLists(evaluator.run)
    let (positions, members) = try evaluator.memberRows(
      lists, of: .all(frame.count), keepsEmpty: false, list.range)
    var result = frame.narrowed(to: positions)
    result.slots.append(lists.members.selected(members))
    return result
  }

  private func distinct(_ outputs: [BoundOutput], _ frame: Frame) throws -> Frame {
    let vectors = try outputs.map { try evaluator.vector($0.expression, over: frame) }
    let firsts = try evaluator.distinctRows(vectors, count: frame.count)
    return Frame(
      entity: nil, rows: .all(firsts.count), slots: vectors.map { $0.selected(firsts) }, member: nil)
  }

  func column(_ output: BoundOutput, of frame: Frame) throws -> ResultColumn {
    let vector = try evaluator.labelled(try evaluator.vector(output.expression, over: frame))
    let (values, rows) = try evaluator.stored(vector)
    return ResultColumn(
      name: output.name, type: output.expression.type, isDetail: output.isDetail, values: values, rows: rows)
  }
}
