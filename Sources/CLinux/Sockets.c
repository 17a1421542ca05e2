#define _GNU_SOURCE
#include "Addresses.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

_Static_assert(IP_PMTUDISC_OMIT == CLINUX_PATH_MTU_OMIT, "as linux/in.h has it");
_Static_assert(IPV6_PMTUDISC_OMIT == CLINUX_PATH_MTU_OMIT, "as linux/in6.h has it");

int clinux_socket(bool is_ipv6, bool is_stream) {
    int type = (is_stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
    int descriptor = socket(is_ipv6 ? AF_INET6 : AF_INET, type, 0);
    return descriptor < 0 ? -errno : descriptor;
}

static const struct {
    int level;
    int name;
} options[] = {
    [clinux_option_reuse_address] = {SOL_SOCKET, SO_REUSEADDR},
    [clinux_option_reuse_port] = {SOL_SOCKET, SO_REUSEPORT},
    [clinux_option_receive_buffer] = {SOL_SOCKET, SO_RCVBUF},
    [clinux_option_send_buffer] = {SOL_SOCKET, SO_SNDBUF},
    [clinux_option_no_delay] = {IPPROTO_TCP, TCP_NODELAY},
    [clinux_option_ipv6_only] = {IPPROTO_IPV6, IPV6_V6ONLY},
    [clinux_option_ipv4_packet_info] = {IPPROTO_IP, IP_PKTINFO},
    [clinux_option_ipv6_packet_info] = {IPPROTO_IPV6, IPV6_RECVPKTINFO},
    [clinux_option_ipv4_path_mtu_discovery] = {IPPROTO_IP, IP_MTU_DISCOVER},
    [clinux_option_ipv6_path_mtu_discovery] = {IPPROTO_IPV6, IPV6_MTU_DISCOVER},
    [clinux_option_ipv4_free_bind] = {IPPROTO_IP, IP_FREEBIND},
    [clinux_option_ipv6_free_bind] = {IPPROTO_IPV6, IPV6_FREEBIND},
};

int clinux_set_option(int descriptor, clinux_option option, int value) {
    if ((size_t)option >= sizeof options / sizeof options[0]) return -EINVAL;
    int result = setsockopt(descriptor, options[option].level, options[option].name, &value, sizeof value);
    return result < 0 ? -errno : 0;
}

int clinux_widen_buffer(int descriptor, clinux_option option, int size) {
    if ((size_t)option >= sizeof options / sizeof options[0]) return -EINVAL;
    int now = 0, granted = 0;
    socklen_t length = sizeof now;
    if (getsockopt(descriptor, options[option].level, options[option].name, &now, &length) < 0) return -errno;
    // Whoever may pass over the kernel's bound, as a service manager, may have asked for more than it would give again.
    int trial = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (trial < 0) return -errno;
    int result = clinux_set_option(trial, option, size);
    if (result == 0 && getsockopt(trial, SOL_SOCKET, options[option].name, &granted, &length) < 0) result = -errno;
    close(trial);
    return result < 0 || granted <= now ? result : clinux_set_option(descriptor, option, size);
}

int clinux_bind(int descriptor, clinux_address address) {
    clinux_kernel_address kernel;
    socklen_t length = clinux_to_kernel(address, &kernel);
    return bind(descriptor, &kernel.any, length) < 0 ? -errno : 0;
}

int clinux_connect(int descriptor, clinux_address address) {
    clinux_kernel_address kernel;
    socklen_t length = clinux_to_kernel(address, &kernel);
    return connect(descriptor, &kernel.any, length) < 0 && errno != EINPROGRESS ? -errno : 0;
}

int clinux_listen(int descriptor, int backlog) {
    return listen(descriptor, backlog) < 0 ? -errno : 0;
}

clinux_result clinux_local_address(int descriptor) {
    clinux_kernel_address kernel = {0};
    socklen_t length = sizeof kernel;
    int result = getsockname(descriptor, &kernel.any, &length) < 0 ? -errno : 0;
    return (clinux_result){result, clinux_from_kernel(&kernel)};
}

clinux_result clinux_accept(int descriptor) {
    clinux_kernel_address kernel = {0};
    socklen_t length;
    int accepted;
    do {
        length = sizeof kernel;
        accepted = accept4(descriptor, &kernel.any, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    } while (accepted < 0 && errno == EINTR);
    return (clinux_result){accepted < 0 ? -errno : accepted, clinux_from_kernel(&kernel)};
}

ptrdiff_t clinux_receive(int descriptor, uint8_t *octets, size_t size) {
    ptrdiff_t received;
    do received = recv(descriptor, octets, size, MSG_DONTWAIT);
    while (received < 0 && errno == EINTR);
    return received < 0 ? -errno : received;
}

ptrdiff_t clinux_send(int descriptor, const uint8_t *octets, size_t length) {
    ptrdiff_t sent;
    do sent = send(descriptor, octets, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

ptrdiff_t clinux_send_to(int descriptor, const uint8_t *octets, size_t length, clinux_address recipient) {
    clinux_kernel_address kernel;
    socklen_t size = clinux_to_kernel(recipient, &kernel);
    ptrdiff_t sent;
    do sent = sendto(descriptor, octets, length, MSG_DONTWAIT | MSG_NOSIGNAL, &kernel.any, size);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

clinux_peer clinux_look_at_peer(int descriptor) {
    struct pollfd look = {.fd = descriptor, .events = POLLRDHUP};
    // A look that fails is made again soon.
    if (poll(&look, 1, 0) <= 0) return clinux_peer_talks;
    if (look.revents & (POLLERR | POLLHUP | POLLNVAL)) return clinux_peer_gone;
    return look.revents & POLLRDHUP ? clinux_peer_finished : clinux_peer_talks;
}

int clinux_memory_file(const uint8_t *octets, size_t length) {
    int descriptor = memfd_create("svcdns", MFD_CLOEXEC);
    if (descriptor < 0) return -errno;
    while (length > 0) {
        ptrdiff_t written = write(descriptor, octets, length);
        if (written < 0) {
            int failure = errno;
            close(descriptor);
            return -failure;
        }
        octets += written;
        length -= (size_t)written;
    }
    return descriptor;
}

int clinux_open_null(void) {
    int descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}
