/* A program that resolves as programs do: by getaddrinfo of the C library that it is built with.
 *
 *   lookup NAME...                   a line for each name: the name and its addresses, sorted
 *   lookup -n TOTAL -c MANY NAME...  so many look-ups, MANY at a time: prints how many found nothing, and the slowest in
 *                                    milliseconds; "%d" in a name is the number of the look-up
 */
#include <arpa/inet.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ADDRESSES = 64, NAME = 256 };

static int compare(const void *one, const void *other) {
    return strcmp(one, other);
}

static int print(const char *name) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    char texts[ADDRESSES][INET6_ADDRSTRLEN];
    int count = 0;
    printf("%s", name);
    if (getaddrinfo(name, NULL, &hints, &found) == 0) {
        for (struct addrinfo *one = found; one && count < ADDRESSES; one = one->ai_next) {
            getnameinfo(one->ai_addr, one->ai_addrlen, texts[count++], INET6_ADDRSTRLEN, NULL, 0, NI_NUMERICHOST);
        }
        freeaddrinfo(found);
    }
    qsort(texts, count, INET6_ADDRSTRLEN, compare);
    for (int i = 0; i < count; i++) printf(" %s", texts[i]);
    return printf("\n");
}

static atomic_long next, lost, slowest;
static long total;
static char **names;
static int name_count;

static long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void look_up(long number) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    char name[NAME];
    const char *pattern = names[number % name_count], *place = strstr(pattern, "%d");
    if (place) snprintf(name, NAME, "%.*s%ld%s", (int)(place - pattern), pattern, number, place + 2);
    else snprintf(name, NAME, "%s", pattern);
    long begin = milliseconds();
    if (getaddrinfo(name, NULL, &hints, &found) == 0) freeaddrinfo(found);
    else atomic_fetch_add(&lost, 1);
    long took = milliseconds() - begin, known = slowest;
    while (took > known && !atomic_compare_exchange_weak(&slowest, &known, took)) {}
}

static void *work(void *unused) {
    for (long number; (number = atomic_fetch_add(&next, 1)) < total;) look_up(number);
    return unused;
}

static int storm(int many) {
    pthread_t threads[many];
    for (int i = 0; i < many; i++) {
        if (pthread_create(&threads[i], NULL, work, NULL)) return fprintf(stderr, "no thread\n"), 1;
    }
    for (int i = 0; i < many; i++) pthread_join(threads[i], NULL);
    printf("%ld of %ld lost, slowest %ld ms\n", lost, total, slowest);
    return 0;
}

int main(int count, char **arguments) {
    int many = 1;
    for (int option; (option = getopt(count, arguments, "n:c:")) != -1;) {
        if (option == 'n') total = atol(optarg);
        else if (option == 'c') many = atoi(optarg);
        else return 2;
    }
    names = arguments + optind;
    name_count = count - optind;
    if (name_count < 1 || many < 1 || many > 1000) return 2;
    if (total) return storm(many);
    for (int i = 0; i < name_count; i++) print(names[i]);
    return 0;
}
