import Foundation

/// Where results and remarks go: tables to standard output, all else to standard error.
package enum Output {
    /// A part of the result.
    package static func write(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// What is going on, or wrong.
    package static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
