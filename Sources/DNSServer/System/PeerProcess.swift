import Dispatch
import Glibc

/// A process of this machine.
package struct PeerProcess: Hashable, Sendable {
    /// Its number; 0 where it is not to be seen from here.
    package let identifier: Int32
    let user: UInt32

    /// Whether it has the rights of this process anyway.
    var isTrusted: Bool {
        user == geteuid() || user == 0
    }

    /// Waits until it is gone with all that it had, for five seconds at most, or one where it cannot be seen: its descriptors are closed one
    /// after the other, which takes long where directories are watched.
    func waitForEnd() {
        for turn in 0..<500 where identifier > 0 ? kill(identifier, 0) == 0 : turn < 100 {
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(10))
        }
    }

    /// Whether a service manager takes it for a part of the same service. False where that cannot be told.
    package var isOfThisService: Bool {
        guard identifier > 0 else { return false }
        do throws(WholeFileError) {
            return try WholeFile.read("/proc/self/cgroup") == WholeFile.read("/proc/\(identifier)/cgroup")
        } catch {
            return false
        }
    }
}
