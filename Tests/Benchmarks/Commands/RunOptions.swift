import ArgumentParser
import TestSupport

/// What all measurements may be told.
struct RunOptions: ParsableArguments {
    @Option(help: "How long each is measured.")
    var seconds = 10

    @Option(help: ArgumentHelp("Only these servers.", valueName: "name"))
    var only: [String] = []

    @Option(help: "How many Services there are.")
    var services = 10_000

    func validate() throws {
        guard seconds >= 2 else { throw ValidationError("--seconds is 2 at least") }
        guard services >= 100 else { throw ValidationError("--services is 100 at least") }
        for name in only where ServerKind(rawValue: name) == nil {
            throw ValidationError("--only \(name): there is \(ServerKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
    }

    /// The servers of a list that are wanted and there, each with its version; of the others one line says why not.
    func present(_ kinds: [ServerKind]) throws -> [(kind: ServerKind, version: String)] {
        try kinds.filter { only.isEmpty || only.contains($0.rawValue) }.compactMap { kind in
            do {
                _ = try Programs.program(of: kind)
                return (kind, try Programs.version(of: kind))
            } catch let missing as MissingProgram {
                Output.note(missing.description)
                return nil
            }
        }
    }

    /// Measures a server; one that does not serve is left out, and one line says why.
    func leavingOutWhatFails(_ measure: () throws -> Void) throws {
        do {
            try measure()
        } catch let problem as MeasuredServer.NotServing {
            Output.note("left out: \(problem)")
        }
    }

    /// Does this, and says what went wrong on one line.
    func running(_ body: () throws -> Void) throws {
        try Self.running(by: ["dnsperf", "kdig"], body)
    }

    /// The same for what needs other programs.
    static func running(by tools: [String], _ body: () throws -> Void) throws {
        do {
            for tool in tools where try Tool.run("which", [tool]).status != 0 {
                throw ValidationError("no \(tool): install the packages dnsperf and knot-dnsutils")
            }
            #if DEBUG
                Output.note("this is a debug build: its figures mean nothing (swift run -c release Benchmarks ...)")
            #endif
            try Interruption.obeyed(during: body)
        } catch let mistake as ValidationError {
            throw mistake
        } catch {
            Output.note("\(error)")
            throw ExitCode(1)
        }
    }
}
