import DNSModel
import DNSWire
import Upstream

/// A question of our own for a server that seems silent: one answer is enough to know that it is not.
struct ReturnQuestion {
    private let exchange: DatagramExchange
    private let name: DomainName

    /// Asks a server for a name that nobody else can know; nil where it cannot even be sent.
    init?(to target: LoopProbes.Target, _ token: ProbeNames.Token, by names: ProbeNames) {
        guard let name = names.name(token, in: target.zone) else { return nil }
        let message = QueryEncoder.octets(of: ProbeNames.question(name), identifier: .random(in: .min ... .max))
        do throws(SystemError) {
            exchange = try DatagramExchange(sending: message, to: ListenAddress(target.server))
        } catch {
            return nil
        }
        self.name = name
    }

    /// Whether an answer has come.
    var isAnswered: Bool {
        while let message = exchange.received() {
            if Self.isAnswer(message, about: name) { return true }
        }
        return false
    }

    private static let headerLength = 12
    private static let serverFailure: UInt8 = 2

    /// A response with the question's name. SERVFAIL is none: resolvers give it whose own upstream is silent.
    private static func isAnswer(_ message: [UInt8], about name: DomainName) -> Bool {
        guard message.count >= headerLength + name.octets.count, message[2] & 0x80 != 0, message[3] & 0xF != serverFailure
        else { return false }
        return DomainName(wire: Array(message[headerLength..<(headerLength + name.octets.count)])) == name
    }
}
