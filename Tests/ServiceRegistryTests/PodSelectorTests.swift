import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct PodSelectorTests {
    /// The labels that a number stands for: `a` is on every second Pod, `b` on every third, and so on, with one of two values.
    private static func labels(_ number: Int) -> [String: String] {
        let steps = ["a": 2, "b": 3, "c": 7, "d": 50]
        return steps.filter { number.isMultiple(of: $0.value) }.mapValues { "\(number / $0 % 2)" }
    }

    @Test("The Pods that match are those that have every label, however rare or frequent each is")
    func likeOneByOne() {
        let pods = (0..<1_000).map { PodObject(namespace: "prod", name: "\($0)", labels: Self.labels($0)) }
        var selector = PodSelector()
        selector.apply(removed: [], added: pods)
        // In base 4: each label may be left out, or asked for with a value that some Pods, or none, have.
        for number in 1..<256 {
            let digits = ["a", "b", "c", "d"].enumerated().map { ($1, number >> (2 * $0) & 3) }
            let wanted = Dictionary(digits.filter { $1 > 0 }.map { ($0, "\($1 - 1)") }) { $1 }
            let expected = pods.filter { pod in wanted.allSatisfy { pod.labels[$0] == $1 } }.sorted { $0.name < $1.name }
            #expect(selector.matching(wanted, in: "prod") == expected)
            #expect(selector.mayMatchAny(wanted, in: "prod") == !expected.isEmpty)
        }
    }

    @Test("A namespace has its own Pods and labels, and an empty selector matches none of them")
    func namespaces() {
        let pods = [PodObject(namespace: "prod", name: "0", labels: ["a": "b"]), PodObject(namespace: "dev", name: "1")]
        var selector = PodSelector()
        selector.apply(removed: [], added: pods)
        #expect(selector.hasPods(in: "prod") && selector.hasPods(in: "dev") && !selector.hasPods(in: "test"))
        #expect(selector.hasPods(with: "a", "b", in: "prod") && !selector.hasPods(with: "a", "c", in: "prod"))
        #expect(!selector.hasPods(with: "a", "b", in: "dev") && !selector.mayMatchAny(["a": "b"], in: "dev"))
        #expect(selector.matching([:], in: "prod").isEmpty && !selector.mayMatchAny([:], in: "prod"))
    }

    @Test("After Pods came and went, those that match are those of a selector that never knew others")
    func changes() {
        var random = SeededGenerator(seed: 5)
        var selector = PodSelector()
        var pods: [String: PodObject] = [:]
        for round in 0..<300 {
            let gone = pods.values.filter { _ in random.next() % (round % 10 == 0 ? 2 : 20) == 0 }
            for pod in gone { pods[pod.name] = nil }
            let came = Set((0..<6).map { _ in Int(random.next() % 200) }).filter { pods["\($0)"] == nil }
                .map { PodObject(namespace: "prod", name: "\($0)", labels: Self.labels($0 + round % 2)) }
            for pod in came { pods[pod.name] = pod }
            selector.apply(removed: gone, added: came)
            for wanted in [["a": "0"], ["a": "1", "b": "0"], ["b": "1", "c": "0"], ["d": "0"]] {
                let expected = pods.values.filter { pod in wanted.allSatisfy { pod.labels[$0] == $1 } }.sorted { $0.name < $1.name }
                #expect(selector.matching(wanted, in: "prod") == expected)
                #expect(selector.mayMatchAny(wanted, in: "prod") == !expected.isEmpty)
            }
            for value in ["0", "1"] {
                #expect(selector.hasPods(with: "d", value, in: "prod") == pods.values.contains { $0.labels["d"] == value })
            }
            #expect(selector.count == pods.count && Set(selector.all(in: "prod")) == Set(pods.values))
        }
    }
}
