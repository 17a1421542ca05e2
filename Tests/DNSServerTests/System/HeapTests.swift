import AllocationCounter
import DNSServer
import Glibc
import Testing

@Suite(.timeLimit(.minutes(20))) struct HeapTests {
    private static let blockSize = 2_048
    private static let pageSize = 4_096

    /// A sanitizer has an allocator of its own; nothing is counted there either.
    @Test("free pages between used ones go back to the system", .enabled(if: allocation_counter_counts()))
    func givesBackFreePages() throws {
        // 64 MiB in blocks below the size that gets a mapping of its own, the last of them in use.
        let blocks = unsafe (0..<32_768).map { _ in UnsafeMutableRawPointer.allocate(byteCount: Self.blockSize, alignment: 16) }
        unsafe blocks.forEach { unsafe $0.initializeMemory(as: UInt8.self, repeating: 7, count: Self.blockSize) }
        unsafe blocks.dropLast().forEach { unsafe $0.deallocate() }
        defer { unsafe blocks.last?.deallocate() }
        let before = unsafe blocks.count(where: Self.isResident)
        Heap.giveBackFreePages()
        // Other tests take some of it meanwhile.
        #expect(unsafe blocks.count(where: Self.isResident) < before / 2)
    }

    /// Whether the page of an address is in memory.
    private static func isResident(_ address: UnsafeMutableRawPointer) -> Bool {
        let page = unsafe UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: address) / UInt(pageSize) * UInt(pageSize))
        var residency: UInt8 = 0
        return unsafe mincore(page, pageSize, &residency) == 0 && residency & 1 == 1
    }
}
