#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted: where a sanitizer is in the executable, the allocator is its own.
bool allocation_counter_counts(void);

/// How often this thread has asked the allocator for memory since it began.
uint64_t allocation_counter_total(void);

#endif
