/// Something read, and where it was read.
struct Located<Value> {
    let value: Value
    let place: FieldPlace
}
