// SPDX-License-Identifier: GPL-2.0
/* nic-unit: the unit tests of the ConnectX-5. */
#include "mailboxes.h"
#include "card_driver.h"
#include "tests.h"

static const struct test *const tests[] = {
	receive_tests, send_tests, rules_tests, control_tests, garbage_tests,
	bounds_tests, caps_tests, compress_tests, ipsec_tests,
	moderation_tests, registers_tests, NULL,
};

static const struct suite suite = {
	.name = "nic_host",
	.target = &connectx5,
	.tests = tests,
	.memory = MAILBOX_END,
};

int main(int argc, char **argv)
{
	return runner_main(&suite, argc, argv);
}
