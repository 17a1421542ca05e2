import DNSServer
import Testing

struct SocketActivationVariableTests {
    @Test(
        "Descriptors are for the process that is named, from 3 on",
        arguments: [
            ("2", "77", 2), ("0", "77", 0), ("1000", "77", 1_000), ("2", "78", 0), ("2", nil, 0), ("many", "78", 0), ("2", "", 0),
            ("2", "077", 0),
        ] as [(String?, String?, Int)])
    func descriptors(count: String?, receiver: String?, expected: Int) throws {
        let descriptors = try SocketActivation.descriptors(of: count, for: receiver, process: 77)
        #expect(descriptors.count == expected && descriptors.lowerBound == 3)
    }

    @Test("A number that is none is an error", arguments: [nil, "", "many", "-1", "1001", "99999999999999999999"])
    func noNumber(count: String?) {
        #expect(throws: StartError.self) { try SocketActivation.descriptors(of: count, for: "77", process: 77) }
    }
}
