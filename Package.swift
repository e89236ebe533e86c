// swift-tools-version: 6.2
import PackageDescription

// CI sets this: a warning that a newer compiler invents must not keep anybody from building.
let strict: [SwiftSetting] =
  Context.environment["PLANQ_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : []

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // A generic type with its arguments is asked for by a call that names their conformances. By default it is looked up by
    // name, and the first look-up of each type searches all conformances of the program: a fifth of the work of starting.
    // And each function is a section of its own, which the linker can put anywhere.
    .unsafeFlags(
      [
        "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
        "-Xfrontend", "-function-sections",
      ],
      .when(configuration: .release)),
  ] + strict

// A release binary for Linux holds all it needs: loading nine shared libraries takes longer than the answer. Where the
// static libraries are not installed (Debian's and Ubuntu's -dev packages have them), PLANQ_DYNAMIC=1 does without.
//
// The functions of a start stand side by side, in the order of the file; only lld, which comes with Swift, takes one. The
// system maps a program in stretches of 64 kB as they are needed, and they were all over its 11 MB: a tenth of a start.
let linking: [LinkerSetting] =
  Context.environment["PLANQ_DYNAMIC"] == "1"
  ? []
  : [
    .unsafeFlags(
      [
        "-static-executable", "-ltinfo", "-lbsd", "-lmd", "-use-ld=lld",
        "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/planq/start.order",
        "-Xlinker", "--no-warn-symbol-ordering",
      ],
      .when(platforms: [.linux], configuration: .release))
  ]

// Every value of a file goes through a few objects of these targets. A quarter of the work of loading was the run-time
// check that no two accesses to one of them overlap, which debug builds and the tests keep.
let unchecked: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

func target(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
  settings: [SwiftSetting] = settings
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let package = Package(
  name: "planq",
  products: [
    .executable(name: "planq", targets: ["planq"]),
    .executable(name: "planq-bench", targets: ["planq-bench"]),
  ],
  targets: [
    .systemLibrary(name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    target("Platform"),
    target("Language"),
    target("Plan", settings: settings + unchecked),
    target("Loading", ["Plan", "Platform", "CSQLite"], settings: settings + unchecked),
    // Copy propagation of Swift 6.3.1 ends the compiler on functions of this target in a release build.
    target(
      "Binding", ["Language", "Plan", "Platform"],
      settings: settings + [
        .unsafeFlags(["-Xfrontend", "-enable-copy-propagation=false"], .when(configuration: .release))
      ]),
    target("Execution", ["Binding", "Plan", "Platform", "Language"]),
    target("SQLTranslation", ["Binding", "Plan", "Language"]),
    target("Rendering", ["Plan"]),
    target(
      "Shell",
      [
        "Platform", "Language", "Plan", "Loading", "Binding", "Execution", "SQLTranslation", "Rendering",
        "CEditLine",
      ],
      resources: [.embedInCode("plan.json"), .embedInCode("Queries")]),
    .executableTarget(
      name: "planq", dependencies: ["Shell", "Platform"], exclude: ["start.order"], swiftSettings: settings,
      linkerSettings: linking),
    .executableTarget(
      name: "planq-bench",
      dependencies: [
        "Platform", "Language", "Plan", "Loading", "Binding", "Execution", "SQLTranslation", "Rendering",
        "CSQLite",
      ],
      swiftSettings: settings),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "RandomQueries", dependencies: ["Plan", "Language", "Binding", "TestSupport"],
      path: "Tests/RandomQueries", swiftSettings: settings),
    tests("PlatformTests", ["Platform"]),
    tests("LanguageTests", ["Language"]),
    tests("PlanTests", ["Plan"]),
    tests("BindingTests", ["Binding", "Language", "Plan", "Platform", "Loading"]),
    tests(
      "ExecutionTests",
      ["Execution", "Binding", "Language", "Plan", "Platform", "Loading", "Rendering", "RandomQueries"]),
    tests(
      "SQLTranslationTests",
      [
        "SQLTranslation", "Execution", "Binding", "Language", "Plan", "Platform", "Loading", "Rendering",
        "CSQLite", "RandomQueries",
      ]),
    tests("LoadingTests", ["Loading", "Plan", "Platform", "CSQLite"]),
    tests("RenderingTests", ["Rendering", "Plan", "Platform"]),
    tests("ShellTests", ["Shell", "Language", "Plan", "Binding", "Platform", "Rendering"]),
    tests("PlanqTests", ["planq", "Platform", "Binding", "Language", "Plan"]),
    tests("OrganizationTests", []),
  ],
  swiftLanguageModes: [.v6]
)
