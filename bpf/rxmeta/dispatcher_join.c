// SPDX-License-Identifier: GPL-2.0
/*
 * Into libxdp's dispatcher and out of it again. libxdp makes a new dispatcher each time,
 * moves the programs of others to it, and exchanges the two in one step.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/if_link.h>
#include <linux/magic.h>
#include <xdp/libxdp.h>

#include "attached_program.h"
#include "dispatcher_join.h"
#include "fail.h"
#include "interface.h"
#include "settings.h"
#include "bpf/tunnel/tunnel.skel.h"

#define BPFFS	"/sys/fs/bpf"

static char warning[256];

/* Keep what libxdp says first: it is the reason. */
static int keep_warning(enum libxdp_print_level level, const char *format,
			va_list args)
{
	if (level == LIBXDP_WARN && !*warning) {
		vsnprintf(warning, sizeof(warning), format, args);
		warning[strcspn(warning, "\n")] = '\0';
	}
	return 0;
}

/* The files in bpffs hold all programs below a dispatcher. Those in a mount of this process
 * alone would end with it.
 */
static int need_bpffs(const struct interface *iface)
{
	const char *where = getenv(XDP_BPFFS_ENVVAR) ?: BPFFS;
	struct statfs fs;

	*warning = '\0';
	libxdp_set_print(keep_warning);
	unsetenv("LIBXDP_SKIP_DISPATCHER");
	if (!statfs(where, &fs) && fs.f_type == BPF_FS_MAGIC)
		return 0;
	return fail(RXMETA_SYSTEM, "libxdp's dispatcher on %s needs bpffs, and %s is none: 'mount -t bpf bpf %s'; 'ip netns exec NAME' hides it, 'nsenter --net=/run/netns/NAME' does not",
		    iface->name, where, where);
}

static enum xdp_attach_mode mode_of(__u32 flags)
{
	return flags & XDP_FLAGS_SKB_MODE ? XDP_MODE_SKB : XDP_MODE_NATIVE;
}

static int refused(const struct interface *iface, const char *what, int err)
{
	char reason[128] = "";

	libxdp_strerror(err, reason, sizeof(reason));
	return fail(RXMETA_SYSTEM, "libxdp cannot %s %s: %s%s%s", what,
		    iface->name, reason, *warning ? "; it says: " : "", warning);
}

/* libxdp attaches a single program without a dispatcher where the kernel has not what one
 * needs.
 */
static int check_below(const struct interface *iface, struct settings *settings)
{
	struct attached found;
	int code = 0;

	attached_find(iface, &found);
	settings->prog_id = found.prog_id;
	if (found.what != ATTACHED_OURS || !found.dispatcher) {
		dispatcher_leave(iface, settings->attach_flags, found.prog_id);
		code = fail(RXMETA_SYSTEM, "the kernel takes no program below libxdp's dispatcher: it needs CONFIG_BPF_JIT and CONFIG_DEBUG_INFO_BTF, and this process CAP_BPF and CAP_PERFMON; without --dispatcher the program is alone on %s",
			    iface->name);
	}
	attached_close(&found);
	return code;
}

static int add(struct xdp_program *prog, const struct interface *iface,
	       const struct settings *settings)
{
	int err = libxdp_get_error(prog);

	if (err)
		return err;
	err = xdp_program__set_run_prio(prog, settings->prio ?: DISPATCHER_PRIO) ?:
	      xdp_program__set_chain_call_enabled(prog, XDP_PASS, true) ?:
	      xdp_program__attach(prog, iface->index,
				  mode_of(settings->attach_flags), 0);
	xdp_program__close(prog);
	return err;
}

/**
 * dispatcher_join() - load the program, and attach it below libxdp's dispatcher
 * @skel: opened; loaded when this returns
 * @iface: interface, with a dispatcher or without a program
 * @settings: command line; @prog_id is set
 *
 * A packet that our program passes goes on to the next one.
 *
 * Return: 0 or an exit code.
 */
int dispatcher_join(struct tunnel *skel, const struct interface *iface,
		    struct settings *settings)
{
	DECLARE_LIBXDP_OPTS(xdp_program_opts, opts, .obj = skel->obj,
			    .prog_name = "tunnel");
	libbpf_print_fn_t print;
	int err = need_bpffs(iface);

	if (err)
		return err;
	/* libxdp tries what the kernel can do, and libbpf would tell of each failure. */
	print = libbpf_set_print(NULL);
	err = add(xdp_program__create(&opts), iface, settings);
	libbpf_set_print(print);
	return err ? refused(iface, "add the program to the dispatcher of", err) :
		     check_below(iface, settings);
}

static int leave(const struct interface *iface, __u32 flags, __u32 prog_id)
{
	struct xdp_program *prog;
	int err = need_bpffs(iface);

	if (err)
		return err;
	libbpf_set_print(NULL);
	prog = xdp_program__from_id(prog_id);
	err = libxdp_get_error(prog) ?:
	      xdp_program__detach(prog, iface->index, mode_of(flags), 0);
	return err ? refused(iface, "take the program from the dispatcher of", err) : 0;
}

/**
 * dispatcher_leave() - detach a program below libxdp's dispatcher; the others stay
 * @iface: interface
 * @flags: XDP_FLAGS_* of its mode
 * @prog_id: number of the program
 *
 * The dispatcher ends with its last program. A process does this that ends at once, as
 * libxdp leaves file descriptors open, and so would hold the program and its keys.
 *
 * Return: 0 or an exit code.
 */
int dispatcher_leave(const struct interface *iface, __u32 flags, __u32 prog_id)
{
	int status = -1;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (!pid)
		_exit(leave(iface, flags, prog_id));
	if (pid < 0)
		return fail(RXMETA_SYSTEM, "cannot start a process: %s",
			    strerror(errno));
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : RXMETA_SYSTEM;
}
