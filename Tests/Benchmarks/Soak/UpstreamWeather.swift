import DNSModel
import TestSupport

/// What becomes of upstream in a soak: it answers half of the time, and else is away, silent or confused.
struct UpstreamWeather {
    let upstream: FakeUpstream
    private var isStopped = false

    /// How long each lasts.
    static let seconds = 7

    init(_ upstream: FakeUpstream) {
        self.upstream = upstream
    }

    mutating func change(second: Int) throws {
        guard second % Self.seconds == 0 else { return }
        if isStopped { try upstream.start() }
        isStopped = false
        switch second / Self.seconds % 16 {
        case 1: upstream.behave(.isSilent)
        case 3: upstream.behave(.fails(.serverFailure))
        case 5: upstream.behave(.gives { query in Array(query.prefix(2)) + [0x81, 0x80] + Array(query.dropFirst(4).reversed()) })
        case 7:
            isStopped = true
            upstream.stop()
        case 9: upstream.behave(.givesWrongIdentifier)
        case 11: upstream.behave(.truncates)
        case 13: upstream.behave(.givesData([1, 2, 3]))
        case 15: upstream.behave(.losesEverySecond)
        case _: upstream.behave(.answers)
        }
    }
}
