/* SPDX-License-Identifier: GPL-2.0 */
/* static_assert(), of which the kernel's headers use no more. */
#include <assert.h>
