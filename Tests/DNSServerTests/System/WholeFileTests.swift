import DNSServer
import Glibc
import TestSupport
import Testing

struct WholeFileTests {
    @Test("A regular file is read, through links too; no pipe, device or directory keeps who reads waiting", .timeLimit(.minutes(20)))
    func kinds() throws {
        let folder = try TemporaryDirectory()
        try folder.write("file", "text")
        let (link, pipe) = (folder.path + "/link", folder.path + "/pipe")
        #expect(unsafe symlink("file", link) == 0)
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        #expect(try WholeFile.read(link, .regular) == Array("text".utf8))
        #expect(throws: WholeFileError.self) { try WholeFile.read(link, .regularItself) }
        for path in [pipe, "/dev/zero", "/dev/null", folder.path] {
            #expect(throws: WholeFileError.self) { try WholeFile.read(path, .regular) }
        }
    }

    @Test("A file that is longer than it may be is not read")
    func length() throws {
        let folder = try TemporaryDirectory()
        try folder.write("file", "text")
        #expect(try WholeFile.read(folder.path + "/file", .regular, atMost: 4) == Array("text".utf8))
        #expect(throws: WholeFileError.self) { try WholeFile.read(folder.path + "/file", .regular, atMost: 3) }
    }
}
