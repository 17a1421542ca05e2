/// Whether a name exists.
enum Existence {
    case exists(Node)
    case doesNotExist(NameErrorReason)
}
