package import KubernetesObjects
import ServiceRegistry

/// What a server would make of directories of manifests, with nothing served.
package struct ManifestCheck: Sendable {
    /// Every problem, by file and line.
    package let problems: [Problem]
    private let objects: RegistryObjects
    private let exposure: ExposureEffect

    /// Reads and validates everything in the configured directories, once.
    package init(_ configuration: ServerConfiguration) {
        var directory = ManifestDirectory(paths: configuration.manifestDirectories)
        var collection = ManifestCollection(rules: configuration.rules)
        var look: DirectoryLook
        repeat {
            look = directory.look(now: .now)
            _ = collection.take(look)
        } while !look.isComplete
        let change = collection.validate().objects
        objects = collection.registered
        var builder = RegistryBuilder(configuration.registry)
        let build = builder.build(objects, after: change, generation: 1, serial: 1, remembering: AllocationTable())
        exposure = ExposureEffect(of: configuration.exposure, on: objects, shown: build.snapshot)
        problems = (look.problems.map(\.checked) + collection.problems + RegistryProblems(of: build).problems(in: collection)).sorted()
    }

    /// How many problems are so bad.
    package func count(of severity: Problem.Severity) -> Int {
        problems.count { $0.severity == severity }
    }

    /// What is odd about the rules of exposure, which are in no manifest: a line each.
    package var exposureWarnings: [String] {
        exposure.mistakes.map { "warning: \($0)" }
    }

    /// `9 Services (2 not shown), 8 Pods: 0 errors, 1 warning, 0 notes`, with the warnings that are about something else than manifests.
    package func summary(warningsElsewhere: Int) -> String {
        let found = [
            counted(count(of: .error), "error"), counted(count(of: .warning) + warningsElsewhere, "warning"),
            counted(count(of: .note), "note"),
        ]
        return "\(known.joined(separator: ", ")): \(found.joined(separator: ", "))"
    }

    /// Imports and Nodes are named where there are any: most directories have none.
    private var known: [String] {
        let (imports, nodes) = (objects.serviceImports.count, objects.nodes.count)
        let known = [
            countedServices(objects.services.count, hidden: exposure.hiddenServices),
            imports > 0 ? counted(imports, "ServiceImport") : nil, counted(objects.pods.count, "Pod"),
            nodes > 0 ? counted(nodes, "Node") : nil,
        ]
        return known.compactMap(\.self)
    }
}

extension DirectoryProblem {
    /// A server keeps what it had from a directory that it cannot read; who checks one has nothing yet.
    fileprivate var checked: Problem {
        switch kind {
        case .missing, .notADirectory, .unreadable, .leadsNowhere, .tooDeep, .tooManyFiles, .tooManyDirectories, .restless, .nameIsTaken:
            Problem(.error, file: problem.file, position: problem.position, message: problem.message)
        case .empty, .notAFile, .nameIsNotText: problem
        }
    }
}
