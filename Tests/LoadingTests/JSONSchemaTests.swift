import Foundation
import Loading
import Plan
import Testing

/// The published JSON Schema, against `Schema` and against what the reader takes.
struct JSONSchemaTests {
  private let schema: [String: Any]

  init() throws {
    let object = try JSONSerialization.jsonObject(with: Data(JSONSchema.text().utf8))
    schema = try #require(object as? [String: Any])
  }

  private func definition(_ name: String) throws -> [String: Any] {
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let definition = try #require(definitions[name] as? [String: Any], "\(name)")
    guard let choices = definition["anyOf"] as? [[String: Any]] else { return definition }
    return try #require(choices.first { $0["type"] as? String == "object" })
  }

  @Test func everyStoredFieldIsDescribed() throws {
    var count = 0
    for description in Schema.entities {
      let stored = description.fields.filter { $0.role == .stored }
      if stored.isEmpty { continue }
      let definition = try definition(description.singular)
      #expect(definition["additionalProperties"] as? Bool == false)
      let properties = try #require(definition["properties"] as? [String: [String: Any]])
      for field in stored {
        #expect(properties[field.name]?["description"] as? String == field.help, "\(field.name)")
        for alias in field.aliases { #expect(properties[alias] != nil) }
        count += 1
      }
    }
    #expect(count > 30)
  }

  /// Every property of the schema is a key that the reader knows, and takes as null.
  @Test func theReaderKnowsEveryProperty() throws {
    let wraps = [
      "plan": #"{"objectives": [], "plan": #}"#, "officer": #"{"objectives": [], "officers": [#]}"#,
      "objective": #"{"objectives": [#]}"#, "indicator": #"{"objectives": [{"indicators": [#]}]}"#,
      "target": #"{"objectives": [{"indicators": [{"targets": [#]}]}]}"#,
      "action": #"{"objectives": [{"actions": [#]}]}"#, "risk": #"{"objectives": [{"risks": [#]}]}"#,
      "finding": #"{"objectives": [], "findings": [#]}"#,
      "party": #"{"objectives": [{"actions": [{"lead": #}]}]}"#,
    ]
    let names = try #require(schema["$defs"] as? [String: Any]).keys
    #expect(Set(names) == Set(wraps.keys).union(["date"]))
    for (name, wrap) in wraps {
      let properties = try #require(try definition(name)["properties"] as? [String: Any])
      for key in properties.keys {
        let text = wrap.replacingOccurrences(of: "#", with: "{\"\(key)\": null}")
        #expect(jsonFailure(text) == nil, "\(text)")
      }
    }
    let top = try #require(schema["properties"] as? [String: Any])
    for key in top.keys where key != "objectives" {
      #expect(jsonFailure("{\"objectives\": [], \"\(key)\": null}") == nil, "\(key)")
    }
  }

  @Test func everyReferenceIsThere() throws {
    let text = JSONSchema.text()
    let references = text.matches(of: /"#\/\$defs\/(\w+)"/).map { String($0.1) }
    #expect(references.count > 10)
    for reference in references { _ = try definition(reference) }
    #expect(text.hasSuffix("}\n"))
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["required"] as? [String] == ["objectives"])
  }

  @Test func examplesOfDatesAreDates() throws {
    let examples = try #require(try definition("date")["examples"] as? [String])
    #expect(examples.count > 3)
    for example in examples { #expect(Period(example) != nil, "\(example)") }
  }

  @Test func choicesIgnoreCase() throws {
    let properties = try #require(try definition("action")["properties"] as? [String: [String: Any]])
    let pattern = try Regex(try #require(properties["rag"]?["pattern"] as? String))
    for (text, isChoice) in [("R", true), ("g", true), ("", true), ("RA", false), ("Y", false)] {
      #expect((try pattern.wholeMatch(in: text) != nil) == isChoice, "\(text)")
    }
  }
}
