import DNSModel
import Testing

@Suite("RecordType")
struct RecordTypeTests {
    @Test(
        "a type that people know has its mnemonic, any other its number",
        arguments: [
            (UInt16(1), "A"), (15, "MX"), (28, "AAAA"), (29, "LOC"), (33, "SRV"), (35, "NAPTR"), (39, "DNAME"), (44, "SSHFP"),
            (46, "RRSIG"), (47, "NSEC"), (52, "TLSA"), (64, "SVCB"), (65, "HTTPS"), (255, "ANY"), (257, "CAA"), (0, "TYPE0"),
            (731, "TYPE731"),
        ])
    func mnemonics(number: UInt16, mnemonic: String) {
        #expect(RecordType(rawValue: number).description == mnemonic)
    }
}
