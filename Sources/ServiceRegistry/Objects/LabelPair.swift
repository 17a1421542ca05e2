/// A label with its value, as a Pod has it and a selector asks for it.
struct LabelPair: Hashable {
    let name: String
    let value: String
}
