internal import Glibc
package import KubernetesObjects

/// Something that hinders reading a directory, or an entry of it that is no file.
package struct DirectoryProblem: Hashable, Sendable {
    /// The path as it shows.
    package let path: String
    /// What it is.
    package let kind: Kind

    /// What hinders. Where a directory cannot be listed, its files stay as they last were.
    package enum Kind: Hashable, Sendable {
        case missing
        case notADirectory
        case unreadable(SystemError)
        /// A symbolic link to what is not there.
        case leadsNowhere
        /// There is no manifest in it or below it.
        case empty
        /// More than `ReloadLimits.depth` levels down.
        case tooDeep
        /// It, or all directories together, have more than `ReloadLimits.files`.
        case tooManyFiles
        /// More than `ReloadLimits.directories`.
        case tooManyDirectories
        /// A pipe, a socket or a device that is named as a manifest.
        case notAFile
        /// A name that is not UTF-8.
        case nameIsNotText
        /// It changed faster than it could be read.
        case restless
        /// Another file has the same name in another spelling of Unicode.
        case nameIsTaken
    }

    /// A problem of these parts.
    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// The same as a problem of a file: nothing is unserved for it.
    package var problem: Problem {
        Problem(.warning, file: path, position: Position(line: 1, column: 1), message: message)
    }

    /// What is wrong, and how to mend it. What stays served meanwhile is only known to whoever serves.
    private var message: String {
        switch kind {
        case .missing: "no such directory: make it, or correct the configuration"
        case .notADirectory: "not a directory: name the directory that holds the manifests"
        case .unreadable(let error): "cannot be read (\(error)): \(Self.remedy(for: error))"
        case .leadsNowhere: "a symbolic link that leads nowhere: correct it, or make what it names"
        case .empty: "no manifests (*.yaml, *.yml, *.json) in it: put some there, or correct the configuration"
        case .tooDeep: "more than \(ReloadLimits.depth) levels of directories: move it up"
        case .tooManyFiles: "more than \(ReloadLimits.files) manifests: put several objects into a file"
        case .tooManyDirectories: "more than \(ReloadLimits.directories) directories: merge some"
        case .notAFile: "a pipe, a socket or a device: skipped; put a file there"
        case .nameIsNotText: "the name is not UTF-8: skipped; rename it"
        case .nameIsTaken: "another file has this name in another spelling of its characters: skipped; rename it"
        case .restless: "it changes faster than it can be read: looked at again soon"
        }
    }

    private static func remedy(for error: SystemError) -> String {
        switch error.number {
        case EACCES, EPERM: "give the server permission"
        case ELOOP: "correct the symbolic links that lead in a circle"
        case _ where error.isShortage: "raise the limit of open files"
        default: "look at the file system that it is on"
        }
    }
}

extension DirectoryProblem.Kind {
    /// Why a directory could not be opened or listed.
    init(_ error: SystemError) {
        switch error.number {
        case ENOENT: self = .missing
        case ENOTDIR: self = .notADirectory
        default: self = .unreadable(error)
        }
    }

    /// Why what a link names could not be opened or looked at.
    static func ofLink(_ error: SystemError) -> Self {
        error.isAbsence ? .leadsNowhere : .unreadable(error)
    }
}
