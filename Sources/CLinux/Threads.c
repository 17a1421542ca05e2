#include "CLinux.h"
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

static void *wait_for_end(void *end) {
    while (sem_wait(end) < 0 && errno == EINTR) {}
    return NULL;
}

unsigned clinux_try_threads(unsigned count) {
    pthread_t threads[CLINUX_MOST_THREADS];
    sem_t end;
    unsigned started = 0;
    if (sem_init(&end, 0, 0) < 0) return 0;
    while (started < count && started < CLINUX_MOST_THREADS
           && pthread_create(&threads[started], NULL, wait_for_end, &end) == 0) started++;
    for (unsigned index = 0; index < started; index++) sem_post(&end);
    for (unsigned index = 0; index < started; index++) pthread_join(threads[index], NULL);
    sem_destroy(&end);
    return started;
}
