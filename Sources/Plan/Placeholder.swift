// Placeholder until the first declaration.
