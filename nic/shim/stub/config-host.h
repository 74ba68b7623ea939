/* SPDX-License-Identifier: GPL-2.0 */
/* Replaces the output of QEMU's configure, as far as the headers use it. */
#define CONFIG_LINUX		1
#define CONFIG_POSIX		1
#define CONFIG_MODULES		1
#define CONFIG_INT128		1
#define CONFIG_ATOMIC64		1
#define CONFIG_IOVEC		1
#define CONFIG_SYSMACROS	1
#define CONFIG_EVENTFD		1
#define CONFIG_MADVISE		1
#define CONFIG_POSIX_MADVISE	1
#define CONFIG_BYTESWAP_H	1
#define CONFIG_BSWAP_H		1
#define HAVE_STRCHRNUL		1
#define CONFIG_TLS_PRIORITY	"NORMAL"
#ifdef __x86_64__
#define HOST_X86_64		1
#endif
