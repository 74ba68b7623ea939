// SPDX-License-Identifier: GPL-2.0
/* Bind the mlx5 driver to the cards and unbind it. */
#include <string.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "bound_driver.h"

/* Debian's kernel has the driver as a module, ours has it built in. */
#define MODULE		"/lib/modules/mlx5_core.ko"
#define DRIVER		"/sys/bus/pci/drivers/mlx5_core"

static const char * const slots[] = { "0000:00:18.0", "0000:00:19.0" };

/**
 * mlx5_unbind() - unbind the driver from a card
 * @nic: number of the card
 *
 * Return: 0, or the exit status of the shell.
 */
int mlx5_unbind(unsigned int nic)
{
	return card_run("echo %s >" DRIVER "/unbind", slots[nic]);
}

/**
 * mlx5_bind() - bind the driver to a card
 * @nic: number of the card
 *
 * Return: 0, or the exit status of the shell.
 */
int mlx5_bind(unsigned int nic)
{
	return card_run("echo %s >" DRIVER "/bind", slots[nic]);
}

/* Return: 0 when neither card has a network device. */
static int gone(void)
{
	return card_name(CARD_MAC0) || card_name(CARD_MAC1) ? -1 : 0;
}

/**
 * mlx5_reprobe() - remove the driver from both cards and let it probe them again
 *
 * Return: 0, or the exit status of the shell.
 */
int mlx5_reprobe(void)
{
	if (!access(MODULE, F_OK))
		return card_run("rmmod mlx5_core") ?: gone() ?:
		       card_run("insmod " MODULE);
	return mlx5_unbind(0) ?: mlx5_unbind(1) ?: gone() ?: mlx5_bind(0) ?:
	       mlx5_bind(1);
}

/**
 * mlx5_is_empty() - whether an unbound card has no queues, rules or objects left
 * @nic: number of the card
 */
bool mlx5_is_empty(unsigned int nic)
{
	char queues[1 << 12], rules[1 << 12];

	if (card_control(nic, "queues", queues, sizeof(queues)) ||
	    card_control(nic, "rules", rules, sizeof(rules)))
		return false;
	return !strcmp(queues, "ok\n") && !strcmp(rules, "root 0\nok\n") &&
	       !card_stat(nic, "objects") && !card_stat(nic, "left");
}
