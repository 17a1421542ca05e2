import DNSModel
import ServiceRegistry
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
        let selector = PodSelector(pods)
        // In base 4: each label may be left out, or asked for with a value that some Pods, or none, have.
        for number in 1..<256 {
            let digits = ["a", "b", "c", "d"].enumerated().map { ($1, number >> (2 * $0) & 3) }
            let wanted = Dictionary(digits.filter { $1 > 0 }.map { ($0, "\($1 - 1)") }) { $1 }
            let expected = pods.filter { pod in wanted.allSatisfy { pod.labels[$0] == $1 } }
            #expect(selector.matching(wanted, in: "prod") == expected)
            #expect(selector.matchesAny(wanted, in: "prod") == !expected.isEmpty)
        }
    }

    @Test("A namespace has its own Pods and labels, and an empty selector matches none of them")
    func namespaces() {
        let selector = PodSelector([PodObject(namespace: "prod", name: "0", labels: ["a": "b"]), PodObject(namespace: "dev", name: "1")])
        #expect(selector.hasPods(in: "prod") && selector.hasPods(in: "dev") && !selector.hasPods(in: "test"))
        #expect(selector.hasPods(with: "a", "b", in: "prod") && !selector.hasPods(with: "a", "c", in: "prod"))
        #expect(!selector.hasPods(with: "a", "b", in: "dev") && !selector.matchesAny(["a": "b"], in: "dev"))
        #expect(selector.matching([:], in: "prod").isEmpty && !selector.matchesAny([:], in: "prod"))
    }
}
