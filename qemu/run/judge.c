// SPDX-License-Identifier: GPL-2.0
/*
 * The verdict on a run.
 *
 * A run has passed only if all of these hold: PID 1 of the guest reported
 * "done 0" last, QEMU exited by itself with 0, all output has arrived, no planned
 * test is missing, and the console has no splat.
 */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command_line.h"
#include "guest_verdict.h"
#include "judge.h"
#include "qemu/report/tap.h"
#include "run_directory.h"
#include "splats.h"
#include "watch.h"

/**
 * struct test_stream - the tests in what the command printed
 * @documents: number of KTAP documents
 * @failed: number of tests that were "not ok"
 * @cut: why the stream cannot be trusted, or ""
 */
struct test_stream {
	unsigned int documents;
	unsigned int failed;
	char cut[256];
};

static void stream_begin(void *ctx, const char *name)
{
	struct test_stream *stream = ctx;

	stream->documents++;
}

static void stream_result(void *ctx, const struct tap_result *res)
{
	struct test_stream *stream = ctx;

	stream->failed += res->kind == TAP_FAIL;
}

static void stream_broken(void *ctx, const char *what)
{
	struct test_stream *stream = ctx;

	if (!stream->cut[0])
		snprintf(stream->cut, sizeof(stream->cut), "%s", what);
}

static void stream_end(void *ctx)
{
}

static long long stream_read(const struct run_options *opt,
			     struct test_stream *stream)
{
	static const struct tap_ops ops = {
		stream_begin, stream_result, stream_broken, stream_end,
	};
	FILE *f = fopen(run_path(opt, "ktap.log"), "re");
	static struct tap tap;
	long long bytes = 0;
	char buf[65536];
	size_t len;

	*stream = (struct test_stream){ 0 };
	if (!f)
		return -1;
	tap_init(&tap, &ops, stream);
	while ((len = fread(buf, 1, sizeof(buf), f))) {
		tap_feed(&tap, buf, len);
		bytes += len;
	}
	tap_finish(&tap);
	if (ferror(f))
		bytes = -1;
	fclose(f);
	return bytes;
}

__attribute__((format(printf, 3, 4)))
static bool settle(struct run_result *res, enum verdict verdict,
		   const char *fmt, ...)
{
	va_list ap;

	res->verdict = verdict;
	va_start(ap, fmt);
	vsnprintf(res->text, sizeof(res->text), fmt, ap);
	va_end(ap);
	return true;
}

static const char *kvm_hint(const struct run_options *opt)
{
	return opt->accel == ACCEL_KVM ? " (does KVM work here? ACCEL=tcg)" : "";
}

/* Returns whether the end of QEMU or of PID 1 settles the verdict. */
static bool judge_end(const struct run_options *opt,
		      const struct qemu_end *end,
		      const struct console *con,
		      const struct guest_verdict *v, struct run_result *res)
{
	int st = end->status;

	if (end->reason == END_SIGNAL)
		return settle(res, VERDICT_BROKEN, "stopped by %s",
			      strsignal(end->signal));
	if (end->reason == END_OUTPUT)
		return settle(res, VERDICT_BROKEN,
			      "cannot write to standard output: %s",
			      strerror(end->error));
	if (end->reason == END_DISK)
		return settle(res, VERDICT_BROKEN, "no space left for the logs");
	if (end->reason == END_USER && opt->shell)
		return settle(res, VERDICT_PASS, "ended from the keyboard");
	if (end->reason == END_USER)
		return settle(res, VERDICT_FAIL, "the command failed, and its guest was ended from the keyboard");
	if (end->reason == END_BOOT)
		return settle(res, VERDICT_BROKEN,
			      "the guest was not up after %g s (a slow machine? SLOWDOWN=4)%s",
			      opt->boot_timeout / 1000.0, kvm_hint(opt));
	if (end->reason == END_TIMEOUT)
		return settle(res, VERDICT_TIMEOUT, "not done after %g s",
			      opt->timeout / 1000.0);
	if (WIFSIGNALED(st))
		return settle(res, VERDICT_BROKEN, "QEMU was killed: %s",
			      strsignal(WTERMSIG(st)));
	if (WEXITSTATUS(st))
		return settle(res, VERDICT_BROKEN, "QEMU exited with %d: qemu.log says why%s",
			      WEXITSTATUS(st), kvm_hint(opt));
	if (v->error[0])
		return settle(res, VERDICT_BROKEN, "the guest says: %s", v->error);
	if (!v->hello)
		return settle(res, VERDICT_BROKEN,
			      "the guest went down before it was up%s%s",
			      con->init[0] ? ": " : "", con->init);
	/* A user may take the machine down: poweroff -f, or SysRq. */
	if (!v->done && opt->shell)
		return settle(res, VERDICT_PASS, "the guest went down");
	if (!v->done)
		return settle(res, VERDICT_BROKEN,
			      "the guest went down without a verdict");
	return false;
}

static bool judge_saved(const struct run_options *opt, bool saved,
			struct run_result *res)
{
	return !saved &&
	       settle(res, VERDICT_BROKEN,
		      "not all of /out is in %s: %s/saved.log says why",
		      opt->save, opt->run);
}

static long long file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) ? -1 : st.st_size;
}

/* Returns whether output was lost, usually because the disk is full. */
static bool judge_transport(const struct run_options *opt,
			    const struct console *con,
			    const struct guest_verdict *v, long long ktap,
			    struct run_result *res)
{
	long long out = opt->out ? file_size(opt->out) : v->out;

	if (ktap != v->ktap)
		return settle(res, VERDICT_BROKEN,
			      "ktap.log has %lld bytes of %lld: is the disk full?",
			      ktap, v->ktap);
	if (out != v->out)
		return settle(res, VERDICT_BROKEN,
			      "%s has %lld bytes of %lld: is the disk full?",
			      opt->out, out, v->out);
	if (!con->complete)
		return settle(res, VERDICT_BROKEN,
			      "console.log lacks its end: is the disk full?");
	return false;
}

static void judge_tests(const struct run_options *opt,
			const struct guest_verdict *v,
			const struct test_stream *stream,
			struct run_result *res)
{
	if (opt->plain && !v->rc)
		settle(res, VERDICT_PASS, "pass");
	else if (opt->plain)
		settle(res, VERDICT_FAIL, "the command returned %d", v->rc);
	else if (stream->documents && stream->cut[0])
		settle(res, VERDICT_FAIL, "the test stream is cut: %s (the command returned %d)",
		       stream->cut, v->rc);
	else if (stream->failed)
		settle(res, VERDICT_FAIL, "%u tests failed (the command returned %d)",
		       stream->failed, v->rc);
	else if (v->left[0])
		settle(res, VERDICT_FAIL, "the command left behind: %s", v->left);
	else if (v->rc)
		settle(res, VERDICT_FAIL, "the command returned %d", v->rc);
	else
		settle(res, VERDICT_PASS, "pass");
}

/**
 * judge_run() - decide on the verdict
 * @opt: the options
 * @end: how QEMU ended
 * @saved: all that the guest sent for --save has been unpacked
 * @res: filled in
 *
 * A splat comes first, as it explains everything else that went wrong.
 */
void judge_run(const struct run_options *opt, const struct qemu_end *end,
	       bool saved, struct run_result *res)
{
	struct test_stream stream;
	struct console con;
	struct guest_verdict v;
	long long ktap;

	console_scan(opt, &con);
	guest_verdict_read(opt, &v);
	ktap = stream_read(opt, &stream);
	if (con.why)
		settle(res, VERDICT_PANIC, "%s: \"%s\" (console.log:%u)", con.why,
		       con.line, con.number);
	else if (!judge_end(opt, end, &con, &v, res) &&
		 !judge_saved(opt, saved, res) &&
		 !judge_transport(opt, &con, &v, ktap, res))
		judge_tests(opt, &v, &stream, res);
}
