// SPDX-License-Identifier: GPL-2.0
#include "cx5.h"
void cx5_control(struct nic *nic, const char *line)
{
	cx5_say((struct cx5 *)nic, "error not yet");
}
