import DNSModel
import DNSWire

/// What became of a message from upstream, as a value that can be compared.
enum UpstreamDecoding: Equatable, CustomStringConvertible {
    case answer(UpstreamAnswer)
    case failure(UpstreamAnswerError)

    /// The question of all packets here.
    static let question = Question(name: "www.example.test", type: .a)

    init(_ message: [UInt8], to question: Question = Self.question, validation: UpstreamAnswer.Validation = .insecure) {
        do {
            self = .answer(try UpstreamAnswerDecoder.decode(message.span, to: question, validation: validation))
        } catch {
            self = .failure(error)
        }
    }

    var answer: UpstreamAnswer? {
        guard case .answer(let answer) = self else { return nil }
        return answer
    }

    /// What a golden packet's file expects.
    var description: String {
        switch self {
        case .answer: "an answer"
        case .failure(let error): error.description
        }
    }
}
