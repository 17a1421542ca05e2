import Glibc

/// A file in memory: what is stored there changes its content and, after the first store, nothing else of it.
@safe final class FileMapping {
    private let page: UnsafeMutableRawPointer

    init?(_ path: String) {
        let file = unsafe open(path, O_RDWR)
        defer { close(file) }
        guard let page = unsafe mmap(nil, 1, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), unsafe page != MAP_FAILED else { return nil }
        unsafe self.page = page
    }

    deinit { unsafe munmap(page, 1) }

    /// Stores one character at the beginning.
    func store(_ character: Unicode.Scalar) {
        unsafe page.storeBytes(of: UInt8(ascii: character), as: UInt8.self)
    }
}
