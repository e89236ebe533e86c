package import Plan
package enum JSONReader {
  package static func read(_ bytes: [UInt8], into builder: PlanBuilder, isCancelled: () -> Bool) throws(LoadFailure) { throw LoadFailure("stub") }
}
package enum JSONWriter {
  package static func write(_ plan: Plan, to sink: ([UInt8]) throws -> Void) throws {}
}
package enum JSONSchema { package static func text() -> String { "" } }
