/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_RESULT_JSON_H
#define DEMO_PICTURE_RESULT_JSON_H

#include <stdbool.h>

#include "result.h"

bool result_read(struct result *result, const char *path);

#endif
