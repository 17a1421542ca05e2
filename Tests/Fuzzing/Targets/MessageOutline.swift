/// What a message says, as far as it is compared: records as digests that do not depend on their order or on compression.
struct MessageOutline: Equatable {
    var identifier: UInt16
    var flags: UInt16
    /// Where the question is; empty where there is none.
    var question = 0..<0
    var questionName: UInt64 = 0
    var questionType: UInt16 = 0
    var answer = Section()
    var authority = Section()
    var additional = Section()
    /// Whether there is a record of a type that is passed on without a look at its RDATA.
    var hasOtherTypes = false

    struct Section: Equatable {
        var count = 0
        /// How many OPT records there are.
        var options = 0
        var extendedCode: UInt16 = 0
        /// The sum of the records' digests.
        var digest: UInt64 = 0
        var firstOwner: UInt64?
        var firstType: UInt16?
        var lastType: UInt16?

        mutating func add(_ type: UInt16, _ owner: UInt64, _ record: UInt64) {
            if count == 0 { (firstOwner, firstType) = (owner, type) }
            (count, lastType, digest) = (count + 1, type, digest &+ record)
        }
    }

    var isTruncated: Bool { flags & 0x0200 != 0 }
    var responseCode: UInt16 { additional.extendedCode << 4 | flags & 0xF }
}
