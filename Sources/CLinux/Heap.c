#include "CLinux.h"
#include <malloc.h>

void clinux_trim_heap(void) {
    malloc_trim(0);
}

void clinux_limit_arenas(int count) {
    (void)mallopt(M_ARENA_MAX, count);
}

void clinux_map_blocks(int octets) {
    (void)mallopt(M_MMAP_THRESHOLD, octets);
    (void)mallopt(M_TRIM_THRESHOLD, 2 * octets);
}
