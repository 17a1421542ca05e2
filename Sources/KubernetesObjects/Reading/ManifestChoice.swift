import DNSModel
import ServiceRegistry

/// A field that holds one of a few words.
protocol ManifestChoice: CaseIterable {
    /// The word.
    var manifestName: String { get }
}

extension ObjectReport {
    /// The choice that this word names; nil, and an error that lists the words, when it names none.
    func choice<Choice: ManifestChoice>(_ text: Located<String>, of type: Choice.Type = Choice.self) -> Located<Choice>? {
        if let choice = Choice.allCases.first(where: { $0.manifestName == text.value }) {
            return Located(value: choice, place: text.place)
        }
        let names = Choice.allCases.map(\.manifestName)
        let hint = Spelling.nearest(to: text.value, among: names).map { "did you mean \($0)?" }
        let list = "use \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")"
        error("\(Quotation.quoted(text.value)) is not known here: \(hint ?? list)", at: text.place)
        return nil
    }
}

extension TransportProtocol: ManifestChoice {}

extension AddressFamily: ManifestChoice {
    var manifestName: String { description }
}
