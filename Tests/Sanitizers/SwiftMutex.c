// Tells the thread sanitizer when a thread gets and leaves a contended Mutex of Swift. Without contention that is done by code which is
// inlined, and which the sanitizer sees; else by these functions of a library that was built without it, and all that the lock guards
// looks like a race. Loaded by LD_PRELOAD: a suppression could not tell such a report from one of a real race.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

#define SELF __attribute__((swift_context)) void *self
#define SWIFT __attribute__((swiftcall))

void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

typedef SWIFT void (*lock_function)(uint32_t thread, SELF);
typedef SWIFT void (*unlock_function)(SELF);

static void *next(void **known, const char *name) {
    void *function = __atomic_load_n(known, __ATOMIC_ACQUIRE);
    if (!function) {
        function = dlsym(RTLD_NEXT, name);
        __atomic_store_n(known, function, __ATOMIC_RELEASE);
    }
    return function;
}

SWIFT void lock_slow(uint32_t thread, SELF) __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void lock_slow(uint32_t thread, SELF) {
    static void *known;
    void *function = next(&known, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
    ((lock_function)(uintptr_t)function)(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void unlock_slow(SELF) __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
SWIFT void unlock_slow(SELF) {
    static void *known;
    void *function = next(&known, "$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
    if (__tsan_release) __tsan_release(self);
    ((unlock_function)(uintptr_t)function)(self);
}
