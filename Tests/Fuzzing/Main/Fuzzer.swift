import Fuzzing
import Glibc

/// What the variable SVCDNS_FUZZ_TARGET names.
nonisolated(unsafe) private let part: any FuzzedPart = {
    let name = unsafe getenv("SVCDNS_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        fatalError("SVCDNS_FUZZ_TARGET=\(name) is none of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    return target.makePart()
}()

/// What libFuzzer calls with each input: a finding ends the process, as a trap does.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeOneInput(_ octets: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do throws(Finding) {
        try unsafe part.take(Array(UnsafeBufferPointer(start: octets, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}
