/// The saved queries of the package's folder `Queries`, held in the binary. A test compares them with the folder.
enum BuiltInQueries {
  /// In alphabetical order.
  static let all: [(name: String, bytes: [UInt8])] = [
    ("doubtful", PackageResources.doubtful_planq),
    ("due-before-board", PackageResources.due_before_board_planq),
    ("due-this-month", PackageResources.due_this_month_planq),
    ("green-but-risky", PackageResources.green_but_risky_planq),
    ("high-risks", PackageResources.high_risks_planq),
    ("idle-officers", PackageResources.idle_officers_planq),
    ("incomplete", PackageResources.incomplete_planq),
    ("late", PackageResources.late_planq),
    ("load", PackageResources.load_planq),
    ("rag-by-objective", PackageResources.rag_by_objective_planq),
    ("risk-map", PackageResources.risk_map_planq),
    ("targets-by-year", PackageResources.targets_by_year_planq),
    ("unrated", PackageResources.unrated_planq),
  ]
}
