// SPDX-License-Identifier: GPL-2.0
/* nic-fuzz: the target of libFuzzer, which makes up the actions of a guest. */
#include "tests/model/action.h"

#include "mailboxes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct machine *machine = machine_new(&connectx5);

	action_run_all(machine, data, size);
	machine_free(machine);
	return 0;
}
