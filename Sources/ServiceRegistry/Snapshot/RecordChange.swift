/// What a change makes of one Service or import: at least one of both is there.
struct RecordChange {
    /// The record as it was; nil where the Service is new.
    let old: ServiceRecord?
    /// The record as it is now; nil where the Service is gone, or hidden.
    let new: ServiceRecord?

    /// nil where nothing changes that anybody could see.
    init?(from old: ServiceRecord?, to new: ServiceRecord?) {
        guard old != new else { return nil }
        self.old = old
        self.new = new
    }

    /// Which Service it is.
    var key: ServiceKey {
        guard let record = old ?? new else { preconditionFailure("a change is from something, or to something") }
        return record.key
    }
}
