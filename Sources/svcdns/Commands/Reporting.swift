import ArgumentParser
import DNSServer

extension ParsableCommand {
    /// Runs a command; what it cannot do is one line on standard error and exit status 1.
    func reportingErrors(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            StandardError.writeLine("svcdns: \(String(describing: error).split(whereSeparator: \.isNewline).joined(separator: " "))")
            throw ExitCode(1)
        }
    }

    /// The configuration file of this name, if one was named.
    func configuration(_ path: String?) throws -> ConfigurationFile? {
        try path.map { path in try ConfigurationFile(WholeFile.read(path), name: path) }
    }
}
