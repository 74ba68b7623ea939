/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_NOTES_H
#define DEMO_PICTURE_NOTES_H

#include <stdio.h>

#include "result.h"

void notes_print(FILE *to, const struct result *result);
void notes_print_scope(FILE *to);

#endif
