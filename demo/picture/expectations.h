/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_EXPECTATIONS_H
#define DEMO_PICTURE_EXPECTATIONS_H

#include <stdio.h>

#include "result.h"
#include "terminal_style.h"

int expectations_check(FILE *to, FILE *failures, const struct result *result,
		       const struct style *style);

#endif
