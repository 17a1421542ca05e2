/// The parts that are fuzzed, by the names of their folders in Corpora and Findings.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// A query's octets, through the whole pipeline.
    case query
    /// A TCP stream, in reads of any length.
    case framing
    /// A manifest file, to what is answered from it.
    case manifest
    /// A message from upstream, to what a client gets of it.
    case upstream
    /// A configuration file.
    case configuration

    /// The part itself, which takes one input after the other.
    package func makePart() -> any FuzzedPart {
        switch self {
        case .query: FuzzedQueries()
        case .framing: FuzzedFraming()
        case .manifest: FuzzedManifests()
        case .upstream: FuzzedUpstream()
        case .configuration: FuzzedConfiguration()
        }
    }
}

/// A part of the server that takes any octets.
package protocol FuzzedPart: AnyObject {
    /// Takes one input; throws where what came of it is wrong.
    func take(_ input: [UInt8]) throws(Finding)
}

/// Something that must never be, whatever the input.
package struct Finding: Error, CustomStringConvertible {
    /// What is wrong.
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Throws where the condition does not hold.
    static func unless(_ condition: Bool, _ description: @autoclosure () -> String) throws(Finding) {
        if !condition { throw Finding(description()) }
    }
}
