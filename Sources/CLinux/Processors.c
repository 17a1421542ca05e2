#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>

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

ptrdiff_t clinux_raise_open_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    struct rlimit raised = {.rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    return limit.rlim_cur > PTRDIFF_MAX ? PTRDIFF_MAX : (ptrdiff_t)limit.rlim_cur;
}
