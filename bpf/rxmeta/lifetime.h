/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_LIFETIME_H
#define RXMETA_LIFETIME_H

#include <stdbool.h>

void lifetime_begin(void);
void lifetime_count(void);
bool lifetime_ends(int ms);
bool lifetime_is_over(int seconds);
bool link_is_attached(int link);

#endif
