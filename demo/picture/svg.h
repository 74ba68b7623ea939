/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_SVG_H
#define DEMO_PICTURE_SVG_H

#include <stdbool.h>

#include "result.h"

bool svg_write(const char *path, const struct result *result);

#endif
