/// What a selector finds.
enum SelectorMatch {
    case found
    /// The namespace has no Pods.
    case noPods
    /// A label of the selector that is on no Pod.
    case noPodHas(key: String, value: String)
    /// Each label is on some Pod, but no Pod has them all.
    case noPodHasAll
}
