import Foundation
import TestSupport

/// Messages that no client should send, the same in each run.
struct MalformedMessages {
    private var generator: SeededGenerator
    private var questions: SoakQuestions
    /// What the tests of the decoder know, and the valid queries among them.
    private let known: [[UInt8]]

    init(_ tree: ServiceTree, seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        questions = SoakQuestions(tree, seed: seed)
        known = Self.packets()
    }

    mutating func next() -> [UInt8] {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0...2: known.randomElement(using: &generator) ?? []
        case 3...8: mutated()
        case _: random()
        }
    }

    private mutating func mutated() -> [UInt8] {
        var message = questions.inside(1).first?.query ?? []
        for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&message) }
        return message
    }

    private mutating func mutate(_ message: inout [UInt8]) {
        guard let place = message.indices.randomElement(using: &generator) else { return }
        let octet = UInt8(truncatingIfNeeded: generator.next())
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: message[place] ^= 1 << (octet & 7)
        case 1: message[place] = octet
        case 2: message.removeSubrange(place...)
        case 3: message.insert(contentsOf: message[place...].prefix(64), at: place)
        case 4: message.replaceSubrange(place..<min(place + 2, message.count), with: [0xC0, octet])
        case 5: message[min(4 + place % 8, message.count - 1)] = octet
        case 6: message += random()
        case _: message.remove(at: place)
        }
    }

    private mutating func random() -> [UInt8] {
        (0..<Int.random(in: 0..<600, using: &generator)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    /// Files of hexadecimal octets with comments behind `#`.
    private static func packets() -> [[UInt8]] {
        let folder = Fixture.root.appending(path: "Tests/DNSWireTests/Packets")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".hex") }.map { name in
            let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            let words = text.split(separator: "\n").flatMap { $0.prefix { $0 != "#" }.split(separator: " ") }
            return words.compactMap { UInt8($0, radix: 16) }
        }
    }
}
