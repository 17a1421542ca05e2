// An echo on threads that are blocked in poll(2): what the kernel lets any server reach that has one socket a thread.
#pragma once

#include <stdint.h>

/// Serves 127.0.0.1 by so many threads, each with a socket; returns only where that fails, with the errno.
int poll_echo_serve(uint16_t port, unsigned threads);
