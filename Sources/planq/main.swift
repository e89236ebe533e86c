import Platform
import Shell

ShellProgram.run(Arguments.all)
