import DNSModel
import ServiceRegistry

/// The state as text: a line for each fact, the number of lines last, so that a file that was cut off is noticed.
///
///     svcdns-state 1
///     serial 1795300000
///     held prod/frontend-svc 10.96.12.7
///     released prod/gone 10.96.200.3
///     end 3
package enum StateText {
    private static let header = "svcdns-state 1"

    /// The text of a state; the same state always has the same text.
    package static func text(of state: RegistryState) -> String {
        // Lines compare octet by octet: of 10,000 keys the order takes five times as long as all the rest.
        let held = state.allocations.held.map { "held \($0.key.service) \($0.value)" }.sorted()
        let released = state.allocations.released.map { "released \($0.key.service) \($0.address)" }
        let facts = ["serial \(state.serial)"] + held + released
        return ([header] + facts + ["end \(facts.count)"]).joined(separator: "\n") + "\n"
    }

    /// The state that a text tells.
    package static func state(of text: String) throws(StateError) -> RegistryState {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "", lines.first?.hasPrefix("svcdns-state ") == true else { throw .damaged(line: 1) }
        guard lines.first == header[...] else { throw .ofVersion(lines[0].dropFirst("svcdns-state ".count)) }
        guard lines.count >= 2, lines.popLast() == "end \(lines.count - 1)" else { throw .damaged(line: lines.count + 1) }
        var state = RegistryState()
        for (index, line) in lines.enumerated().dropFirst() {
            guard read(line, into: &state) else { throw .damaged(line: index + 1) }
        }
        return state
    }

    private static func read(_ line: Substring, into state: inout RegistryState) -> Bool {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        switch (words.first, words.count) {
        case ("serial", 2):
            guard let serial = UInt32(words[1]) else { return false }
            state.serial = serial
        case ("held", 3):
            guard let (key, address) = allocation(words[1], words[2]) else { return false }
            return state.allocations.held.updateValue(address, forKey: key) == nil
        case ("released", 3):
            guard let (key, address) = allocation(words[1], words[2]) else { return false }
            state.allocations.released.append(ReleasedAddress(key: key, address: address))
        case _: return false
        }
        return true
    }

    private static func allocation(_ service: Substring, _ address: Substring) -> (AllocationKey, IPAddress)? {
        let parts = service.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let namespace = Label(parts[0]), let name = Label(parts[1]), let address = IPAddress(address) else {
            return nil
        }
        let key = AllocationKey(service: ServiceKey(namespace: namespace, name: name), family: address.family)
        return (key, address)
    }
}

/// Why a text tells no state.
package enum StateError: Error, Hashable, Sendable {
    /// The line is not what stands there in a whole state.
    case damaged(line: Int)
    /// Another version of svcdns wrote it.
    case otherVersion(String)

    /// What is wrong with a text whose first line names this version: a number of a few digits, or nobody who writes states has written it.
    static func ofVersion(_ version: Substring) -> StateError {
        let isNumber = version.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isNumber && (1...9).contains(version.utf8.count) ? .otherVersion(String(version)) : .damaged(line: 1)
    }
}
