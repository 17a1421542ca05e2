import Upstream

/// Reads whom /etc/resolv.conf names.
struct ResolverFileReader {
    let path: String
    /// The port of all of them.
    let port: UInt16
    private var isReadable = true

    init(_ path: String, port: UInt16) {
        self.path = path
        self.port = port
    }

    /// The servers, or nil where the file cannot be read; why is told the first time.
    mutating func read(onError: (WholeFileError) -> Void) -> [UpstreamServer]? {
        do throws(WholeFileError) {
            let text = try WholeFile.read(path, .regular, atMost: ResolverFile.maximumLength)
            isReadable = true
            return ResolverFile.servers(in: text, port: port)
        } catch {
            if isReadable { onError(error) }
            isReadable = false
            return nil
        }
    }
}
