/* SPDX-License-Identifier: GPL-2.0 */
/* Empty: QEMU generates it to keep target macros out of common code. */
