import Dispatch

extension Duration {
    /// As Dispatch counts it, a day at most; none where it is over.
    var dispatchInterval: DispatchTimeInterval {
        .nanoseconds(Int(min(max(self, .zero), .seconds(86_400)) / .nanoseconds(1)))
    }
}
