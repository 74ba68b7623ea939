// SPDX-License-Identifier: GPL-2.0
/* Properties of a result. */
#include <string.h>

#include "result.h"

/**
 * result_title() - name the packets of a result for people
 * @result: result
 *
 * Return: the kind of tunnel, or the capture's name.
 */
const char *result_title(const struct result *result)
{
	return *result->title ? result->title : result->tunnel;
}

/**
 * result_is_capture() - tell a replayed capture from generated flows
 * @result: result
 */
bool result_is_capture(const struct result *result)
{
	return result->capture.packets >= 0;
}

/**
 * result_ports_vary() - tell whether RSS alone can spread the tunnel
 * @result: result
 *
 * Return: true if the sender uses an outer source port for each flow.
 */
bool result_ports_vary(const struct result *result)
{
	return !strcmp(result->ports, "vary");
}
