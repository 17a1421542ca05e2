/// What is known of a query.
enum AnswerEntry: Equatable {
    /// Its answer.
    case answer
    /// That it has one for each client.
    case clients
    /// That so many answers take turns.
    case shares(UInt16)
}
