/// Ends the program where its own code contradicts the schema: a field's name that is misspelt, a value set on a field
/// of another type. No input can lead here, and the first test that goes the same way finds it.
func schemaMistake(_ message: String) -> Never { preconditionFailure(message) }
