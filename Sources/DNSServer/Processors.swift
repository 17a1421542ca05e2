import Glibc

/// The processors that this process may use.
enum Processors {
    /// At least one: a worker each.
    static var count: Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
