// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: the verdict.
 *
 * Fail closed: a run has passed only if everything says so. The guest's PID 1
 * said "done 0" as its last words, QEMU ended by itself and well, all that was
 * printed has arrived, no planned test is missing, and the console is clean.
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

#include "run.h"
#include "qemu/report/tap.h"

/* What does not fit is in the verdict's file. */
static void left_add(char *left, size_t size, const char *what)
{
	size_t len = strlen(left);

	snprintf(left + len, size - len, "%s%s", len ? ", " : "", what);
}

static void verdict_line(struct lab_verdict *v, const char *line)
{
	char end;

	if (v->done)
		snprintf(v->error, sizeof(v->error), "\"%s\" after \"done\"",
			 line);
	else if (!strcmp(line, "hello"))
		v->hello = true;
	else if (!strcmp(line, "keep"))
		v->keep = true;
	else if (sscanf(line, "ktap %lld%c", &v->ktap, &end) == 1 ||
		 sscanf(line, "out %lld%c", &v->out, &end) == 1)
		return;
	else if (!strncmp(line, "left ", 5))
		left_add(v->left, sizeof(v->left), line + 5);
	else if (sscanf(line, "done %d%c", &v->rc, &end) == 1)
		v->done = true;
	else if (!strncmp(line, "error ", 6))
		snprintf(v->error, sizeof(v->error), "%s", line + 6);
	else
		snprintf(v->error, sizeof(v->error), "verdict \"%s\"", line);
}

/**
 * lab_verdict_read() - read what PID 1 of the guest said
 * @opt: the options
 * @v: filled in
 */
void lab_verdict_read(const struct lab_options *opt, struct lab_verdict *v)
{
	FILE *f = fopen(lab_path(opt, "verdict"), "re");
	char line[512];

	*v = (struct lab_verdict){ .ktap = -1, .out = -1 };
	/* A line without its end was cut: "done 1" may have been "done 127". */
	while (f && fgets(line, sizeof(line), f)) {
		char *end = strchr(line, '\n');

		if (!end)
			continue;
		*end = '\0';
		verdict_line(v, line);
	}
	if (f)
		fclose(f);
}

static void stream_begin(void *ctx, const char *name)
{
	struct lab_stream *stream = ctx;

	stream->documents++;
}

static void stream_result(void *ctx, const struct tap_result *res)
{
	struct lab_stream *stream = ctx;

	stream->failed += res->kind == TAP_FAIL;
}

static void stream_broken(void *ctx, const char *what)
{
	struct lab_stream *stream = ctx;

	if (!stream->cut[0])
		snprintf(stream->cut, sizeof(stream->cut), "%s", what);
}

static void stream_end(void *ctx)
{
}

static long long stream_read(const struct lab_options *opt,
			     struct lab_stream *stream)
{
	static const struct tap_ops ops = {
		stream_begin, stream_result, stream_broken, stream_end,
	};
	FILE *f = fopen(lab_path(opt, "ktap.log"), "re");
	static struct tap tap;
	long long bytes = 0;
	char buf[65536];
	size_t len;

	*stream = (struct lab_stream){ 0 };
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
static bool settle(struct lab_result *res, enum lab_exit code,
		   const char *fmt, ...)
{
	va_list ap;

	res->code = code;
	va_start(ap, fmt);
	vsnprintf(res->text, sizeof(res->text), fmt, ap);
	va_end(ap);
	return true;
}

static const char *kvm_hint(const struct lab_options *opt)
{
	return opt->accel == LAB_KVM ? " (does KVM work here? ACCEL=tcg)" : "";
}

/* Whether the run ended in a way that leaves nothing more to ask. */
static bool judge_end(const struct lab_options *opt,
		      const struct lab_watch *watch,
		      const struct lab_console *con,
		      const struct lab_verdict *v, struct lab_result *res)
{
	int st = watch->status;

	if (watch->end == LAB_END_SIGNAL)
		return settle(res, LAB_BROKEN, "stopped by %s",
			      strsignal(watch->signal));
	if (watch->end == LAB_END_OUTPUT)
		return settle(res, LAB_BROKEN,
			      "cannot write to standard output: %s",
			      strerror(watch->error));
	if (watch->end == LAB_END_DISK)
		return settle(res, LAB_BROKEN, "no space left for the logs");
	if (watch->end == LAB_END_USER)
		return settle(res, LAB_FAIL, "the command failed, and its guest was ended from the keyboard");
	if (watch->end == LAB_END_BOOT)
		return settle(res, LAB_BROKEN,
			      "the guest was not up after %g s (a slow machine? SLOWDOWN=4)%s",
			      opt->boot_timeout / 1000.0, kvm_hint(opt));
	if (watch->end == LAB_END_TIMEOUT)
		return settle(res, LAB_TIMEOUT, "not done after %g s",
			      opt->timeout / 1000.0);
	if (WIFSIGNALED(st))
		return settle(res, LAB_BROKEN, "QEMU was killed: %s",
			      strsignal(WTERMSIG(st)));
	if (WEXITSTATUS(st))
		return settle(res, LAB_BROKEN, "QEMU exited with %d: qemu.log says why%s",
			      WEXITSTATUS(st), kvm_hint(opt));
	if (v->error[0])
		return settle(res, LAB_BROKEN, "the guest says: %s", v->error);
	if (!v->hello)
		return settle(res, LAB_BROKEN,
			      "the guest went down before it was up%s%s",
			      con->init[0] ? ": " : "", con->init);
	if (!v->done)
		return settle(res, LAB_BROKEN,
			      "the guest went down without a verdict");
	return false;
}

static long long file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) ? -1 : st.st_size;
}

/* Whether something got lost on its way: a full disk, as a rule. */
static bool judge_transport(const struct lab_options *opt,
			    const struct lab_console *con,
			    const struct lab_verdict *v, long long ktap,
			    struct lab_result *res)
{
	long long out = opt->out ? file_size(opt->out) : v->out;

	if (ktap != v->ktap)
		return settle(res, LAB_BROKEN,
			      "ktap.log has %lld bytes of %lld: is the disk full?",
			      ktap, v->ktap);
	if (out != v->out)
		return settle(res, LAB_BROKEN,
			      "%s has %lld bytes of %lld: is the disk full?",
			      opt->out, out, v->out);
	if (!con->complete)
		return settle(res, LAB_BROKEN,
			      "console.log lacks its end: is the disk full?");
	return false;
}

static void judge_tests(const struct lab_verdict *v,
			const struct lab_stream *stream,
			struct lab_result *res)
{
	if (stream->documents && stream->cut[0])
		settle(res, LAB_FAIL, "the test stream is cut: %s (the command returned %d)",
		       stream->cut, v->rc);
	else if (stream->failed)
		settle(res, LAB_FAIL, "%u tests failed (the command returned %d)",
		       stream->failed, v->rc);
	else if (v->left[0])
		settle(res, LAB_FAIL, "the command left behind: %s", v->left);
	else if (v->rc)
		settle(res, LAB_FAIL, "the command returned %d", v->rc);
	else
		settle(res, LAB_PASS, "pass");
}

/**
 * lab_judge() - decide how the run went
 * @opt: the options
 * @watch: how QEMU ended
 * @res: filled in
 *
 * A splat counts most, as it explains whatever else went wrong.
 */
void lab_judge(const struct lab_options *opt, const struct lab_watch *watch,
	       struct lab_result *res)
{
	struct lab_stream stream;
	struct lab_console con;
	struct lab_verdict v;
	long long ktap;

	lab_console_scan(opt, &con);
	lab_verdict_read(opt, &v);
	ktap = stream_read(opt, &stream);
	if (con.why)
		settle(res, LAB_PANIC, "%s: \"%s\" (console.log:%u)", con.why,
		       con.line, con.number);
	else if (!judge_end(opt, watch, &con, &v, res) &&
		 !judge_transport(opt, &con, &v, ktap, res))
		judge_tests(&v, &stream, res);
}
