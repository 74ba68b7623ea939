/* SPDX-License-Identifier: GPL-2.0 */
/* A TAP device. Its driver takes XDP programs, and reports no hint. */
#ifndef TESTS_RXMETA_TAP_DEVICE_H
#define TESTS_RXMETA_TAP_DEVICE_H

int tap_open(const char *name);

#endif
