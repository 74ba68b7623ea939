// SPDX-License-Identifier: GPL-2.0
/* e810-unit: the unit tests of the E810. */
#include "card_driver.h"
#include "tests.h"

static const struct test *const tests[] = {
	firmware_tests, rx_desc_tests, tx_desc_tests, lines_tests,
	hostile_tests, rates_tests, NULL,
};

static const struct suite suite = {
	.name = "e810_host",
	.target = &e810,
	.tests = tests,
	.memory = ADMIN_END,
	.own = sizeof(struct e810_driver),
};

int main(int argc, char **argv)
{
	return runner_main(&suite, argc, argv);
}
