import Upstream

extension ListenAddress {
    /// Where datagrams to a server go.
    init(_ server: UpstreamServer) {
        self.init(server.address, interface: server.interface, port: server.port)
    }
}
