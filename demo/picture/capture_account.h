/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_CAPTURE_ACCOUNT_H
#define DEMO_PICTURE_CAPTURE_ACCOUNT_H

#include <stdio.h>

#include "result.h"
#include "terminal_style.h"

void capture_print(FILE *to, const struct result *result,
		   const struct style *style);

#endif
