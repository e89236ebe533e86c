/// As `scan`, on one thread and from the first row to the last. Slow tests are asked of few rows between two looks at
/// cancellation.
@inline(__always)
func scanInOrder(
  _ rows: Selection, _ run: Run, atOnce: Int = .max, where passes: (Int) -> Bool
) throws -> Selection {
  let kept = try [UInt32](unsafeUninitializedCapacity: rows.count) { buffer, filled in
    try run.work.inBlocks(0..<rows.count, of: min(atOnce, run.batch)) { block in
      var end = filled
      for position in block {
        buffer[end] = UInt32(truncatingIfNeeded: position)
        end &+= passes(rows.row(at: position)) ? 1 : 0
      }
      filled = end
    }
  }
  return kept.count == rows.count ? .all(rows.count) : .some(kept)
}

/// A new value for each of `rows`, made on one thread and from the first row to the last.
@inline(__always)
func mapped<Value>(_ rows: Selection, _ run: Run, _ value: (Int) -> Value) throws -> [Value] {
  try [Value](unsafeUninitializedCapacity: rows.count) { buffer, filled in
    switch rows {
    case .all(let count):
      try run.inBlocks(count) { block in
        for row in block { buffer.initializeElement(at: row, to: value(row)) }
        filled = block.upperBound
      }
    case .some(let rows):
      try rows.withUnsafeBufferPointer { rows in
        try run.inBlocks(rows.count) { block in
          for position in block {
            buffer.initializeElement(at: position, to: value(Int(rows[position])))
          }
          filled = block.upperBound
        }
      }
    }
  }
}

/// The values at some places.
func gathered<Value: BitwiseCopyable>(_ values: [Value], _ places: [UInt32]) -> [Value] {
  [Value](unsafeUninitializedCapacity: places.count) { buffer, filled in
    values.withUnsafeBufferPointer { values in
      places.withUnsafeBufferPointer { places in
        for position in places.indices {
          buffer.initializeElement(at: position, to: values[Int(places[position])])
        }
      }
    }
    filled = places.count
  }
}

/// One after the other.
func joined(_ parts: [[UInt32]]) -> [UInt32] {
  if parts.count == 1, let only = parts.first { return only }
  var all: [UInt32] = []
  all.reserveCapacity(parts.reduce(0) { $0 + $1.count })
  for part in parts { all.append(contentsOf: part) }
  return all
}
