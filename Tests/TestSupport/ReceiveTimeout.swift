// `timeval` is ldns's to the compiler where it has met ldns first, and the C library's where it has not: both are named.
import CLdns
import Glibc

/// Bounds every wait of a socket for octets.
package func setReceiveTimeout(of descriptor: Int32, seconds: Int) {
    var bound = timeval(tv_sec: seconds, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
}
