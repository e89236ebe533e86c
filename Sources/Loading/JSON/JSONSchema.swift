import Plan

/// The JSON Schema (2020-12) of the plan files that `JSONReader` reads, derived from `Schema`. What it refuses, the
/// reader refuses; the reader refuses more (dates that are none, keys given twice).
package enum JSONSchema {
  /// The schema as JSON text in UTF-8, ending in a line break.
  package static func text() -> String {
    var output = JSONOutput()
    output.beginObject()
    output.pair("$schema", "https://json-schema.org/draft/2020-12/schema")
    output.pair("title", "Action plan")
    output.pair(
      "description", "A plan that planq reads. Null is blank everywhere, and what is blank may be left out.")
    body(JSONShape.file, &output)
    output.key("$defs")
    output.beginObject()
    for entity in Entity.allCases where isWritten(entity) { definition(entity, &output) }
    dates(&output)
    output.endObject()
    output.endObject()
    output.breakLine()
    return String(decoding: output.bytes, as: UTF8.self)
  }

  private static func isWritten(_ entity: Entity) -> Bool {
    entity != .groups && entity != .assignments
  }

  private static func definition(_ entity: Entity, _ output: inout JSONOutput) {
    output.key(Schema[entity].singular)
    output.beginObject()
    output.pair("description", Schema[entity].help)
    guard JSONShape[entity].plainLabel != nil || entity == .parties else {
      body(JSONShape[entity], &output)
      output.endObject()
      return
    }
    // A name alone will do.
    output.list("anyOf") { output in
      output.member()
      output.type("string")
      output.member()
      output.beginObject()
      body(JSONShape[entity], &output)
      output.endObject()
    }
    output.endObject()
  }

  private static func body(_ shape: JSONShape, _ output: inout JSONOutput) {
    output.pair("type", "object")
    if shape.entity == nil { output.list("required", inline: true) { $0.item(Schema[.objectives].name) } }
    output.key("properties")
    output.beginObject()
    for member in shape.members {
      output.key(member.name)
      property(member, help: member.help, &output)
      for alias in member.field.map({ Schema.field($0).aliases }) ?? [] {
        output.key(alias)
        property(member, help: "another name for \(member.name)", &output)
      }
    }
    output.endObject()
    exclusions(shape, &output)
    output.key("additionalProperties")
    output.raw("false".utf8)
  }

  /// A field may be given by one of its names only.
  private static func exclusions(_ shape: JSONShape, _ output: inout JSONOutput) {
    let pairs = shape.members.flatMap { member in
      (member.field.map { Schema.field($0).aliases } ?? []).map { (member.name, $0) }
    }
    if pairs.isEmpty { return }
    output.list("allOf") { output in
      for (name, alias) in pairs {
        output.member()
        output.beginObject(inline: true)
        output.key("not")
        output.beginObject()
        output.list("required") { output in
          output.item(name)
          output.item(alias)
        }
        output.endObject()
        output.endObject()
      }
    }
  }

  private static func property(_ member: JSONShape.Member, help: String, _ output: inout JSONOutput) {
    output.beginObject()
    output.pair("description", help)
    switch member.kind {
    case .text: output.types("string")
    case .integer:
      output.types("integer")
      scale(member, &output)
    case .choice(let enumeration): choice(enumeration, &output)
    case .period: anyOf(&output) { $0.reference("date") }
    case .periods: oneOrList("date", &output)
    case .parties: oneOrList(Schema[.parties].singular, &output)
    case .item(let entity): anyOf(&output) { $0.reference(Schema[entity].singular) }
    case .items(let entity):
      output.types("array")
      output.key("items")
      output.reference(Schema[entity].singular)
    }
    output.endObject()
  }

  /// A number outside its scale is read all the same, with a finding.
  private static func scale(_ member: JSONShape.Member, _ output: inout JSONOutput) {
    guard let scale = member.field.flatMap({ Schema.field($0).scale }) else { return }
    output.pair(
      "$comment", "outside \(scale.lowerBound) to \(scale.upperBound) it is read, and found doubtful")
  }

  /// The reader ignores case; a schema can say so by a pattern only.
  private static func choice(_ enumeration: Enumeration, _ output: inout JSONOutput) {
    output.types("string")
    let values = enumeration.values.map { value in
      value.map { "[\($0.uppercased())\($0.lowercased())]" }.joined()
    }
    output.pair("pattern", "^(\(values.joined(separator: "|")))?$")
    output.list("examples", inline: true) { output in enumeration.values.forEach { output.item($0) } }
  }

  private static func anyOf(_ output: inout JSONOutput, _ first: (inout JSONOutput) -> Void) {
    output.list("anyOf") { output in
      output.member()
      first(&output)
      output.member()
      output.type("null")
    }
  }

  private static func oneOrList(_ definition: String, _ output: inout JSONOutput) {
    output.list("anyOf") { output in
      output.member()
      output.reference(definition)
      output.member()
      output.type("null")
      output.member()
      output.beginObject()
      output.pair("type", "array")
      output.key("items")
      anyOfObject(definition, &output)
      output.endObject()
    }
  }

  private static func anyOfObject(_ definition: String, _ output: inout JSONOutput) {
    output.beginObject()
    anyOf(&output) { $0.reference(definition) }
    output.endObject()
  }

  private static func dates(_ output: inout JSONOutput) {
    output.key("date")
    output.beginObject()
    output.pair(
      "description", "a day, a month, a quarter, a year, a financial year from April, or days from..to")
    output.pair("type", "string")
    output.list("examples", inline: true) { output in
      for text in [
        "2011-10-31", "2011-10", "October 2011", "2011-Q4", "2011", "2011/12", "2011-10-03..2011-11-02",
      ] {
        output.item(text)
      }
    }
    output.endObject()
  }
}

extension JSONOutput {
  fileprivate mutating func pair(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  fileprivate mutating func item(_ value: String) {
    member()
    string(value)
  }

  fileprivate mutating func list(_ name: String, inline: Bool = false, _ fill: (inout JSONOutput) -> Void) {
    key(name)
    beginList(inline: inline)
    fill(&self)
    endList()
  }

  /// A type that may be null.
  fileprivate mutating func types(_ name: String) {
    list("type", inline: true) { output in
      output.item(name)
      output.item("null")
    }
  }

  fileprivate mutating func type(_ name: String) {
    beginObject(inline: true)
    pair("type", name)
    endObject()
  }

  fileprivate mutating func reference(_ definition: String) {
    beginObject(inline: true)
    pair("$ref", "#/$defs/\(definition)")
    endObject()
  }
}
