#include "CLinux.h"
#include <errno.h>
#include <malloc.h>

void clinux_trim_heap(void) {
    malloc_trim(0);
}

int clinux_limit_arenas(int count) {
    // Below 1 there is no limit to glibc.
    if (count < 1) return -EINVAL;
    return mallopt(M_ARENA_MAX, count) == 1 ? 0 : -EINVAL;
}
