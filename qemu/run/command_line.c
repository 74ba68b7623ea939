// SPDX-License-Identifier: GPL-2.0
/* lab-run: the command line. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

enum option_kind { OPT_FLAG, OPT_STRING, OPT_NUMBER, OPT_WORDS };

struct option_desc {
	const char *name;
	enum option_kind kind;
	size_t offset;
	const char *arg;
	const char *help;
};

#define OPT(_name, _kind, _member, _arg, _help) {		\
	.name = _name, .kind = _kind, .arg = _arg, .help = _help,	\
	.offset = offsetof(struct lab_options, _member) }

static const struct option_desc descs[] = {
	OPT("--kernel", OPT_STRING, kernel, "IMAGE", "kernel to boot"),
	OPT("--initrd", OPT_WORDS, initrd, "FILE",
	    "initramfs; several lie one over the other"),
	OPT("--run", OPT_STRING, run, "DIR", "directory for the logs"),
	OPT("--out", OPT_STRING, out, "FILE",
	    "gets what CMD writes to the file $LAB_OUT"),
	OPT("--net", OPT_STRING, net, "WIRING",
	    "the guest's NICs, see below (default: none)"),
	OPT("--beside", OPT_STRING, beside, "FILE",
	    "program for where TAP devices are; gets a socket"),
	OPT("--or-skip", OPT_FLAG, or_skip, NULL,
	    "no failure if this machine cannot have them"),
	OPT("--cards", OPT_STRING, cards, "CARDS",
	    "mlx5: two modelled NICs, mlx5-virtio: one"),
	OPT("--models", OPT_STRING, models, "FILE",
	    "what make nic built, for --cards"),
	OPT("--smp", OPT_NUMBER, smp, "N", "CPUs (default 2)"),
	OPT("--mem", OPT_NUMBER, mem, "MIB", "memory (default 512)"),
	OPT("--timeout", OPT_NUMBER, timeout, "SECS",
	    "limit for all of it (default 300; 0: none)"),
	OPT("--boot-timeout", OPT_NUMBER, boot_timeout, "SECS",
	    "limit until the guest is up (default 60)"),
	OPT("--append", OPT_WORDS, append, "STR",
	    "one more kernel parameter; the last of a name counts"),
	OPT("--resets", OPT_FLAG, resets, NULL,
	    "when the guest reboots, boot it again; CMD prints in its last boot only"),
	OPT("--qemu", OPT_WORDS, qemu, "ARG", "one more argument for QEMU"),
	OPT("--decoder", OPT_STRING, decoder, "FILE",
	    "decode-stack.sh, run with the next two"),
	OPT("--vmlinux", OPT_STRING, vmlinux, "FILE",
	    "kernel with symbols, to decode a stack"),
	OPT("--tree", OPT_STRING, tree, "DIR",
	    "kernel source, to decode a stack"),
	OPT("--shell", OPT_FLAG, shell, NULL,
	    "a shell in the guest instead of CMD"),
	OPT("--gdb", OPT_NUMBER, gdb, "PORT",
	    "wait for gdb (target remote :PORT)"),
	OPT("--keep", OPT_FLAG, keep, NULL,
	    "after a failure, a shell in the guest"),
	OPT("--panic", OPT_FLAG, panic, NULL,
	    "panic instead of CMD, to test the lab"),
	OPT("--accel-file", OPT_STRING, accel_file, "FILE",
	    "remembers whether KVM works here"),
	OPT("--dry-run", OPT_FLAG, dry_run, NULL,
	    "print the QEMU line and do nothing"),
};
#define N_DESCS		(sizeof(descs) / sizeof(descs[0]))

static void usage(void)
{
	printf("usage: lab-run --kernel IMAGE --initrd FILE --run DIR [OPTION...] -- CMD [ARG...]\n\n");
	for (size_t i = 0; i < N_DESCS; i++) {
		const struct option_desc *d = &descs[i];

		printf("  %-14s %-7s %s\n", d->name, d->arg ? d->arg : "",
		       d->help);
	}
	lab_net_usage();
	printf("\nEnvironment: QEMU (program), ACCEL (tcg, mttcg, kvm; unset: kvm if a trial boot works),\n"
	       "  SLOWDOWN (factor for the limits), KVM_DEVICE (/dev/kvm)\n"
	       "Exit status: 0 pass, 1 CMD failed, 2 the lab is broken, 124 timeout, 255 panic\n");
	exit(LAB_PASS);
}

static unsigned int parse_number(const char *name, const char *arg)
{
	unsigned long n;
	char *end;

	errno = 0;
	n = strtoul(arg, &end, 10);
	if (errno || end == arg || *end || *arg == '-' || n > 100000)
		lab_die("%s %s: want a number", name, arg);
	return n;
}

static void option_set(struct lab_options *opt, const struct option_desc *desc,
		       const char *arg)
{
	void *member = (char *)opt + desc->offset;

	if (desc->kind == OPT_FLAG)
		*(bool *)member = true;
	else if (desc->kind == OPT_STRING)
		*(const char **)member = arg;
	else if (desc->kind == OPT_NUMBER)
		*(unsigned int *)member = parse_number(desc->name, arg);
	else
		lab_add(member, "%s", arg);
}

static const struct option_desc *option_find(const char *name)
{
	for (size_t i = 0; i < N_DESCS; i++)
		if (!strcmp(descs[i].name, name))
			return &descs[i];
	lab_die("%s: no such option; --help lists them", name);
}

static void options_check(const struct lab_options *opt)
{
	if (!opt->kernel)
		lab_die("--kernel is missing: which kernel shall I boot?");
	if (!opt->initrd.n)
		lab_die("--initrd is missing: what shall be in the guest?");
	if (!opt->run)
		lab_die("--run is missing: where shall the logs go?");
	if (!opt->smp || !opt->mem)
		lab_die("--smp, --mem: want at least 1");
	if (opt->gdb > 65535)
		lab_die("--gdb %u: want a port, 1 to 65535", opt->gdb);
	if (opt->beside && !lab_net_is_tap(opt))
		lab_die("--beside %s: the wiring has no TAP devices",
			opt->beside);
	if (opt->keep && !opt->shell && !opt->dry_run)
		lab_keep_check();
	if (!opt->cmd[0] && !opt->shell && !opt->panic)
		lab_die("no command: say -- CMD, or --shell");
}

/**
 * lab_options_parse() - read the command line
 * @opt: filled in
 * @argc: as main() got it
 * @argv: as main() got it
 */
void lab_options_parse(struct lab_options *opt, int argc, char **argv)
{
	int i;

	*opt = (struct lab_options){
		.timeout = 300, .boot_timeout = 60, .smp = 2, .mem = 512,
	};
	for (i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		const struct option_desc *desc;

		if (!strcmp(argv[i], "--help"))
			usage();
		desc = option_find(argv[i]);
		if (desc->arg && ++i == argc)
			lab_die("%s: want %s after it", desc->name, desc->arg);
		option_set(opt, desc, argv[i]);
	}
	opt->cmd = argv + (i < argc ? i + 1 : i);
	options_check(opt);
	opt->dir = strdup(lab_absolute(opt->run));
	if (!opt->dir)
		lab_die("out of memory");
	opt->timeout = lab_scaled(opt->timeout);
	opt->boot_timeout = lab_scaled(opt->boot_timeout);
	/* Nobody knows how long a person takes. */
	if (opt->shell || opt->gdb)
		opt->timeout = opt->boot_timeout = 0;
}
