// SPDX-License-Identifier: GPL-2.0
/* What rxmeta prints where a reader fails, also for errors that no driver here returns. */
#include <errno.h>
#include <string.h>

#include "tests/lib/harness.h"
#include "bpf/rxmeta/hint_error.h"

TEST(errors)
{
	EXPECT_STREQ("this packet has none", hint_error(-ENODATA));
	EXPECT_STREQ("the driver has no reader for it", hint_error(-EOPNOTSUPP));
	EXPECT_STREQ("the kernel has no such hint", hint_error(-ENOSYS));
	EXPECT_STREQ("Input/output error", hint_error(-EIO));
	EXPECT_STREQ("Device or resource busy", hint_error(-EBUSY));
}

TEST_MAIN(NULL)
