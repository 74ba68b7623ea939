// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_ethtool.c: a table of docs/cards.md. Each row is a command, a verdict and
 * a text. The command runs on the unmodified driver with a modelled card, and the row has
 * to be true.
 *
 * The including file has before this line CARD_HEADING, the line above the table.
 */
#include <ctype.h>
#include <errno.h>
#include <sys/wait.h>

#include "tests/lib/harness.h"
#include "tests/lib/lab_card.h"
#include "card_pair.h"

#define TABLE		"/lab/cards.md"
#define ROWS_MAX	256
#define ROWS_LEAST	80
#define OUTPUT_MAX	(1 << 18)

/**
 * struct row - a row of the table
 * @command: the command, with DEV and PEER for the two cards
 * @verdict: "works", "refused" or "not modelled"
 * @shows: text that the command prints; "nothing" if it prints none
 * @newer: the same for a newer kernel, if the row has a second text
 */
struct row {
	char command[256], verdict[32], shows[192], newer[192];
};

static struct row rows[ROWS_MAX];
static unsigned int n_rows;
static char output[OUTPUT_MAX], *help;

/* Copy what stands between the next two @quote of @from. Return: what follows, or NULL. */
static const char *take(const char *from, char quote, char *to, size_t room)
{
	const char *start = strchr(from, quote), *end;

	end = start ? strchr(start + 1, quote) : NULL;
	if (!end || (size_t)(end - start) > room)
		return NULL;
	snprintf(to, room, "%.*s", (int)(end - start - 1), start + 1);
	return end;
}

static void trim(char *text)
{
	char *end = text + strlen(text);
	size_t skip = strspn(text, " ");

	while (end > text && end[-1] == ' ')
		*--end = '\0';
	memmove(text, text + skip, strlen(text + skip) + 1);
}

static bool take_row(const char *line, struct row *row)
{
	const char *p = take(line, '`', row->command, sizeof(row->command));

	p = p ? take(p, '|', row->verdict, sizeof(row->verdict)) : NULL;
	p = p ? take(p, '`', row->shows, sizeof(row->shows)) : NULL;
	if (!p)
		return false;
	take(p + 1, '`', row->newer, sizeof(row->newer));
	trim(row->verdict);
	return *row->shows;
}

/* Rows begin with a command of one of these programs. */
static bool is_row(const char *line)
{
	return !strncmp(line, "| `ethtool ", 11) ||
	       !strncmp(line, "| `timeout 5 ethtool ", 21) ||
	       !strncmp(line, "| `devlink ", 11);
}

static int read_table(void)
{
	FILE *f = fopen(TABLE, "re");
	bool here = false;
	char line[1024];

	while (f && fgets(line, sizeof(line), f)) {
		if (*line == '#')
			here = !strcmp(line, CARD_HEADING "\n");
		if (!here || !is_row(line))
			continue;
		if (n_rows == ROWS_MAX || !take_row(line, &rows[n_rows])) {
			printf("# no row of three columns: %s", line);
			fclose(f);
			return -1;
		}
		n_rows++;
	}
	if (f)
		fclose(f);
	return n_rows < ROWS_LEAST ? -1 : 0;
}

/* Make each run of white space one blank, as in the table. */
static void squeeze(char *text)
{
	char *to = text;

	for (char *p = text; *p; p++) {
		if (!isspace(*p))
			*to++ = *p;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
}

/* Run a command, which names the cards DEV and PEER. Return: its exit status; -1 on error. */
static int run(const char *command)
{
	char cmd[512];
	size_t n;
	FILE *f;

	snprintf(cmd, sizeof(cmd), "exec 2>&1; DEV=%s PEER=%s; ", dev, peer);
	n = strlen(cmd);
	for (const char *p = command; *p && n < sizeof(cmd) - 8; p++) {
		bool word = p == command || !isalnum(p[-1]);

		if (word && (!strncmp(p, "DEV", 3) || !strncmp(p, "PEER", 4)))
			cmd[n++] = '$';
		cmd[n++] = *p;
	}
	cmd[n] = '\0';
	f = popen(cmd, "re");
	if (!f)
		return -1;
	n = fread(output, 1, sizeof(output) - 1, f);
	output[n] = '\0';
	squeeze(output);
	n = pclose(f);
	return WIFEXITED(n) ? WEXITSTATUS(n) : -1;
}

/* Whether this ethtool names an option in its help */
static bool knows(const char *option)
{
	size_t len = strlen(option);
	const char *p;

	for (p = strstr(help, option); p; p = strstr(p + 1, option))
		if (p > help && strchr(" |", p[-1]) && strchr(" |", p[len]))
			return true;
	return false;
}

/* An older ethtool does not know the row's option: it says so, and its help as well. */
static bool is_too_old(const struct row *row)
{
	char option[64];

	if (!strstr(output, "bad command line argument") &&
	    !strstr(output, "unrecognized option"))
		return false;
	if (sscanf(row->command, "ethtool %63s", option) != 1 || *option != '-')
		return false;
	return !knows(option);
}

static bool prints(const char *text)
{
	return strcmp(text, "nothing") ? !!strstr(output, text) : !*output;
}

static bool is_true(const struct row *row)
{
	int status = run(row->command);
	/* ethtool -N and --set-mm return 0 even where they fail. */
	bool failed = status || strstr(output, "Cannot ") ||
		      strstr(output, "netlink error: ");

	if (is_too_old(row))
		return true;
	if (!strcmp(row->verdict, "works") == failed)
		return false;
	return prints(row->shows) || (*row->newer && prints(row->newer));
}

FIXTURE(table) {
};

FIXTURE_SETUP(table)
{
}

FIXTURE_TEARDOWN(table)
{
}

TEST_F_TIMEOUT(table, every_row, 240)
{
	for (unsigned int i = 0; i < n_rows; i++) {
		EXPECT_TRUE(is_true(&rows[i])) {
			TH_LOG("| %s | %s | %s", rows[i].command,
			       rows[i].verdict, rows[i].shows);
			TH_LOG("prints: %.600s", output);
		}
		EXPECT_EQ(0, card_wait_up(dev)) TH_LOG("%s", rows[i].command);
	}
}

TEST_F(table, has_three_verdicts)
{
	for (unsigned int i = 0; i < n_rows; i++) {
		EXPECT_TRUE(!strcmp(rows[i].verdict, "works") ||
			    !strcmp(rows[i].verdict, "refused") ||
			    !strcmp(rows[i].verdict, "not modelled"))
			TH_LOG("%s: %s", rows[i].command, rows[i].verdict);
	}
}

/* Whether the table has a command with one of the names of an option, "-a|--show-pause" */
static bool has_option(const char *names)
{
	char copy[256], *save, *name;

	snprintf(copy, sizeof(copy), "%s", names);
	for (name = strtok_r(copy, "|", &save); name;
	     name = strtok_r(NULL, "|", &save))
		for (unsigned int i = 0; i < n_rows; i++) {
			char *p = strstr(rows[i].command, name);

			if (p && p[-1] == ' ' &&
			    (!p[strlen(name)] || p[strlen(name)] == ' '))
				return true;
		}
	return false;
}

/* Every option of this ethtool's help is in the table. */
TEST_F(table, has_every_option)
{
	static const char mark[] = "ethtool [ FLAGS ] ";
	unsigned int n = 0;
	const char *p;

	for (p = strstr(help, mark); p; p = strstr(p, mark)) {
		char names[256];

		p += strlen(mark);
		if (!strncmp(p, "[ --phy PHY ] ", 14))
			p += 14;
		/* Without an option, as in "ethtool DEVNAME" */
		if (*p != '-' || sscanf(p, "%255s", names) != 1)
			continue;
		EXPECT_TRUE(has_option(names)) TH_LOG("no row for %s", names);
		n++;
	}
	EXPECT_LT(40, n);
}

static int table_open(void)
{
	int err = cards_ready("on") ?: cards_set_rings(RING_SMALL);

	if (err)
		return err;
	if (card_run("mkdir -p /lib/firmware && echo lab >/lib/firmware/lab.mfa2 && ethtool -K %s ntuple on",
		     dev))
		return KSFT_FAIL;
	if (run("ethtool --help"))
		return KSFT_FAIL;
	help = strdup(output);
	return read_table() ? KSFT_FAIL : 0;
}
