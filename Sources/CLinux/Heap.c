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

int clinux_map_blocks(int octets) {
    if (octets < 1) return -EINVAL;
    return mallopt(M_MMAP_THRESHOLD, octets) == 1 && mallopt(M_TRIM_THRESHOLD, 2 * octets) == 1 ? 0 : -EINVAL;
}
