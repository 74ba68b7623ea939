/* SPDX-License-Identifier: GPL-2.0 */
/* QEMU makes it to keep target macros out of common code. */
