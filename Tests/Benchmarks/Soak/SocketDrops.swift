import Foundation

/// What the kernel has dropped because a queue of UDP was full.
package enum SocketDrops {
    /// Datagrams that the sockets on a port, and those connected to it, have dropped, by the text of /proc/net/udp.
    package static func count(port: UInt16, in table: String) -> Int {
        let suffix = ":" + String(format: "%04X", Int(port))
        return table.split(separator: "\n").dropFirst().reduce(0) { sum, line in
            let words = line.split(separator: " ")
            guard words.count > 12, words[1].hasSuffix(suffix) || words[2].hasSuffix(suffix) else { return sum }
            return sum + (Int(words[words.count - 1]) ?? 0)
        }
    }
}
