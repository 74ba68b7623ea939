// SPDX-License-Identifier: GPL-2.0
/* What it means that a driver's metadata reader fails. */
#include <errno.h>
#include <string.h>

#include "hint_error.h"

/**
 * hint_error() - tell why a driver's reader fails
 * @error: -errno that it returned
 */
const char *hint_error(int error)
{
	switch (-error) {
	case ENODATA:
		return "this packet has none";
	case EOPNOTSUPP:
		return "the driver has no reader for it";
	case ENOSYS:
		return "the kernel has no such hint";
	default:
		return strerror(-error);
	}
}
