/// A buffer that the connections of one queue use in turn, so that none costs an allocation for each answer.
package final class SpareBuffer {
    private var octets: [UInt8] = []

    /// The most octets that are kept for the next one: a longest answer among small ones.
    private static let mostKept = 128 * 1_024

    /// A buffer that has yet to grow.
    package init() {}

    /// Gives the buffer away, empty; where another has it, a new one.
    func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &octets)
        return taken
    }

    /// Takes back a buffer that nobody needs any more.
    func giveBack(_ buffer: inout [UInt8]) {
        var returned: [UInt8] = []
        swap(&returned, &buffer)
        guard returned.capacity > octets.capacity, returned.capacity <= Self.mostKept else { return }
        returned.removeAll(keepingCapacity: true)
        octets = returned
    }
}
