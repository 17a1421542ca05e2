// Addresses between our struct and the kernel's.
#pragma once

#include "CLinux.h"
#include <netinet/in.h>
#include <sys/socket.h>

/// Room for an address of either family.
typedef union {
    struct sockaddr any;
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;
} clinux_kernel_address;

/// Writes the kernel's form; returns its length.
socklen_t clinux_to_kernel(clinux_address address, clinux_kernel_address *kernel);

/// Reads the kernel's form; all zero where the family is neither.
clinux_address clinux_from_kernel(const clinux_kernel_address *kernel);
