// stdbool.h comes first: without it ldns defines _Bool as signed char, and every bool reaches Swift as Int8.
#include <stdbool.h>
#include <ldns/ldns.h>
