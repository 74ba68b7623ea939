// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: modelled NICs (nic), which LD_PRELOAD brings into QEMU.
 *
 * The cards are joined by a hub of their own. Each has a control socket, whose
 * other end is a virtio-serial port of the guest: /dev/virtio-
 * ports/nicN.control would be its name, had the guest a udev. So a test in the
 * guest can make its card misbehave.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "run.h"

#define NIC_HUB		16	/* apart from those of --net */
#define NIC_SLOT	0x18
#define NICS_MAX	2

static const struct {
	const char *name;
	const char *what;
	const char *device[NICS_MAX];
} wirings[] = {
	{ "mlx5", "two ConnectX-5, joined", { "connectx5", "connectx5" } },
	{ "mlx5-virtio", "a ConnectX-5 and a virtio NIC, joined",
	  { "connectx5", "virtio-net-pci" } },
};
#define N_WIRINGS	(sizeof(wirings) / sizeof(wirings[0]))

static size_t wiring_of(const struct lab_options *opt)
{
	for (size_t i = 0; i < N_WIRINGS; i++)
		if (!strcmp(wirings[i].name, opt->cards))
			return i;
	lab_die("--cards %s: no such cards; want mlx5 or mlx5-virtio",
		opt->cards);
}

/* The socket has no file: nothing is left behind, and its path is short. */
static void add_control(struct lab_words *qemu, unsigned int i)
{
	for (int end = 0; end < 2; end++) {
		lab_add(qemu, "-chardev");
		lab_add(qemu, "socket,id=nic%u%s,path=lab-nic%u-%d,abstract=on%s",
			i, end ? "guest" : "control", i, (int)getpid(),
			end ? "" : ",server=on,wait=off");
	}
	lab_add(qemu, "-device");
	lab_add(qemu, "virtserialport,chardev=nic%uguest,name=nic%u.control",
		i, i);
}

static void add_card(const struct lab_options *opt, struct lab_words *qemu,
		     const char *device, unsigned int i)
{
	bool model = strcmp(device, "virtio-net-pci");
	char extra[64];

	lab_add(qemu, "-netdev");
	lab_add(qemu, "hubport,id=card%u,hubid=%u", i, NIC_HUB);
	if (model)
		add_control(qemu, i);
	snprintf(extra, sizeof(extra), model ? "control=nic%ucontrol,trace=" :
		 "mq=off,romfile=", i);
	lab_add(qemu, "-device");
	lab_add(qemu, "%s,netdev=card%u,mac=02:00:00:00:01:%02x,addr=%x,%s%s",
		device, i, i + 1, NIC_SLOT + i, extra,
		model ? lab_path(opt, i ? "nic1.trace" : "nic0.trace") : "");
}

/**
 * lab_nic_words() - the part of QEMU's command line that is about cards
 * @opt: the options
 * @qemu: gets the words
 */
void lab_nic_words(const struct lab_options *opt, struct lab_words *qemu)
{
	if (!opt->cards)
		return;
	for (unsigned int i = 0; i < NICS_MAX; i++)
		add_card(opt, qemu, wirings[wiring_of(opt)].device[i], i);
}

/**
 * lab_nic_prefix() - what goes in front of QEMU
 * @opt: the options
 * @words: gets the words
 *
 * Only QEMU gets the models, so env has to stand right before it.
 */
void lab_nic_prefix(const struct lab_options *opt, struct lab_words *words)
{
	if (!opt->cards)
		return;
	wiring_of(opt);
	if (!opt->models)
		lab_die("--cards needs --models: where are they? make nic builds them");
	if (access(opt->models, R_OK))
		lab_die("--models %s: not there; make nic builds it",
			opt->models);
	lab_add(words, "env");
	lab_add(words, "LD_PRELOAD=%s", lab_absolute(opt->models));
}
