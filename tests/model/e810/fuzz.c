// SPDX-License-Identifier: GPL-2.0
/* e810-fuzz: the target of libFuzzer, which makes up the actions of a guest. */
#include "tests/model/action.h"

#include "admin_queue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct machine *machine = machine_new(&e810);

	action_run_all(machine, data, size);
	machine_free(machine);
	return 0;
}
