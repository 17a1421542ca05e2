import DNSModel
import Synchronization

/// What a scripted server is told to do, and what it was asked.
final class FakeScript: Sendable {
    private struct State {
        var zone: FakeZone
        var behaviours: [DomainName: FakeBehaviour]
        var questions: [Question: Int] = [:]
    }

    private let state: Mutex<State>

    init(zone: FakeZone, behaviour: FakeBehaviour) {
        state = Mutex(State(zone: zone, behaviours: [.root: behaviour]))
    }

    func behave(_ behaviour: FakeBehaviour, below name: DomainName) {
        state.withLock { $0.behaviours[name] = behaviour }
    }

    func replaceZone(_ zone: FakeZone) {
        state.withLock { $0.zone = zone }
    }

    func count(where isCounted: (Question) -> Bool) -> Int {
        state.withLock { $0.questions.filter { isCounted($0.key) }.map(\.value).reduce(0, +) }
    }

    func reaction(to query: FakeQuery, over carrier: DNSClient.Carrier) -> FakeReaction {
        let (zone, behaviour, number) = state.withLock { state in
            let number = (state.questions[query.question] ?? 0) + 1
            state.questions[query.question] = number
            return (state.zone, Self.behaviour(for: query.question.name, in: state.behaviours), number)
        }
        return behaviour.reaction(to: query, over: carrier, from: zone, number: number)
    }

    /// That of the longest name at or above it.
    private static func behaviour(for name: DomainName, in behaviours: [DomainName: FakeBehaviour]) -> FakeBehaviour {
        behaviours.filter { name.isWithin($0.key) }.max { $0.key.octets.count < $1.key.octets.count }?.value ?? .answers
    }
}
