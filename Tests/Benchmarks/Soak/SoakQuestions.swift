import DNSModel
import TestSupport

/// What is asked in a soak: each kind of name that there is, in no order but the same one in each run.
struct SoakQuestions: Sendable {
    private let tree: ServiceTree
    private var generator: SeededGenerator

    /// Names that upstream knows by a wildcard: so many are asked for that answers of all run out of their time.
    private static let outsideNames = 2_000
    private static let zone = ServiceCatalogue.zone

    init(_ tree: ServiceTree, seed: UInt64) {
        self.tree = tree
        generator = SeededGenerator(seed: seed)
    }

    /// The next so many questions about the cluster.
    mutating func inside(_ count: Int) -> [SoakQuestion] {
        (0..<count).compactMap { _ in nextInside() }
    }

    /// The next so many questions that end outside.
    mutating func outside(_ count: Int) -> [SoakQuestion] {
        (0..<count).compactMap { _ in nextOutside() }
    }

    private mutating func nextInside() -> SoakQuestion? {
        let number = Int.random(in: 0..<tree.catalogue.count, using: &generator)
        let (host, address) = (tree.catalogue.host(number), tree.catalogue.address(number))
        switch Int.random(in: 0..<20, using: &generator) {
        case 0...6: return SoakQuestion(host, .a, is: .records(["\(host). IN A \(address)"]))
        case 7: return SoakQuestion(host, .aaaa, is: .noData)
        case 8: return SoakQuestion(host, .cname, is: .noData)
        case 9...10: return SoakQuestion("_http._tcp.\(host)", .srv, is: .records(["_http._tcp.\(host). IN SRV 0 100 80 \(host)."]))
        case 11...12: return headless(number % tree.headless)
        case 13...14: return reverse(of: address, host)
        case 15: return short(number, address)
        case 16: return SoakQuestion("dns-version.\(Self.zone)", .txt, is: .records(["dns-version.\(Self.zone). IN TXT \"1.1.0\""]))
        case 17: return SoakQuestion(Self.zone, .soa, is: .someRecords)
        case _: return SoakQuestion("x\(generator.next()).\(tree.catalogue.namespace(number)).svc.\(Self.zone)", .a, is: .nameError)
        }
    }

    private func headless(_ number: Int) -> SoakQuestion? {
        let host = "set-\(number).\(tree.catalogue.namespace(number)).svc.\(Self.zone)"
        let addresses = (0..<tree.endpointsOfEach).map { ServiceTree.address(ofEndpoint: number * tree.endpointsOfEach + $0) }
        return SoakQuestion(host, .a, is: .records(Set(addresses.map { "\(host). IN A \($0)" })))
    }

    private func reverse(of address: String, _ host: String) -> SoakQuestion? {
        let name = address.split(separator: ".").reversed().joined(separator: ".") + ".in-addr.arpa"
        return SoakQuestion(name, .ptr, is: .records(["\(name). IN PTR \(host)."]))
    }

    private func short(_ number: Int, _ address: String) -> SoakQuestion? {
        let name = "\(tree.catalogue.name(number)).\(tree.catalogue.namespace(number))"
        return SoakQuestion(name, .a, is: .records(["\(name). IN A \(address)"]))
    }

    private mutating func nextOutside() -> SoakQuestion? {
        let name = "host-\(Int.random(in: 0..<Self.outsideNames, using: &generator)).\(SoakWorld.outside)"
        if generator.next() % 4 == 0 { return SoakQuestion(SoakWorld.aliasHost, .a, is: .alias(SoakWorld.aliasRecord)) }
        return SoakQuestion(name, .a, is: .recordsOrFailure(["\(name). IN A \(SoakWorld.outsideAddress)"]))
    }
}
