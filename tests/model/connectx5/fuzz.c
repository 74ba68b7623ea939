// SPDX-License-Identifier: GPL-2.0
/* libFuzzer target: a machine that does whatever comes to its mind, in steps. */
#include "tests/model/action.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct machine *machine = machine_new();

	action_run_all(machine, data, size);
	machine_free(machine);
	return 0;
}
