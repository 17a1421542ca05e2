#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations can be counted: not where a sanitizer has an allocator of its own.
bool allocation_count_works(void);

/// Begins to count from nothing. Without it the allocator costs a look at one flag more.
void allocation_count_begin(void);

/// Ends that; returns how often any thread has asked for memory since.
uint64_t allocation_count_end(void);

#endif
