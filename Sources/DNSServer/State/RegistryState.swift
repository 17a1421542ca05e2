package import ServiceRegistry

/// What has to survive a restart.
package struct RegistryState: Hashable, Sendable {
    /// The cluster IPs that were handed out.
    package var allocations: AllocationTable
    /// The SOA serial of the last snapshot that may have been published; 0 before the first.
    package var serial: UInt32

    /// A state of these parts; by default that of a server that never ran.
    package init(allocations: AllocationTable = AllocationTable(), serial: UInt32 = 0) {
        self.allocations = allocations
        self.serial = serial
    }

    /// The serial of the next snapshot: the time, so that a secondary notices a server that lost its state; but always
    /// more than the last, in serial number arithmetic (RFC 1982 §3.1).
    package func nextSerial(unixTime: UInt32) -> UInt32 {
        let next = serial &+ 1
        let isAhead = Int32(bitPattern: unixTime &- next) > 0
        return serial == 0 || isAhead ? unixTime : next
    }

    /// Takes the later of two serials, in the same arithmetic.
    package mutating func raise(serial other: UInt32) {
        guard serial == 0 || Int32(bitPattern: other &- serial) > 0 else { return }
        serial = other
    }
}
