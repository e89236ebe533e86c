// Execution: bound query + `Plan` → `ResultTable`, column by column over selections of rows. It changes no plan,
// reads no file and no clock, and knows neither text of a query nor how an answer is printed.

package import Binding
package import Language
package import Plan

/// Runs bound queries against one plan.
package struct Executor: Sendable {
  private let plan: Plan
  private let isCancelled: @Sendable () -> Bool

  /// `isCancelled` is asked at least every 65,536 rows of work, from the thread that runs the query.
  package init(plan: Plan, isCancelled: @escaping @Sendable () -> Bool = { false }) {
    self.plan = plan
    self.isCancelled = isCancelled
  }

  /// The answer, ready to be printed. Throws a diagnostic where a number leaves its range or the query asks for more
  /// than fits in memory (language.md, numbers), and `cancelled` when asked to stop.
  package func run(_ query: BoundQuery) throws(ExecutionFailure) -> RunResult {
    let run = Run(isCancelled: isCancelled)
    do {
      return try QueryRun(evaluator: Evaluator(plan: plan, run: run)).answer(query)
    } catch let failure as ExecutionFailure {
      throw failure
    } catch {
      // No kernel throws anything else.
      throw .failed(.misbound(noRange))
    }
  }
}

package struct RunResult: Sendable {
  package var table: ResultTable
  /// What the reader should know about the answer, a line each: `division by zero gave blank in 3 rows`.
  package var notes: [String]
}

package enum ExecutionFailure: Error, Hashable, Sendable {
  case failed(Diagnostic)
  case cancelled
}

/// The steps of one query, one after the other.
private struct QueryRun {
  let evaluator: Evaluator

  func answer(_ query: BoundQuery) throws -> RunResult {
    var frame = try evaluator.frame(of: query.source)
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
    let columns = try query.outputs.map { try column($0, of: frame) }
    let table = ResultTable(
      columns: columns, rowCount: frame.count, noun: frame.entity.map { Schema[$0] }, isBare: query.isBare)
    return RunResult(table: table, notes: evaluator.run.notes)
  }

  private func apply(_ step: BoundStep, to frame: Frame) throws -> Frame {
    switch step {
    case .filter(let condition):
      return frame.narrowed(to: try evaluator.selection(condition, over: frame))
    case .slot(let expression):
      var result = frame
      result.slots.append(try evaluator.vector(expression, over: frame))
      return result
    case .order(let keys):
      let order = try evaluator.sortKeys(keys, over: frame)
      return frame.narrowed(to: .some(try sorted(count: frame.count, by: order, evaluator.run)))
    case .limit(let count, let offset):
      return frame.narrowed(to: Selection.all(frame.count).slice(count: count, offset: offset))
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
      ? try firstRows(wanted, of: frame.count, by: order, evaluator.run)
      : try sorted(count: frame.count, by: order, evaluator.run)
    return frame.narrowed(to: Selection.some(rows).slice(count: count, offset: offset))
  }

  private func distinct(_ outputs: [BoundOutput], _ frame: Frame) throws -> Frame {
    let vectors = try outputs.map { try evaluator.vector($0.expression, over: frame) }
    var groups = [UInt32](repeating: 0, count: frame.count)
    for vector in vectors {
      groups = try combined(groups, try evaluator.groups(of: vector), evaluator.run)
    }
    // Groups are numbered as they appear, so a row is the first of its group where the number is new.
    var seen: UInt32 = 0
    var firsts: [UInt32] = []
    for (row, group) in groups.enumerated() where group == seen {
      seen += 1
      firsts.append(UInt32(truncatingIfNeeded: row))
    }
    return Frame(
      entity: nil, rows: .all(firsts.count), slots: vectors.map { $0.selected(.some(firsts)) }, member: nil)
  }

  private func column(_ output: BoundOutput, of frame: Frame) throws -> ResultColumn {
    let vector = try evaluator.labelled(try evaluator.vector(output.expression, over: frame))
    let (values, rows) = try evaluator.stored(vector)
    return ResultColumn(
      name: output.name, type: output.expression.type, isDetail: output.isDetail, values: values, rows: rows)
  }
}
