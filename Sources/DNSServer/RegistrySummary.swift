/// How much the server knows, for people.
package struct RegistrySummary: Hashable, Sendable, CustomStringConvertible {
    /// How many Services are served.
    package let services: Int
    /// How many endpoints they publish.
    package let endpoints: Int
    /// How many errors and warnings there are.
    package let problems: Int

    /// `9 Services, 12 endpoints, 1 problem`.
    package var description: String {
        "\(counted(services, "Service")), \(counted(endpoints, "endpoint")), \(counted(problems, "problem"))"
    }
}

/// A number with its noun: `1 error`, `2 errors`.
func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}
