import DNSServer
import Glibc
import Testing

@Suite(.timeLimit(.minutes(20))) struct OpenFilesTests {
    @Test(
        "half of the files are for connections, within bounds",
        arguments: [(-1, 1), (0, 1), (1, 1), (1_024, 512), (20_000, 10_000), (40_000, 20_000), (1_048_576, 20_000), (Int.max, 20_000)])
    func connections(files: Int, connections: Int) {
        #expect(OpenFiles.connections(ofFiles: files) == connections)
    }

    @Test("sockets that may be handed over count twice", arguments: [(3, false, 35), (3, true, 38), (130, true, 292)])
    func least(sockets: Int, areHandedOver: Bool, files: Int) {
        #expect(OpenFiles.least(sockets: sockets, areHandedOver: areHandedOver) == files)
    }

    @Test("the soft limit is raised to the hard one")
    func raises() async {
        await #expect(processExitsWith: .success) {
            let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            var limit = rlimit(rlim_cur: 64, rlim_max: 128)
            #expect(unsafe setrlimit(files, &limit) == 0)
            #expect(OpenFiles.raiseLimit() == 128)
            #expect(unsafe getrlimit(files, &limit) == 0)
            #expect(limit.rlim_cur == 128)
        }
    }
}
