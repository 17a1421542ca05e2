import Dispatch

/// A descriptor with its read and write sources, on one serial queue: closed when the last source has been cancelled,
/// never before, since Dispatch would go on to watch whatever gets the number next.
final class WatchedDescriptor {
    let number: Int32
    private var descriptor: Descriptor?
    private let queue: DispatchQueue
    private var reader: PausableSource?
    private var writer: PausableSource?
    private var sources = 0
    private var state = State.open

    private enum State {
        case open
        case closing(then: () -> Void)
        case closed
    }

    init(_ descriptor: consuming Descriptor, on queue: DispatchQueue) {
        number = descriptor.number
        self.descriptor = consume descriptor
        self.queue = queue
    }

    /// Whether the descriptor is still its owner's to use.
    var isOpen: Bool {
        if case .open = state { true } else { false }
    }

    /// Begins to watch for octets; the handler is held until the descriptor is closed.
    func watchReading(_ handler: @escaping () -> Void) {
        reader = watch(DispatchSource.makeReadSource(fileDescriptor: number, queue: queue), handler)
        reader?.resume()
    }

    func resumeReading() {
        reader?.resume()
    }

    func pauseReading() {
        reader?.pause()
    }

    /// Watches for room to write; the source is made when it is first needed, which for most connections is never.
    func resumeWriting(_ handler: @escaping () -> Void) {
        if writer == nil { writer = watch(DispatchSource.makeWriteSource(fileDescriptor: number, queue: queue), handler) }
        writer?.resume()
    }

    func pauseWriting() {
        writer?.pause()
    }

    /// Cancels the sources, after which the descriptor is closed. Done once; no handler is called any more.
    func close(then: @escaping () -> Void) {
        guard case .open = state else { return }
        state = .closing(then: then)
        reader?.cancel()
        writer?.cancel()
        closeWhenUnwatched()
    }

    private func watch(_ source: any DispatchSourceProtocol, _ handler: @escaping () -> Void) -> PausableSource {
        sources += 1
        return PausableSource(source, handler: handler) {
            self.sources -= 1
            self.closeWhenUnwatched()
        }
    }

    private func closeWhenUnwatched() {
        guard sources == 0, case .closing(let then) = state else { return }
        state = .closed
        descriptor = nil
        then()
    }
}
