#include "AllocationCounter.h"

#include <errno.h>
#include <stddef.h>

// Stands in front of the C library's allocator in the whole test executable, and hands on. Each thread has a count of its own: suites
// that run side by side do not disturb each other.
static __thread uint64_t total;

uint64_t allocation_counter_total(void) { return total; }

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if !defined(__GLIBC__) || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer) || \
    defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

bool allocation_counter_counts(void) { return false; }

#else

bool allocation_counter_counts(void) { return true; }

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
    total += 1;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    total += 1;
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    total += 1;
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    total += 1;
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    total += 1;
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    total += 1;
    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *memory = __libc_memalign(alignment, size);
    if (memory == NULL) return ENOMEM;
    *block = memory;
    return 0;
}

#endif
