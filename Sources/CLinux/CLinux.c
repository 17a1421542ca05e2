#define _GNU_SOURCE
#include "CLinux.h"
typedef int clinux_placeholder;
