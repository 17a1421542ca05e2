/// One change, and the memory after it.
struct ScaleChange {
    let delay: Duration
    let memory: ProcessMemory
    /// Whether the peak is that of this change.
    let hasPeak: Bool
}
