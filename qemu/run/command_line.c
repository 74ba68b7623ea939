// SPDX-License-Identifier: GPL-2.0
/* The command line of lab-run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command_line.h"
#include "terminal.h"
#include "guest_files.h"
#include "links.h"
#include "qemu/common/monotonic_clock.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "qemu/common/options.h"
#include "saved_files.h"

static struct run_options opt = {
	.timeout = 300, .boot_timeout = 60, .smp = 2, .mem = 512,
};

static const struct option_row rows[] = {
	{ .name = "--kernel", .argument = "IMAGE", .string = &opt.kernel,
	  .help = "kernel to boot" },
	{ .name = "--initrd", .argument = "FILE", .words = &opt.initrd,
	  .help = "initramfs; a later one replaces files of an earlier one" },
	{ .name = "--file", .argument = "[NAME=]PATH", .words = &opt.files,
	  .help = "copy a file or folder to /files in the guest" },
	{ .name = "--run", .argument = "DIR", .string = &opt.run,
	  .help = "directory for the logs" },
	{ .name = "--out", .argument = "FILE", .string = &opt.out,
	  .help = "gets what CMD writes to the file $LAB_OUT" },
	{ .name = "--save", .argument = "DIR", .string = &opt.save,
	  .help = "gets what CMD leaves in the directory /out" },
	{ .name = "--net", .argument = "WIRING", .string = &opt.net,
	  .help = "the guest's NICs, see below (default: none)" },
	{ .name = "--beside", .argument = "FILE", .string = &opt.beside,
	  .help = "program to run beside TAP devices; it gets a socket" },
	{ .name = "--or-skip", .flag = &opt.or_skip,
	  .help = "skip if this machine cannot provide the NICs" },
	{ .name = "--cards", .argument = "CARDS", .string = &opt.cards,
	  .help = "modelled NICs: mlx5, mlx5-virtio, ice, ice-virtio or mlx5-ice" },
	{ .name = "--models", .argument = "FILE", .string = &opt.models,
	  .help = "the models, built by make nic, for --cards" },
	{ .name = "--smp", .argument = "N", .number = &opt.smp, .least = 1,
	  .help = "CPUs (default: 2)" },
	{ .name = "--mem", .argument = "MIB", .number = &opt.mem, .least = 1,
	  .help = "memory (default: 512)" },
	{ .name = "--timeout", .argument = "SECS", .number = &opt.timeout,
	  .help = "limit for the whole run (default: 300; 0: none)" },
	{ .name = "--boot-timeout", .argument = "SECS",
	  .number = &opt.boot_timeout,
	  .help = "limit until the guest is up (default: 60)" },
	{ .name = "--append", .argument = "STR", .words = &opt.append,
	  .help = "one more kernel parameter; the last of a name counts" },
	{ .name = "--resets", .flag = &opt.resets,
	  .help = "let the guest reboot; CMD prints in its last boot only" },
	{ .name = "--qemu", .argument = "ARG", .words = &opt.qemu,
	  .help = "one more argument for QEMU" },
	{ .name = "--decoder", .argument = "FILE", .string = &opt.decoder,
	  .help = "decode-stack.sh, which needs the next two" },
	{ .name = "--vmlinux", .argument = "FILE", .string = &opt.vmlinux,
	  .help = "kernel with symbols, to decode a stack" },
	{ .name = "--tree", .argument = "DIR", .string = &opt.tree,
	  .help = "kernel source, to decode a stack" },
	{ .name = "--shell", .flag = &opt.shell,
	  .help = "a shell in the guest instead of CMD; it runs standard input" },
	{ .name = "--plain", .flag = &opt.plain,
	  .help = "judge CMD by its exit status only" },
	{ .name = "--gdb", .argument = "PORT", .number = &opt.gdb, .least = 1,
	  .most = 65535, .help = "wait for gdb (target remote :PORT)" },
	{ .name = "--keep", .flag = &opt.keep,
	  .help = "open a shell in the guest after a failure" },
	{ .name = "--panic", .flag = &opt.panic,
	  .help = "panic instead of CMD, to test the lab" },
	{ .name = "--accel-file", .argument = "FILE",
	  .string = &opt.accel_file,
	  .help = "remembers whether KVM works here" },
	{ .name = "--dry-run", .flag = &opt.dry_run,
	  .help = "print the QEMU line and change nothing" },
	{ }
};

static void more_help(void)
{
	links_help();
	printf("\nEnvironment: QEMU (program), ACCEL (tcg, mttcg, kvm; unset: kvm if a trial boot works),\n"
	       "  SLOWDOWN (factor for the limits), KVM_DEVICE (/dev/kvm)\n"
	       "Exit status: 0 pass, 1 CMD failed, 2 the lab is broken, 124 timeout, 255 panic\n");
}

static const struct options options = {
	.usage = "--kernel IMAGE --initrd FILE --run DIR [OPTION...] -- CMD [ARG...]",
	.rows = rows,
	.more = more_help,
};

static void options_check(void)
{
	if (!opt.kernel)
		die("--kernel is missing: name the kernel to boot");
	if (!opt.initrd.n)
		die("--initrd is missing: name the guest's initramfs");
	if (!opt.run)
		die("--run is missing: name a directory for the logs");
	guest_files_check(&opt);
	if (opt.beside && !links_need_taps(&opt))
		die("--beside %s: the wiring has no TAP devices", opt.beside);
	saved_files_check(&opt);
	if (opt.keep && !opt.shell && !opt.dry_run)
		terminal_check();
	if (opt.cmd[0] && strcmp(opt.cmd[-1], "--"))
		die("%s: no such option; the command comes behind --",
		    opt.cmd[0]);
	if (!opt.cmd[0] && !opt.shell && !opt.panic)
		die("no command: say -- CMD, or --shell");
}

/*
 * Standard input that is no terminal is a script. It gets no console, whose echo and
 * line lengths would change it.
 */
static void shell_from_input(void)
{
	static char *shell[] = { "bash", NULL };

	if (!opt.shell || isatty(STDIN_FILENO) || opt.dry_run)
		return;
	opt.shell = opt.keep = false;
	opt.input = opt.plain = true;
	opt.cmd = shell;
}

/**
 * command_line_parse() - read the command line of lab-run
 * @argv: as main() got it
 *
 * Return: the options.
 */
struct run_options *command_line_parse(char **argv)
{
	opt.cmd = options_parse(&options, argv);
	options_check();
	shell_from_input();
	opt.dir = strdup(absolute_path(opt.run));
	if (!opt.dir)
		die("out of memory");
	opt.timeout = clock_scaled_ms(opt.timeout);
	opt.boot_timeout = clock_scaled_ms(opt.boot_timeout);
	/* A user at a shell or a debugger has no time limit. */
	if (opt.shell || opt.gdb)
		opt.timeout = opt.boot_timeout = 0;
	return &opt;
}
