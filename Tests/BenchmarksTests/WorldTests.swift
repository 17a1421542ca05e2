import Benchmarks
import Foundation
import TestSupport
import Testing

struct WorldTests {
    private static let catalogue = ServiceCatalogue(count: 300, files: 7)

    @Test("The files of a catalogue hold each Service once")
    func files() {
        let numbers = (0..<7).flatMap { Self.catalogue.numbers(inFile: $0) }
        #expect(numbers == Array(0..<300))
        #expect(Self.catalogue.fileText(6).components(separatedBy: "kind: Service").count - 1 == Self.catalogue.numbers(inFile: 6).count)
    }

    @Test("No two Services have an address or a name in common")
    func distinct() {
        let catalogue = ServiceCatalogue(count: 150_000)
        #expect(Set((0..<catalogue.count).map(catalogue.host)).count == catalogue.count)
        #expect(Set((0..<catalogue.count).map(catalogue.address)).count == catalogue.count)
        #expect(catalogue.address(0) == "10.100.0.1")
        #expect(catalogue.address(99_999) == "10.101.134.160")
    }

    @Test("svcdns serves the manifests, and the answers are those that the benchmarks expect")
    func manifests() throws {
        let server = try MeasuredServer(.svcdns, serving: World(Self.catalogue))
        #expect(try server.usage().resident > 1_000_000)
    }

    @Test("The zone file of the other servers is a zone")
    func zone() throws {
        let world = try World(Self.catalogue)
        let check = try Tool.run("kzonecheck", ["--origin", ServiceCatalogue.zone, world.file("zone").path])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
    }

    @Test("An echo answers, and whoever answers so would not be measured as a server of names", arguments: [ServerKind.echo, .echoPoll])
    func echo(kind: ServerKind) throws {
        let server = try MeasuredServer(kind, serving: World(Self.catalogue))
        let wrong = try AnswerCheck(port: server.port).wrongAnswer(of: 300, host: Self.catalogue.host, address: Self.catalogue.address)
        #expect(wrong?.hasPrefix("192.0.2.1, ") == true)
    }

    @Test("Names that were never seen are names of Services but for their letters, and differ")
    func neverSeen() {
        let hosts = Set((0..<300).map { "\(Self.catalogue.host($0)) a" })
        let lines = Questions(Self.catalogue).neverSeen(1_000)
        #expect(lines.allSatisfy { hosts.contains($0.lowercased()) })
        #expect(Set(lines).count > 990)
    }
}
