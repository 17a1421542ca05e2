@main
struct Svcdns {
    static func main() {}
}
