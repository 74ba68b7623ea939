// SPDX-License-Identifier: GPL-2.0
/* The reader of the result, a JSON file. It skips members that it does not know. */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "result_json.h"

#define FILE_MAX	65536
#define PATH_LEN	128
#define DEPTH_MAX	8
#define COUNT_MAX	1000000000000L

enum member_kind { TEXT, COUNT, COUNTS };

/**
 * struct member - a member of the JSON object
 * @path: names of the objects that it is in, and its own, joined by dots
 * @kind: type of its value
 * @needed: the result is invalid without it
 * @offset: place of its value in struct result
 */
struct member {
	const char *path;
	enum member_kind kind;
	bool needed;
	size_t offset;
};

#define MEMBER(path, kind, needed, name) \
	{ path, kind, needed, offsetof(struct result, name) }

#define KIND(name, i) \
	MEMBER("capture.kinds." name, COUNT, false, capture.kinds[i])
#define PASSED(name, i) \
	MEMBER("capture.passed." name, COUNT, false, capture.passed[i])
#define UNREAD(name, i) \
	MEMBER("capture.unread." name, COUNT, false, capture.unread[i])

static const struct member members[] = {
	MEMBER("tunnel", TEXT, true, tunnel),
	MEMBER("title", TEXT, false, title),
	MEMBER("ports", TEXT, false, ports),
	MEMBER("inner", COUNT, false, inner),
	MEMBER("flows", COUNT, true, flows),
	MEMBER("nic_queues", COUNT, true, nic_queues),
	MEMBER("queues", COUNT, true, queues),
	MEMBER("cpus", COUNT, true, cpus),
	MEMBER("threaded", COUNT, false, threaded),
	MEMBER("compat", COUNT, false, compat),
	MEMBER("sent", COUNT, false, sent),
	MEMBER("lost", COUNT, true, lost),
	MEMBER("damaged", COUNT, false, damaged),
	MEMBER("repeated", COUNT, false, repeated),
	MEMBER("reordered", COUNT, true, reordered),
	MEMBER("refused", COUNT, false, refused),
	MEMBER("replay_window", COUNT, false, replay_window),
	MEMBER("without.hashed", COUNT, false, without.hashed),
	MEMBER("with.hashed", COUNT, false, with.hashed),
	MEMBER("without.nic", COUNTS, true, without.nic),
	MEMBER("without.packets", COUNTS, true, without.queues),
	MEMBER("without.cpus", COUNTS, true, without.cpus),
	MEMBER("with.nic", COUNTS, true, with.nic),
	MEMBER("with.packets", COUNTS, true, with.queues),
	MEMBER("with.cpus", COUNTS, true, with.cpus),
	MEMBER("capture.packets", COUNT, false, capture.packets),
	MEMBER("capture.frames", COUNT, false, capture.frames),
	MEMBER("capture.made_up", COUNT, false, capture.made_up),
	MEMBER("capture.in_tunnel", COUNT, false, capture.in_tunnel),
	MEMBER("capture.stored", COUNT, false, capture.stored),
	MEMBER("capture.untouched.without", COUNT, false,
	       capture.untouched_without),
	MEMBER("capture.untouched.with", COUNT, false, capture.untouched_with),
	MEMBER("capture.skipped.cut", COUNT, false, capture.skipped[0]),
	MEMBER("capture.skipped.long", COUNT, false, capture.skipped[1]),
	MEMBER("capture.skipped.short", COUNT, false, capture.skipped[2]),
	MEMBER("capture.skipped.no_ethernet", COUNT, false, capture.skipped[3]),
	MEMBER("capture.skipped.tag", COUNT, false, capture.skipped[4]),
	KIND("ip", 0),
	KIND("gre", 1),
	KIND("gre_eth", 2),
	KIND("gre_mpls", 3),
	KIND("vxlan", 4),
	KIND("geneve", 5),
	KIND("udp_mpls", 6),
	KIND("ip_mpls", 7),
	KIND("gue", 8),
	KIND("fou", 9),
	KIND("esp", 10),
	KIND("esp_udp", 11),
	KIND("vxlan_gpe", 12),
	KIND("erspan1", 13),
	KIND("erspan2", 14),
	KIND("erspan3", 15),
	KIND("pptp", 16),
	KIND("gtp", 17),
	KIND("l2tp", 18),
	KIND("l2tpv3", 19),
	KIND("ip_eth", 20),
	KIND("srv6", 21),
	KIND("nsh", 22),
	KIND("pppoe", 23),
	KIND("ah", 24),
	PASSED("configured", 0),
	PASSED("no_target", 1),
	PASSED("not_tunnel", 2),
	PASSED("truncated", 3),
	PASSED("unreadable", 4),
	PASSED("fragment", 5),
	PASSED("headless", 6),
	PASSED("tag_unkept", 7),
	PASSED("not_chosen", 8),
	UNREAD("arp", 0),
	UNREAD("ethertype", 1),
	UNREAD("vlan_tags", 2),
	UNREAD("ip", 3),
	UNREAD("ip_proto", 4),
	UNREAD("udp", 5),
	UNREAD("nested", 6),
	UNREAD("gre", 7),
	UNREAD("erspan", 8),
	UNREAD("pptp", 9),
	UNREAD("pptp_control", 10),
	UNREAD("vxlan", 11),
	UNREAD("vxlan_gpe", 12),
	UNREAD("geneve", 13),
	UNREAD("geneve_control", 14),
	UNREAD("gue", 15),
	UNREAD("gue_control", 16),
	UNREAD("gtp", 17),
	UNREAD("gtp_control", 18),
	UNREAD("l2tp", 19),
	UNREAD("l2tp_control", 20),
	UNREAD("pppoe", 21),
	UNREAD("pppoe_discovery", 22),
	UNREAD("ppp", 23),
	UNREAD("nsh", 24),
	UNREAD("nsh_control", 25),
	UNREAD("mpls", 26),
	UNREAD("pseudowire", 27),
	UNREAD("esp", 28),
	UNREAD("esp_udp", 29),
	UNREAD("etherip", 30),
	UNREAD("wireguard", 31),
	UNREAD("lisp", 32),
	UNREAD("teredo", 33),
};
#define MEMBERS		(sizeof(members) / sizeof(members[0]))

/**
 * struct reader - the state of the parser
 * @file: name of the file, for messages
 * @text: its contents
 * @at: position in @text
 * @result: filled in
 * @seen: for each of @members, whether it was found
 * @depth: number of values that contain the current one
 */
struct reader {
	const char *file;
	const char *text;
	const char *at;
	struct result *result;
	bool seen[MEMBERS];
	int depth;
};

static bool read_value(struct reader *r, const char *path);

static bool refuse(const struct reader *r, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static bool refuse(const struct reader *r, const char *fmt, ...)
{
	int line = 1;
	va_list ap;

	for (const char *p = r->text; r->at && p < r->at; p++)
		line += *p == '\n';
	fprintf(stderr, "demo-picture: %s:%d: ", r->file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return false;
}

static char peek(struct reader *r)
{
	while (*r->at && strchr(" \t\r\n", *r->at))
		r->at++;
	return *r->at;
}

static bool want(struct reader *r, char c)
{
	char have = peek(r);

	if (!have)
		return refuse(r, "the file ends where '%c' should be", c);
	if (have != c)
		return refuse(r, "want '%c', found '%c'", c, have);
	r->at++;
	return true;
}

/* The guest writes names that need no escapes, so a backslash is an error. */
static bool read_text(struct reader *r, char *buf, size_t size)
{
	size_t len = 0;

	if (!want(r, '"'))
		return false;
	while (*r->at && *r->at != '"') {
		if (*r->at == '\\' || !isprint((unsigned char)*r->at))
			return refuse(r, "a string has to be printable ASCII without backslashes");
		if (len == size - 1)
			return refuse(r, "a string is too long");
		buf[len++] = *r->at++;
	}
	buf[len] = '\0';
	return want(r, '"');
}

static bool read_number(struct reader *r, double *value)
{
	char *end;

	peek(r);
	*value = strtod(r->at, &end);
	if (end == r->at || !(isdigit((unsigned char)*r->at) || *r->at == '-'))
		return refuse(r, "want a value, found '%c'", *r->at);
	r->at = end;
	return true;
}

static const struct member *find_member(struct reader *r, const char *path)
{
	for (size_t i = 0; i < MEMBERS; i++) {
		if (strcmp(members[i].path, path))
			continue;
		r->seen[i] = true;
		return &members[i];
	}
	return NULL;
}

static bool read_count(struct reader *r, const char *path, long *count)
{
	double value;

	if (!read_number(r, &value))
		return false;
	if (!(value >= 0 && value <= COUNT_MAX) || value != (long)value)
		return refuse(r, "'%s' is no count: %g", path, value);
	*count = value;
	return true;
}

static bool read_counts(struct reader *r, const char *path,
			struct counts *counts)
{
	counts->counted = 0;
	if (!want(r, '['))
		return false;
	do {
		if (counts->counted == COUNTS_MAX)
			return refuse(r, "'%s' has more than %d numbers", path,
				      COUNTS_MAX);
		if (!read_count(r, path, &counts->packets[counts->counted++]))
			return false;
	} while (peek(r) == ',' && r->at++);
	return want(r, ']');
}

static bool read_member(struct reader *r, const char *path,
			const struct member *member)
{
	void *where = (char *)r->result + member->offset;

	if (member->kind == TEXT)
		return read_text(r, where, NAME_MAX_LEN);
	if (member->kind == COUNT)
		return read_count(r, path, where);
	return read_counts(r, path, where);
}

static bool read_pair(struct reader *r, const char *parent)
{
	char name[PATH_LEN / 2], path[PATH_LEN * 2];

	if (peek(r) != '"')
		return refuse(r, "want the name of a member");
	if (!read_text(r, name, sizeof(name)) || !want(r, ':'))
		return false;
	snprintf(path, sizeof(path), "%.*s%s%s", PATH_LEN, parent,
		 *parent ? "." : "", name);
	return read_value(r, path);
}

static bool read_object(struct reader *r, const char *path)
{
	if (!want(r, '{'))
		return false;
	if (peek(r) != '}') {
		do {
			if (!read_pair(r, path))
				return false;
		} while (peek(r) == ',' && r->at++);
	}
	return want(r, '}');
}

static bool skip_array(struct reader *r)
{
	if (!want(r, '['))
		return false;
	if (peek(r) != ']') {
		do {
			if (!read_value(r, "[]"))
				return false;
		} while (peek(r) == ',' && r->at++);
	}
	return want(r, ']');
}

static bool skip_word(struct reader *r)
{
	static const char * const words[] = { "true", "false", "null" };
	double number;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = strlen(words[i]);

		if (strncmp(r->at, words[i], len))
			continue;
		r->at += len;
		return true;
	}
	return read_number(r, &number);
}

static bool skip_text(struct reader *r)
{
	char text[FILE_MAX];

	return read_text(r, text, sizeof(text));
}

static bool read_value(struct reader *r, const char *path)
{
	const struct member *member = find_member(r, path);
	bool ok;

	if (member)
		return read_member(r, path, member);
	if (r->depth == DEPTH_MAX)
		return refuse(r, "values nested too deeply");
	r->depth++;
	switch (peek(r)) {
	case '\0':
		ok = refuse(r, "the file ends where a value should be");
		break;
	case '{':
		ok = read_object(r, path);
		break;
	case '[':
		ok = skip_array(r);
		break;
	case '"':
		ok = skip_text(r);
		break;
	default:
		ok = skip_word(r);
	}
	r->depth--;
	return ok;
}

static bool check_counts(struct reader *r, long want,
			 const struct counts *without,
			 const struct counts *with, const char *what)
{
	if (without->counted == want && with->counted == want)
		return true;
	return refuse(r, "want packets of %ld %s, found %d and %d", want, what,
		      without->counted, with->counted);
}

static bool check(struct reader *r)
{
	const struct result *result = r->result;

	for (size_t i = 0; i < MEMBERS; i++)
		if (members[i].needed && !r->seen[i])
			return refuse(r, "'%s' is missing", members[i].path);
	return check_counts(r, result->nic_queues, &result->without.nic,
			    &result->with.nic, "queues of the NIC") &&
	       check_counts(r, result->queues, &result->without.queues,
			    &result->with.queues, "queues") &&
	       check_counts(r, result->cpus, &result->without.cpus,
			    &result->with.cpus, "CPUs");
}

static bool parse(struct reader *r)
{
	if (peek(r) != '{')
		return refuse(r, *r->at ? "this is no JSON object" :
			      "the file is empty");
	if (!read_value(r, ""))
		return false;
	if (peek(r))
		return refuse(r, "want the end of the file, found '%c'",
			      *r->at);
	return check(r);
}

/**
 * result_read() - read the result of the guest
 * @result: filled in
 * @path: the file
 *
 * Return: true, or false after an error was printed.
 */
bool result_read(struct result *result, const char *path)
{
	static char text[FILE_MAX + 1];
	struct reader r = {
		.file = path, .text = text, .at = text, .result = result,
	};
	FILE *from = fopen(path, "re");
	size_t len;

	if (!from) {
		fprintf(stderr, "demo-picture: cannot open %s: %s\n", path,
			strerror(errno));
		return false;
	}
	len = fread(text, 1, sizeof(text), from);
	fclose(from);
	if (len > FILE_MAX)
		return refuse(&r, "the file is larger than %d bytes", FILE_MAX);
	text[len] = '\0';

	memset(result, 0, sizeof(*result));
	result->sent = -1;
	result->refused = -1;
	result->without.hashed = result->with.hashed = -1;
	result->capture.packets = -1;
	result->threaded = 1;
	result->without.title = "without a stored hash";
	result->with.title = "with the stored hash of the flow inside";
	if (!parse(&r))
		return false;
	if (result->compat)
		result->with.title = "with a CPU chosen by the flow inside";
	return true;
}
