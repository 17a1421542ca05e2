/// Networks of a test's own, in which port 53 is free and nothing else answers.
package enum Namespaces {
    /// What starts a command in a network and a mount table of its own; nil where the machine does not permit it.
    package static let command: [String]? = [["unshare", "--net", "--mount"], ["unshare", "--map-root-user", "--net", "--mount"]]
        .first { command in (try? Tool.run("env", command + ["true"]).status) == 0 }

    /// What starts a command with a mount table of its own; nil where the machine does not permit it.
    package static let mounts: [String]? = [["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]]
        .first { command in (try? Tool.run("env", command + ["true"]).status) == 0 }
}
