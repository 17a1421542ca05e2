#define _GNU_SOURCE
#include "Addresses.h"
#include <errno.h>
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
    return batch;
}

void clinux_batch_destroy(clinux_batch *batch) {
    free(batch->incoming);
    free(batch->outgoing);
    free(batch->incoming_headers);
    free(batch->outgoing_headers);
    free(batch);
}

/// Gives every header its whole room again: the kernel shortens lengths to what it wrote.
static void reset_incoming(clinux_batch *batch) {
    for (unsigned index = 0; index < batch->capacity; index++) {
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
}

int clinux_batch_receive(clinux_batch *batch, int descriptor) {
    batch->received = 0;
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
        .is_truncated = (header->msg_hdr.msg_flags & MSG_TRUNC) != 0,
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

/// Makes the local address of a query the source of its reply; 0 where the socket is bound to the one address.
/// The interface is left to the routes, save for link-local IPv6 addresses, which mean nothing without one.
static size_t answer_info(struct msghdr *query, packet_info *info) {
    for (struct cmsghdr *control = CMSG_FIRSTHDR(query); control != NULL; control = CMSG_NXTHDR(query, control)) {
        if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo asked;
            memcpy(&asked, CMSG_DATA(control), sizeof asked);
            struct in_pktinfo source = {.ipi_spec_dst = asked.ipi_spec_dst};
            return write_info(info, IPPROTO_IP, IP_PKTINFO, &source, sizeof source);
        }
        if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo source;
            memcpy(&source, CMSG_DATA(control), sizeof source);
            if (!IN6_IS_ADDR_LINKLOCAL(&source.ipi6_addr)) source.ipi6_ifindex = 0;
            return write_info(info, IPPROTO_IPV6, IPV6_PKTINFO, &source, sizeof source);
        }
    }
    return 0;
}

int clinux_batch_reply(clinux_batch *batch, unsigned index, const uint8_t *octets, size_t length) {
    if (index >= batch->received || batch->queued >= batch->capacity) return -EINVAL;
    if (length > CLINUX_SEND_SIZE) return -EMSGSIZE;
    outgoing *outgoing = &batch->outgoing[batch->queued];
    memcpy(outgoing->octets, octets, length);
    outgoing->part.iov_len = length;
    struct msghdr *query = &batch->incoming_headers[index].msg_hdr;
    size_t control = answer_info(query, &outgoing->info);
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
