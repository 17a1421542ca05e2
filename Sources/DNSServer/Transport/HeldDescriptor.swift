import CLinux
import Synchronization

/// A descriptor on its way to its owner; closed if nobody takes it.
package final class HeldDescriptor: Sendable {
    private let descriptor: Mutex<Descriptor?>

    /// Holds a descriptor.
    package init(_ descriptor: consuming Descriptor) {
        self.descriptor = Mutex(descriptor)
    }

    /// Gives it away, which can be done once.
    func take() -> Descriptor {
        let taken = descriptor.withLock { $0.take() }
        guard let taken else { preconditionFailure("what is held has one owner") }
        return taken
    }

    /// Does something with its number while it is held.
    func use<Result, Failure: Error>(_ body: (Int32) throws(Failure) -> Result) throws(Failure) -> Result {
        try descriptor.withLock { descriptor throws(Failure) in
            guard let number = descriptor?.number else { preconditionFailure("what was given away is another's") }
            return try body(number)
        }
    }

    /// Another descriptor of the same open file: that stays open while one of the two does.
    func duplicate() throws(SystemError) -> HeldDescriptor {
        try use { number throws(SystemError) in HeldDescriptor(try Descriptor(checking: clinux_duplicate(number))) }
    }
}
