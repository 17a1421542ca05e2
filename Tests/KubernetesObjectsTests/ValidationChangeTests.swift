import DNSModel
import KubernetesObjects
import ServiceRegistry
import TestSupport
import Testing

struct ValidationChangeTests {
    /// Ten Services, each at lines of its own; these have a cluster IP.
    private static func services(_ addresses: [Int: Manifest] = [:], below lines: Int = 0) throws -> [DeclaredObject] {
        try (0..<10).flatMap { index in
            let manifest: Manifest = [
                "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string("web-\(index)")],
                "spec": ["clusterIP": addresses[index] ?? "None", "selector": ["app": "web"], "ports": [["port": 80]]],
            ]
            return try Decoding.decode(manifest).objects.map { $0.moved(by: lines + 10 * index) }
        }
    }

    private static func settled() throws -> ObjectValidator {
        ObjectValidator.settled(try services(), rules: try Decoding.rules())
    }

    @Test("A file that says what it said before changes nothing")
    func same() throws {
        var validator = try Self.settled()
        validator.replace("f", with: try Self.services())
        let change = validator.settle()
        #expect(change.objects.isEmpty)
        #expect(change.problems == ProblemChange())
    }

    @Test("One changed object of ten is the change, and no problem of the others is told again")
    func one() throws {
        var validator = try Self.settled()
        validator.replace("f", with: try Self.services([3: "10.96.0.3"]))
        let change = validator.settle()
        #expect(change.objects.removed.compactMap(\.addresses) == [[]])
        #expect(change.objects.added.compactMap(\.addresses) == [["10.96.0.3"]])
        #expect(change.problems == ProblemChange())
    }

    @Test("Objects that only moved in their file are no change for the registry; their problems are told at the new lines")
    func moved() throws {
        var validator = try Self.settled()
        let before = validator.problems
        validator.replace("f", with: try Self.services(below: 5))
        let change = validator.settle()
        #expect(change.objects.isEmpty)
        #expect(change.problems == ProblemChange(went: before, came: validator.problems))
        #expect(validator.problems.map(\.position.line) == before.map { $0.position.line + 5 })
    }

    @Test("Objects that moved to another file are no change for the registry")
    func renamed() throws {
        var validator = try Self.settled()
        validator.forget("f")
        validator.replace(with: try Self.services().map { $0.moved(by: 0, to: "g") })
        #expect(validator.settle().objects.isEmpty)
        #expect(validator.seriousProblemCount == 10)
        #expect(validator.problems.allSatisfy { $0.file == "g" })
    }

    @Test("What was replaced twice, or came and went, before it was settled is told as it is at last")
    func unsettled() throws {
        var validator = try Self.settled()
        validator.replace("f", with: try Self.services([3: "10.96.0.3"]))
        validator.replace("f", with: try Self.services())
        validator.replace(with: try Self.services().map { $0.moved(by: 0, to: "e") })
        validator.forget("e")
        let change = validator.settle()
        #expect(change.objects.isEmpty)
        #expect(change.problems == ProblemChange())
    }

    @Test("A changed place of whoever has something is told to those who have it not, in files that did not change")
    func placeOfTheHolder() throws {
        var validator = ObjectValidator(rules: try Decoding.rules())
        validator.replace("f", with: try Self.services([1: "10.96.0.1"]))
        validator.replace("g", with: try Self.services().map { $0.moved(by: 0, to: "g") })
        _ = validator.settle()
        validator.replace("f", with: try Self.services([1: "10.96.0.1"], below: 5))
        let change = validator.settle()
        #expect(change.objects.isEmpty)
        let told = change.problems.came.filter { $0.file == "g" }.map(\.message)
        #expect(told == (0..<10).map { "declared by f:\(10 * $0 + 6) already: rename or remove one of them" })
    }
}

extension RegistryObject {
    /// The named cluster IPs of a Service.
    fileprivate var addresses: [String]? {
        guard case .service(let service) = self else { return nil }
        guard case .clusterIP(let claims) = service.addressing else { return [] }
        return claims.compactMap { claim in
            guard case .named(let address) = claim else { return nil }
            return "\(address)"
        }
    }
}

extension DeclaredObject {
    /// The same object so many lines further down, or in another file.
    func moved(by lines: Int, to file: String? = nil) -> DeclaredObject {
        DeclaredObject(
            identity: identity, file: file ?? self.file, position: position.moved(by: lines), payload: payload,
            claims: claims.map { Claim($0.resource, at: $0.place.moved(by: lines)) }, selectorPlace: selectorPlace?.moved(by: lines))
    }
}

extension FieldPlace {
    fileprivate func moved(by lines: Int) -> FieldPlace {
        FieldPlace(path: path, position: position.moved(by: lines))
    }
}

extension Position {
    fileprivate func moved(by lines: Int) -> Position {
        Position(line: line + lines, column: column)
    }
}
