#define _GNU_SOURCE
#include "Addresses.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/// Room for the one control message that says, or sets, the local address of a datagram.
typedef struct {
    _Alignas(struct cmsghdr) uint8_t octets[CMSG_SPACE(sizeof(struct in6_pktinfo))];
} packet_info;

_Static_assert(CMSG_SPACE(sizeof(struct in_pktinfo)) <= sizeof(packet_info), "either family's fits");

typedef struct {
    struct iovec part;
    clinux_kernel_address sender;
    packet_info info;
    uint8_t octets[CLINUX_RECEIVE_SIZE];
} incoming;

typedef struct {
    struct iovec part;
    packet_info info;
    uint8_t octets[CLINUX_SEND_SIZE];
} outgoing;

struct clinux_batch {
    unsigned capacity;
    unsigned received;
    unsigned queued;
    incoming *incoming;
    outgoing *outgoing;
    // The kernel wants the headers in rows.
    struct mmsghdr *incoming_headers;
    struct mmsghdr *outgoing_headers;
};

static void *allocate(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL) abort();
    return memory;
}

/// Gives the headers that were used their whole room again: the kernel shortens lengths to what it wrote.
static void reset_incoming(clinux_batch *batch) {
    for (unsigned index = 0; index < batch->received; index++) {
        incoming *incoming = &batch->incoming[index];
        batch->incoming_headers[index].msg_hdr = (struct msghdr){
            .msg_name = &incoming->sender,
            .msg_namelen = sizeof incoming->sender,
            .msg_iov = &incoming->part,
            .msg_iovlen = 1,
            .msg_control = &incoming->info,
            .msg_controllen = sizeof incoming->info,
        };
    }
    batch->received = 0;
}

clinux_batch *clinux_batch_create(unsigned capacity) {
    clinux_batch *batch = allocate(1, sizeof *batch);
    batch->capacity = capacity;
    batch->incoming = allocate(capacity, sizeof *batch->incoming);
    batch->outgoing = allocate(capacity, sizeof *batch->outgoing);
    batch->incoming_headers = allocate(capacity, sizeof *batch->incoming_headers);
    batch->outgoing_headers = allocate(capacity, sizeof *batch->outgoing_headers);
    for (unsigned index = 0; index < capacity; index++) {
        incoming *incoming = &batch->incoming[index];
        incoming->part = (struct iovec){incoming->octets, sizeof incoming->octets};
        batch->outgoing[index].part.iov_base = batch->outgoing[index].octets;
    }
    batch->received = capacity;
    reset_incoming(batch);
    return batch;
}

void clinux_batch_destroy(clinux_batch *batch) {
    free(batch->incoming);
    free(batch->outgoing);
    free(batch->incoming_headers);
    free(batch->outgoing_headers);
    free(batch);
}

int clinux_batch_receive(clinux_batch *batch, int descriptor) {
    batch->queued = 0;
    reset_incoming(batch);
    int received;
    do received = recvmmsg(descriptor, batch->incoming_headers, batch->capacity, MSG_DONTWAIT, NULL);
    while (received < 0 && errno == EINTR);
    if (received < 0) return -errno;
    batch->received = (unsigned)received;
    return received;
}

clinux_datagram clinux_batch_datagram(const clinux_batch *batch, unsigned index) {
    if (index >= batch->received) abort();
    const struct mmsghdr *header = &batch->incoming_headers[index];
    return (clinux_datagram){
        .octets = batch->incoming[index].octets,
        .length = header->msg_len,
        .sender = clinux_from_kernel(&batch->incoming[index].sender),
    };
}

/// Writes the only control message of a reply; returns the length of all of them.
static size_t write_info(packet_info *info, int level, int type, const void *value, size_t size) {
    struct cmsghdr header = {.cmsg_len = CMSG_LEN(size), .cmsg_level = level, .cmsg_type = type};
    memcpy(info->octets, &header, sizeof header);
    memcpy(info->octets + CMSG_LEN(0), value, size);
    return CMSG_SPACE(size);
}

/// The local address that a query was sent to; false where the socket is bound to the one address.
static bool asked_address(struct msghdr *query, clinux_kernel_address *asked) {
    memset(asked, 0, sizeof *asked);
    for (struct cmsghdr *control = CMSG_FIRSTHDR(query); control != NULL; control = CMSG_NXTHDR(query, control)) {
        if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(control), sizeof info);
            asked->ipv4.sin_family = AF_INET;
            asked->ipv4.sin_addr = info.ipi_spec_dst;
            return true;
        }
        if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo info;
            memcpy(&info, CMSG_DATA(control), sizeof info);
            asked->ipv6.sin6_family = AF_INET6;
            asked->ipv6.sin6_addr = info.ipi6_addr;
            asked->ipv6.sin6_scope_id = info.ipi6_ifindex;
            return true;
        }
    }
    return false;
}

/// Makes this local address the source of a reply.
/// The interface is left to the routes, save for link-local IPv6 addresses, which mean nothing without one.
static size_t source_info(const clinux_kernel_address *source, packet_info *info) {
    if (source->any.sa_family == AF_INET) {
        struct in_pktinfo value = {.ipi_spec_dst = source->ipv4.sin_addr};
        return write_info(info, IPPROTO_IP, IP_PKTINFO, &value, sizeof value);
    }
    struct in6_pktinfo value = {.ipi6_addr = source->ipv6.sin6_addr};
    if (IN6_IS_ADDR_LINKLOCAL(&value.ipi6_addr)) value.ipi6_ifindex = source->ipv6.sin6_scope_id;
    return write_info(info, IPPROTO_IPV6, IPV6_PKTINFO, &value, sizeof value);
}

int clinux_batch_reply(clinux_batch *batch, unsigned index, const uint8_t *octets, size_t length) {
    if (index >= batch->received || batch->queued >= batch->capacity) return -EINVAL;
    if (length > CLINUX_SEND_SIZE) return -EMSGSIZE;
    outgoing *outgoing = &batch->outgoing[batch->queued];
    memcpy(outgoing->octets, octets, length);
    outgoing->part.iov_len = length;
    struct msghdr *query = &batch->incoming_headers[index].msg_hdr;
    clinux_kernel_address asked;
    size_t control = asked_address(query, &asked) ? source_info(&asked, &outgoing->info) : 0;
    batch->outgoing_headers[batch->queued].msg_hdr = (struct msghdr){
        .msg_name = query->msg_name,
        .msg_namelen = query->msg_namelen,
        .msg_iov = &outgoing->part,
        .msg_iovlen = 1,
        .msg_control = control == 0 ? NULL : &outgoing->info,
        .msg_controllen = control,
    };
    batch->queued++;
    return 0;
}

clinux_sent clinux_batch_send(clinux_batch *batch, int descriptor) {
    clinux_sent result = {0};
    unsigned next = 0;
    while (next < batch->queued) {
        int sent = sendmmsg(descriptor, &batch->outgoing_headers[next], batch->queued - next, MSG_DONTWAIT);
        if (sent > 0) {
            next += (unsigned)sent;
            result.sent += (unsigned)sent;
        } else if (sent < 0 && errno == EINTR) {
            continue;
        } else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            // A reply that waits is a reply too late, and a queue of them is memory that anyone can fill.
            result.dropped = batch->queued - next;
            break;
        } else {
            next++;
            result.refused++;
        }
    }
    batch->queued = 0;
    return result;
}

bool clinux_wait_readable(const int *descriptors, unsigned count, unsigned microseconds) {
    struct pollfd awaited[CLINUX_MOST_AWAITED];
    if (count == 0 || count > CLINUX_MOST_AWAITED) return false;
    for (unsigned index = 0; index < count; index++) {
        awaited[index] = (struct pollfd){.fd = descriptors[index], .events = POLLIN};
    }
    struct timespec time = {.tv_nsec = (long)microseconds * 1000};
    return ppoll(awaited, count, &time, NULL) > 0 && (awaited[0].revents & POLLIN) != 0;
}

clinux_way_back clinux_batch_way_back(const clinux_batch *batch, unsigned index) {
    if (index >= batch->received) abort();
    clinux_kernel_address asked;
    bool is_known = asked_address(&batch->incoming_headers[index].msg_hdr, &asked);
    return (clinux_way_back){
        .client = clinux_from_kernel(&batch->incoming[index].sender),
        .asked = is_known ? clinux_from_kernel(&asked) : (clinux_address){0},
        .is_asked_known = is_known,
    };
}

clinux_sent clinux_send_reply(int descriptor, const clinux_way_back *way, const uint8_t *octets, size_t length) {
    clinux_kernel_address client;
    clinux_kernel_address asked;
    packet_info info = {0};
    struct iovec part = {.iov_base = (void *)octets, .iov_len = length};
    struct msghdr reply = {.msg_name = &client, .msg_iov = &part, .msg_iovlen = 1};
    reply.msg_namelen = clinux_to_kernel(way->client, &client);
    if (way->is_asked_known) {
        clinux_to_kernel(way->asked, &asked);
        reply.msg_control = &info;
        reply.msg_controllen = source_info(&asked, &info);
    }
    ssize_t sent;
    do sent = sendmsg(descriptor, &reply, MSG_DONTWAIT);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0) return (clinux_sent){.sent = 1};
    bool lacks_room = errno == EAGAIN || errno == EWOULDBLOCK;
    return (clinux_sent){.dropped = lacks_room, .refused = !lacks_room};
}
