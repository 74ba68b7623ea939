// SPDX-License-Identifier: GPL-2.0
/*
 * Modelled NICs (nic/), which LD_PRELOAD brings into QEMU.
 *
 * A hub of QEMU's links the cards. Each card has a control socket, by which a
 * test in the guest can make its card misbehave. The other end of the socket is
 * a virtio-serial port of the guest with the name nicN.control.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cards.h"
#include "command_line.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "qemu/common/words.h"
#include "run_directory.h"

#define NIC_HUB		16	/* differs from the hubs of --net */
#define NIC_SLOT	0x18
#define NICS_MAX	2
#define NIC_MAC		"02:00:00:00:01:%02x"

static const struct {
	const char *name;
	const char *what;
	const char *device[NICS_MAX];
} wirings[] = {
	{ "mlx5", "two ConnectX-5, joined", { "connectx5", "connectx5" } },
	{ "mlx5-virtio", "a ConnectX-5 and a virtio NIC, joined",
	  { "connectx5", "virtio-net-pci" } },
	{ "ice", "two E810, joined", { "e810", "e810" } },
	{ "ice-virtio", "an E810 and a virtio NIC, joined",
	  { "e810", "virtio-net-pci" } },
	{ "mlx5-ice", "a ConnectX-5 and an E810, joined",
	  { "connectx5", "e810" } },
};
#define N_WIRINGS	(sizeof(wirings) / sizeof(wirings[0]))

static size_t wiring_of(const struct run_options *opt)
{
	for (size_t i = 0; i < N_WIRINGS; i++)
		if (!strcmp(wirings[i].name, opt->cards))
			return i;
	die("--cards %s: no such cards; want mlx5, mlx5-virtio, ice, ice-virtio or mlx5-ice",
	    opt->cards);
}

/*
 * An abstract socket leaves no file behind, and the length of the run
 * directory's path does not matter.
 */
static void add_control(struct words *qemu, unsigned int i)
{
	for (int end = 0; end < 2; end++) {
		words_add(qemu, "-chardev");
		words_add(qemu, "socket,id=nic%u%s,path=lab-nic%u-%d,abstract=on%s",
			  i, end ? "guest" : "control", i, (int)getpid(),
			  end ? "" : ",server=on,wait=off");
	}
	words_add(qemu, "-device");
	words_add(qemu, "virtserialport,chardev=nic%uguest,name=nic%u.control",
		  i, i);
}

static void add_card(const struct run_options *opt, struct words *qemu,
		     const char *device, unsigned int i)
{
	bool model = strcmp(device, "virtio-net-pci");
	char extra[64];

	words_add(qemu, "-netdev");
	words_add(qemu, "hubport,id=card%u,hubid=%u", i, NIC_HUB);
	if (model)
		add_control(qemu, i);
	snprintf(extra, sizeof(extra), model ? "control=nic%ucontrol,trace=" :
		 "mq=off,romfile=", i);
	words_add(qemu, "-device");
	words_add(qemu, "%s,netdev=card%u,mac=" NIC_MAC ",addr=%x,%s%s",
		  device, i, i + 1, NIC_SLOT + i, extra,
		  model ? run_path(opt, i ? "nic1.trace" : "nic0.trace") : "");
}

/**
 * cards_add() - add the cards to QEMU's command line
 * @opt: the options
 * @qemu: the command line
 */
void cards_add(const struct run_options *opt, struct words *qemu)
{
	if (!opt->cards)
		return;
	for (unsigned int i = 0; i < NICS_MAX; i++)
		add_card(opt, qemu, wirings[wiring_of(opt)].device[i], i);
}

/**
 * cards_list() - write a line of nic_list.c for each card
 * @opt: the options
 * @f: file to write to
 */
void cards_list(const struct run_options *opt, FILE *f)
{
	for (unsigned int i = 0; opt->cards && i < NICS_MAX; i++) {
		const char *device = wirings[wiring_of(opt)].device[i];

		fprintf(f, NIC_MAC "\t" NIC_MAC "\t", i + 1,
			NICS_MAX - i);
		if (strcmp(device, "virtio-net-pci"))
			fprintf(f, "modelled card (CARDS=%s), control port nic%u.control\n",
				opt->cards, i);
		else
			fprintf(f, "virtio NIC (CARDS=%s)\n", opt->cards);
	}
}

/**
 * cards_add_prefix() - add the command that preloads the models
 * @opt: the options
 * @words: the command line, before QEMU's name
 *
 * Only QEMU may get the models, so env has to stand right before it.
 */
void cards_add_prefix(const struct run_options *opt, struct words *words)
{
	if (!opt->cards)
		return;
	wiring_of(opt);
	if (!opt->models)
		die("--cards needs --models, the object that make nic builds");
	if (access(opt->models, R_OK))
		die("--models %s: not there; make nic builds it",
		    opt->models);
	words_add(words, "env");
	words_add(words, "LD_PRELOAD=%s", absolute_path(opt->models));
}
