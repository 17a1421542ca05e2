import Dispatch
import KubernetesObjects
import Synchronization

/// Decodes the files of a look, many of them on all cores.
enum ManifestDecoding {
    /// What became of each file, in the order of the files.
    ///
    /// A core takes the next file when it is done with one: a large file keeps one core busy, and the others go on.
    static func decode(_ files: [ChangedFile], rules: ValidationRules) -> [DecodedManifest] {
        let next = Atomic(0)
        let decoded = Mutex<[DecodedManifest?]>(Array(repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: min(Processors.count, files.count)) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                let file = DecodedManifest(files[index], rules: rules)
                decoded.withLock { $0[index] = file }
            }
        }
        return decoded.withLock { $0.compactMap(\.self) }
    }
}
