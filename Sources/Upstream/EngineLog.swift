import CUnbound
import Glibc

/// What libunbound writes while an engine is made: it says there what its error numbers do not. Before, it would write to our
/// standard error; afterwards it writes nothing.
@safe
struct EngineLog {
    private let context: OpaquePointer
    private let text: UnsafeMutablePointer<CChar>
    private let stream: UnsafeMutablePointer<FILE>?

    private static let capacity = 4_096

    /// All contexts of a process write to one place: one engine is made at a time.
    init(of context: OpaquePointer) {
        unsafe self.context = context
        unsafe text = .allocate(capacity: Self.capacity)
        unsafe text.initialize(repeating: 0, count: Self.capacity)
        unsafe stream = unsafe fmemopen(text, Self.capacity - 1, "w")
        _ = unsafe ub_ctx_debugout(context, stream)
    }

    /// Nothing is written from now on.
    func close() {
        _ = unsafe ub_ctx_debugout(context, nil)
        if let stream = unsafe stream { unsafe fclose(stream) }
        unsafe text.deallocate()
    }

    /// What went wrong first, without time and process.
    var firstError: String? {
        guard let stream = unsafe stream else { return nil }
        unsafe fflush(stream)
        let lines = unsafe String(cString: text).split(separator: "\n")
        return lines.lazy.compactMap { $0.split(separator: "error: ", maxSplits: 1).dropFirst().first.map(String.init) }.first
    }
}
