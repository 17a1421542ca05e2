import Benchmarks
import Testing

struct ReadingTests {
    private static let question: [UInt8] = [1, 97, 0, 0, 1, 0, 1]

    private static func answer(_ records: [[UInt8]]) -> [UInt8] {
        [0, 1, 0x84, 0, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0] + question + records.flatMap { [0xC0, 12] + $0 }
    }

    private static func record(_ type: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0, type, 0, 1, 0, 0, 0, 5, 0, UInt8(data.count)] + data
    }

    private static let address = record(1, [10, 120, 1, 2])
    private static let longAddress = record(28, [0xFD] + [UInt8](repeating: 0, count: 13) + [1, 2])
    /// Port 10,258.
    private static let service = record(33, [0, 0, 0, 100, 0x28, 0x12, 1, 98, 0])
    private static let older = record(1, [10, 120, 1, 1])

    @Test("An answer is from the version that all its addresses and ports name")
    func generation() {
        #expect(GenerationReading(Self.answer([Self.address, Self.longAddress, Self.service])) == .generation(258))
        #expect(GenerationReading(Self.answer([Self.address, Self.older])) == .mixture([257, 258]))
    }

    @Test("An answer without addresses, or one that ends too soon, is no version's")
    func unexpected() {
        #expect(GenerationReading(Self.answer([])) == .unexpected)
        let whole = Self.answer([Self.service, Self.address])
        for length in 0..<whole.count { #expect(GenerationReading(Array(whole[..<length])) == .unexpected, "\(length)") }
    }

    @Test("A prober counts what is lost, mixed or older than what it has seen")
    func findings() {
        var (findings, newest) = (ProbeFindings(), 0)
        for reading: GenerationReading? in [.generation(2), .generation(3), .generation(2), .mixture([3, 4]), nil, .unexpected] {
            findings.take(reading, after: .milliseconds(2), newest: &newest)
        }
        #expect([findings.answers, findings.lost, findings.mixed, findings.backwards, findings.unexpected, newest] == [3, 1, 1, 1, 1, 4])
        #expect(findings.gap?.median == 2)
    }

    @Test("The memory of a process is read, and its peak without the pages of files")
    func memory() {
        let memory = ProcessMemory(
            "Name:\tsvcdns\nVmHWM:\t   90000 kB\nVmRSS:\t   60000 kB\nRssAnon:\t   25000 kB\nRssFile:\t   35000 kB\n")
        #expect(memory?.anonymous == 25_000 * 1_024)
        #expect(memory?.anonymousPeak == 55_000 * 1_024)
        #expect(ProcessMemory("Name:\tkthreadd\n") == nil)
    }
}
