/// How much the server knows, for people.
package struct RegistrySummary: Hashable, Sendable, CustomStringConvertible {
    /// How many Services there are.
    package let services: Int
    /// How many of them are not shown.
    package let hiddenServices: Int
    /// How many endpoints they publish.
    package let endpoints: Int
    /// How many errors and warnings there are.
    package let problems: Int

    /// `9 Services (2 not shown), 12 endpoints, 1 problem`.
    package var description: String {
        "\(countedServices(services, hidden: hiddenServices)), \(counted(endpoints, "endpoint")), \(counted(problems, "problem"))"
    }
}

/// A number with its noun: `1 error`, `2 errors`.
func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}

/// Services with how many of them are not shown: `9 Services (2 not shown)`.
func countedServices(_ number: Int, hidden: Int) -> String {
    counted(number, "Service") + (hidden > 0 ? " (\(hidden) not shown)" : "")
}
