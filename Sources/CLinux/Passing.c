#define _GNU_SOURCE
#include "Addresses.h"
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static int option(int descriptor, int level, int name) {
    int value = 0;
    socklen_t length = sizeof value;
    return getsockopt(descriptor, level, name, &value, &length) < 0 ? -errno : value;
}

clinux_socket_look clinux_look_at_socket(int descriptor) {
    clinux_socket_look look = {.result = option(descriptor, SOL_SOCKET, SO_DOMAIN)};
    if (look.result < 0) return look;
    int domain = look.result;
    int type = option(descriptor, SOL_SOCKET, SO_TYPE);
    int protocol = option(descriptor, SOL_SOCKET, SO_PROTOCOL);
    look.result = 0;
    if (domain != AF_INET && domain != AF_INET6) return look;
    if (type == SOCK_DGRAM && protocol == IPPROTO_UDP) look.kind = clinux_socket_udp;
    if (type == SOCK_STREAM && protocol == IPPROTO_TCP) {
        look.kind = option(descriptor, SOL_SOCKET, SO_ACCEPTCONN) == 1 ? clinux_socket_tcp : clinux_socket_other;
    }
    look.shares_port = option(descriptor, SOL_SOCKET, SO_REUSEPORT) == 1;
    clinux_result local = clinux_local_address(descriptor);
    look.result = local.result;
    look.address = local.address;
    return look;
}

int clinux_adopt(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0) return -errno;
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC) < 0 ? -errno : 0;
}

int clinux_duplicate(int descriptor) {
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    return copy < 0 ? -errno : copy;
}

/// A socket for whole messages, and the address of its path; the length of the address is returned.
static int unix_socket(const char *path, struct sockaddr_un *address) {
    size_t length = strlen(path);
    if (length == 0 || length > CLINUX_LONGEST_PATH) return -ENAMETOOLONG;
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(address->sun_path, path, length);
    int descriptor = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    return descriptor < 0 ? -errno : descriptor;
}

int clinux_connect_path(const char *path) {
    struct sockaddr_un address;
    int descriptor = unix_socket(path, &address);
    if (descriptor < 0) return descriptor;
    int result = clinux_limit_waits(descriptor, 2);
    if (result == 0 && connect(descriptor, (const struct sockaddr *)&address, sizeof address) < 0) result = -errno;
    if (result == 0) return descriptor;
    close(descriptor);
    return result;
}

int clinux_listen_path(const char *path) {
    struct sockaddr_un address;
    int descriptor = unix_socket(path, &address);
    if (descriptor < 0) return descriptor;
    // The file gets the mode that the socket has: it is never there with another.
    if (fchmod(descriptor, S_IRUSR | S_IWUSR) == 0 && fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0
        && bind(descriptor, (const struct sockaddr *)&address, sizeof address) == 0 && listen(descriptor, 4) == 0) {
        return descriptor;
    }
    int failure = errno;
    close(descriptor);
    return -failure;
}

int clinux_limit_waits(int descriptor, unsigned seconds) {
    struct timeval time = {.tv_sec = seconds};
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) < 0) return -errno;
    return setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time) < 0 ? -errno : 0;
}

clinux_peer_process clinux_look_at_process(int descriptor) {
    struct ucred credentials = {0};
    socklen_t length = sizeof credentials;
    int result = getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) < 0 ? -errno : 0;
    return (clinux_peer_process){.result = result, .process = credentials.pid, .user = credentials.uid};
}

typedef union {
    struct cmsghdr header;
    uint8_t octets[CMSG_SPACE(sizeof(int) * CLINUX_MOST_PASSED)];
} passing;

int clinux_send_passing(int descriptor, const uint8_t *octets, size_t length, const int *passed, unsigned count) {
    if (count > CLINUX_MOST_PASSED) return -EINVAL;
    passing control = {0};
    struct iovec part = {.iov_base = (void *)octets, .iov_len = length};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
        control.header = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof(int) * count), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(&control.header), passed, sizeof(int) * count);
    }
    ssize_t sent;
    do sent = sendmsg(descriptor, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : 0;
}

ptrdiff_t clinux_receive_passing(int descriptor, uint8_t *octets, size_t size, int *passed, unsigned *count) {
    passing control = {0};
    struct iovec part = {.iov_base = octets, .iov_len = size};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    *count = 0;
    ssize_t received;
    do received = recvmsg(descriptor, &message, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    if (received < 0) return -errno;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header != NULL; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        size_t found = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t index = 0; index < found; index++) {
            int number;
            memcpy(&number, CMSG_DATA(header) + index * sizeof number, sizeof number);
            if (*count < CLINUX_MOST_PASSED) passed[(*count)++] = number; else close(number);
        }
    }
    // What is cut off is no message; what came with it is the caller's to close. Descriptors are cut off where there may be no more.
    if (message.msg_flags & MSG_TRUNC) return -EMSGSIZE;
    return message.msg_flags & MSG_CTRUNC ? -EMFILE : received;
}
