/// The positions of `rows` whose row passes. The test is inlined into the loop, which writes every position and
/// moves on where it passes, so that nothing in it branches on data.
@inline(__always)
func scan(_ rows: Selection, _ run: Run, where passes: (Int) -> Bool) throws -> Selection {
  let kept: [UInt32]
  switch rows {
  case .all(let count):
    kept = try [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      try run.inBlocks(count) { block in
        var end = filled
        for row in block {
          buffer[end] = UInt32(truncatingIfNeeded: row)
          end &+= passes(row) ? 1 : 0
        }
        filled = end
      }
    }
  case .some(let rows):
    kept = try [UInt32](unsafeUninitializedCapacity: rows.count) { buffer, filled in
      try rows.withUnsafeBufferPointer { rows in
        try run.inBlocks(rows.count) { block in
          var end = filled
          for position in block {
            buffer[end] = UInt32(truncatingIfNeeded: position)
            end &+= passes(Int(rows[position])) ? 1 : 0
          }
          filled = end
        }
      }
    }
  }
  return kept.count == rows.count ? .all(rows.count) : .some(kept)
}

/// A new value for each of `rows`.
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
