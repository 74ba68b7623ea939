/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_PIN_H
#define RXMETA_PIN_H

#include <stdbool.h>

#define PIN_LINK	"link"
#define PIN_STATS	"stats"
#define PIN_CONFIG	"config"

int pin_open_dir(const char *iface);
int pin_add(int fd, const char *iface, const char *name);
int pin_get(const char *iface, const char *name);
bool pin_is_stale(const char *iface);
void pin_remove(const char *iface);

#endif
