#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <sched.h>
#include <stdlib.h>

/// Room for the processors of any kernel: Linux' largest NR_CPUS is 8,192.
#define MOST_PROCESSORS 8192

int clinux_usable_processors(void) {
    cpu_set_t *set = CPU_ALLOC(MOST_PROCESSORS);
    if (set == NULL) abort();
    size_t size = CPU_ALLOC_SIZE(MOST_PROCESSORS);
    int result = sched_getaffinity(0, size, set) < 0 ? -errno : CPU_COUNT_S(size, set);
    CPU_FREE(set);
    return result;
}
