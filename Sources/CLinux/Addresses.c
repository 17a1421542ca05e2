#define _GNU_SOURCE
#include "Addresses.h"
#include <endian.h>
#include <net/if.h>
#include <string.h>

_Static_assert(sizeof(struct in6_addr) == 16, "an IPv6 address is two halves of eight octets");

static uint64_t half(const struct in6_addr *address, size_t offset) {
    uint64_t value;
    memcpy(&value, address->s6_addr + offset, sizeof value);
    return be64toh(value);
}

static void set_half(struct in6_addr *address, size_t offset, uint64_t half) {
    uint64_t value = htobe64(half);
    memcpy(address->s6_addr + offset, &value, sizeof value);
}

socklen_t clinux_to_kernel(clinux_address address, clinux_kernel_address *kernel) {
    memset(kernel, 0, sizeof *kernel);
    if (!address.is_ipv6) {
        kernel->ipv4.sin_family = AF_INET;
        kernel->ipv4.sin_port = htons(address.port);
        kernel->ipv4.sin_addr.s_addr = htonl((uint32_t)address.low);
        return sizeof kernel->ipv4;
    }
    kernel->ipv6.sin6_family = AF_INET6;
    kernel->ipv6.sin6_port = htons(address.port);
    kernel->ipv6.sin6_scope_id = address.zone;
    set_half(&kernel->ipv6.sin6_addr, 0, address.high);
    set_half(&kernel->ipv6.sin6_addr, 8, address.low);
    return sizeof kernel->ipv6;
}

clinux_address clinux_from_kernel(const clinux_kernel_address *kernel) {
    clinux_address address = {0};
    if (kernel->any.sa_family == AF_INET) {
        address.low = ntohl(kernel->ipv4.sin_addr.s_addr);
        address.port = ntohs(kernel->ipv4.sin_port);
    } else if (kernel->any.sa_family == AF_INET6) {
        address.is_ipv6 = true;
        address.high = half(&kernel->ipv6.sin6_addr, 0);
        address.low = half(&kernel->ipv6.sin6_addr, 8);
        address.zone = kernel->ipv6.sin6_scope_id;
        address.port = ntohs(kernel->ipv6.sin6_port);
    }
    return address;
}

uint32_t clinux_interface_index(const char *name) {
    return if_nametoindex(name);
}
