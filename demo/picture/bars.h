/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_BARS_H
#define DEMO_PICTURE_BARS_H

#include <stdio.h>

#include "result.h"
#include "terminal_style.h"

void bars_print(FILE *to, const struct result *result,
		const struct style *style);

#endif
