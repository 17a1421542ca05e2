/// How many transfers there may be at once. Confined to its queue.
package final class TransferSlots {
    private var free: Int

    /// The right to one transfer, until it is let go.
    package final class Slot {
        private let slots: TransferSlots

        fileprivate init(of slots: TransferSlots) {
            self.slots = slots
            slots.free -= 1
        }

        deinit {
            slots.free += 1
        }
    }

    /// So many slots.
    package init(count: Int) {
        free = count
    }

    /// A slot, if one is free.
    package func take() -> Slot? {
        free > 0 ? Slot(of: self) : nil
    }
}
