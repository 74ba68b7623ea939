// SPDX-License-Identifier: GPL-2.0
/* libFuzzer target: a guest that does whatever comes to its mind, in steps. */
#include "step.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct guest *guest = guest_new();

	step_run_all(guest, data, size);
	guest_free(guest);
	return 0;
}
