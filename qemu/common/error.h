/* SPDX-License-Identifier: GPL-2.0 */
#ifndef COMMON_ERROR_H
#define COMMON_ERROR_H

void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
