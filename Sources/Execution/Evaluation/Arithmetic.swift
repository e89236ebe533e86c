import Binding
import Language
import Plan

extension Evaluator {
  /// A chain of operations such as `a + b - c`, from its left end: a long one does not nest.
  func arithmetic(_ expression: BoundExpression, _ frame: Frame) throws -> Vector {
    var chain: [(operation: ArithmeticOperator, right: BoundExpression, whole: BoundExpression)] = []
    var left = expression
    while case .arithmetic(let operation, let before, let right) = left.kind {
      chain.append((operation, right, left))
      left = before
    }
    return try chain.reversed().reduce(try vector(left, over: frame)) { value, link in
      try arithmetic(link.operation, value, try vector(link.right, over: frame), link.whole, frame)
    }
  }

  /// Exact for integers; decimals where the expression's type says so. Where a side is blank, so is the result.
  private func arithmetic(
    _ operation: ArithmeticOperator, _ a: Vector, _ b: Vector, _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    let first = try present(a, run)
    let rows = first.selecting(try present(b.selected(first), run))
    let column: Column
    if expression.type == .decimal {
      column = .decimal(
        try decimals(operation, try decimals(a.selected(rows)), try decimals(b.selected(rows))) {
          overflow(expression, frame, rows.row(at: $0))
        })
    } else {
      guard let a = try ordinals(a.selected(rows), run), let b = try ordinals(b.selected(rows), run) else {
        throw misbound(expression)
      }
      column = .integer(try integers(operation, a, b) { overflow(expression, frame, rows.row(at: $0)) })
    }
    return try merged(frame.count, expression.type, [(rows, .values(column, .all(rows.count)))])
  }

  func negated(_ operand: BoundExpression, _ expression: BoundExpression, _ frame: Frame) throws -> Vector {
    let zero: Constant = expression.type == .decimal ? .decimal(0) : .integer(0)
    let left = Vector.constant(zero, expression.type, count: frame.count)
    return try arithmetic(.subtract, left, try vector(operand, over: frame), expression, frame)
  }

  /// The error of a result that no number can hold.
  func overflow(_ expression: BoundExpression, _ frame: Frame, _ position: Int) -> ExecutionFailure {
    .failed(.overflow(expression.range, row: name(of: position, in: frame)))
  }

  /// What a row is called in a message: `action 2.4`, or its number where it is no item or has no label.
  private func name(of position: Int, in frame: Frame) -> String {
    guard let entity = frame.entity else { return "row \(position + 1)" }
    let row = frame.rows.row(at: position)
    let label = text(of: plan.labels(of: entity), at: row)
    return "\(Schema[entity].singular) \(label.isEmpty ? "in row \(row + 1)" : label)"
  }

  /// Numbers as decimals; NaN where blank.
  func decimals(_ vector: Vector) throws -> [Double] {
    switch vector {
    case .constant(let constant, _, let count):
      return [Double](repeating: constant.decimal ?? .nan, count: count)
    case .values(.decimal(let column), let rows):
      if case .all = rows { return column.values }
      return try mapped(rows, run) { column.values[$0] }
    case .values(.integer(let column), let rows):
      return try mapped(rows, run) { column.isBlank(at: $0) ? .nan : Double(column.values[$0]) }
    case .values, .lists:
      return [Double](repeating: .nan, count: vector.count)
    }
  }

  /// None of the operands is blank.
  private func integers(
    _ operation: ArithmeticOperator, _ a: [Int64], _ b: [Int64], _ overflow: (Int) -> ExecutionFailure
  ) throws -> IntegerColumn {
    var results = [Int64](repeating: 0, count: a.count)
    var blanks: [Bool] = []
    try run.inBlocks(a.count) { block in
      for row in block {
        let result: (partialValue: Int64, overflow: Bool) =
          switch operation {
          case .add: a[row].addingReportingOverflow(b[row])
          case .subtract: a[row].subtractingReportingOverflow(b[row])
          case .multiply: a[row].multipliedReportingOverflow(by: b[row])
          case .divide: b[row] == 0 ? (0, true) : a[row].dividedReportingOverflow(by: b[row])
          case .modulo: b[row] == 0 ? (0, true) : (b[row] == -1 ? 0 : a[row] % b[row], false)
          }
        if result.overflow {
          guard b[row] == 0, operation == .modulo || operation == .divide else { throw overflow(row) }
          if blanks.isEmpty { blanks = [Bool](repeating: false, count: a.count) }
          blanks[row] = true
          run.zeroDivisions += 1
        } else {
          results[row] = result.partialValue
        }
      }
    }
    return IntegerColumn(values: results, blanks: blanks)
  }

  /// None of the operands is blank.
  private func decimals(
    _ operation: ArithmeticOperator, _ a: [Double], _ b: [Double], _ overflow: (Int) -> ExecutionFailure
  ) throws -> DecimalColumn {
    var results = a
    try run.inBlocks(a.count) { block in
      for row in block {
        if b[row] == 0, operation == .divide || operation == .modulo {
          results[row] = .nan
          run.zeroDivisions += 1
          continue
        }
        let result =
          switch operation {
          case .add: a[row] + b[row]
          case .subtract: a[row] - b[row]
          case .multiply: a[row] * b[row]
          case .divide: a[row] / b[row]
          case .modulo: a[row].truncatingRemainder(dividingBy: b[row])
          }
        guard result.isFinite else { throw overflow(row) }
        results[row] = result
      }
    }
    return DecimalColumn(values: results)
  }
}
