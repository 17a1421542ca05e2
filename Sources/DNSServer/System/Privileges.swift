import Glibc

/// What the process may do that it need not.
package enum Privileges {
    /// Whether it may do everything: it runs as root, be it that of a container.
    package static var areAll: Bool {
        geteuid() == 0
    }

    /// What root is told.
    package static let advice =
        "svcdns runs as root and need not: as an ordinary user with CAP_NET_BIND_SERVICE it may listen on port 53 "
        + "(Docs/svcdns.service is a unit that gives it no more)"
}
