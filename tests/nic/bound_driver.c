// SPDX-License-Identifier: GPL-2.0
/* Bind the driver of the cards and unbind it. Both cards are of one kind. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "bound_driver.h"

#define VENDOR_INTEL	"0x8086"

static const char * const slots[] = { "0000:00:18.0", "0000:00:19.0" };

static const char *driver(void)
{
	return card_run("grep -q " VENDOR_INTEL " /sys/bus/pci/devices/%s/vendor",
			slots[0]) ? "mlx5_core" : "ice";
}

/**
 * driver_unbind() - unbind the driver from a card
 * @nic: number of the card
 *
 * Return: 0, or the exit status of the shell.
 */
int driver_unbind(unsigned int nic)
{
	return card_run("echo %s >/sys/bus/pci/drivers/%s/unbind", slots[nic],
			driver());
}

/**
 * driver_bind() - bind the driver to a card
 * @nic: number of the card
 *
 * Return: 0, or the exit status of the shell.
 */
int driver_bind(unsigned int nic)
{
	return card_run("echo %s >/sys/bus/pci/drivers/%s/bind", slots[nic],
			driver());
}

/* Return: 0 when neither card has a network device. */
static int gone(void)
{
	return card_name(CARD_MAC0) || card_name(CARD_MAC1) ? -1 : 0;
}

/**
 * driver_reprobe() - remove the driver from both cards and let it probe them again
 *
 * Debian's kernel has the driver as a module, ours has it built in.
 *
 * Return: 0, or the exit status of the shell.
 */
int driver_reprobe(void)
{
	char module[64];

	snprintf(module, sizeof(module), "/lib/modules/%s.ko", driver());
	if (!access(module, F_OK))
		return card_run("rmmod %s", driver()) ?: gone() ?:
		       card_run("insmod %s", module);
	return driver_unbind(0) ?: driver_unbind(1) ?: gone() ?:
	       driver_bind(0) ?: driver_bind(1);
}

/**
 * driver_left() - whether a driver that was unbound left what it always leaves
 * @nic: number of the card
 * @objects: number of queues, rules and other objects that it leaves
 *
 * Return: true when the card has no queues and found so many objects.
 */
bool driver_left(unsigned int nic, unsigned int objects)
{
	char queues[1 << 12], rules[1 << 12];
	__u64 left = card_stat(nic, "left");
	bool none;

	if (card_control(nic, "queues", queues, sizeof(queues)) ||
	    card_control(nic, "rules", rules, sizeof(rules)))
		return false;
	none = !strcmp(rules, "ok\n") || !strcmp(rules, "root 0\nok\n");
	if (!strcmp(queues, "ok\n") && left == objects && (objects || none))
		return true;
	net_say("the driver left %llu objects, and these queues: %s", left,
		queues);
	return false;
}
