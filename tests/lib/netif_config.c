// SPDX-License-Identifier: GPL-2.0
/*
 * The variables of a test of a card, from the environment and from the file net.config
 * beside the program, which counts where both have one. Values may stand in double quotes.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <kselftest.h>

#include "netif.h"

struct netif netif;

/**
 * netif_program() - find a file beside this program
 * @name: its name
 *
 * Return: its path, until the next call.
 */
const char *netif_program(const char *name)
{
	static char path[512];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - NETIF_TEXT);

	path[len < 0 ? 0 : len] = '\0';
	snprintf(strrchr(path, '/') + 1, NETIF_TEXT, "%s", name);
	return path;
}

static char *trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && isspace(end[-1]))
		*--end = '\0';
	while (isspace(*text))
		text++;
	return text;
}

/* A line NAME=VALUE, with a comment behind # */
static int read_setting(char *line, unsigned int number)
{
	char *value, *name, *end;

	line[strcspn(line, "#")] = '\0';
	name = trim(line);
	if (!*name)
		return 0;
	value = strchr(name, '=');
	if (!value || value == name)
		return netif_refuse(KSFT_FAIL, "%s:%u: want NAME=VALUE: %s",
				    netif_program("net.config"), number, name);
	*value++ = '\0';
	value = trim(value);
	end = value + strlen(value);
	if (end > value + 1 && *value == '"' && end[-1] == '"') {
		end[-1] = '\0';
		value++;
	}
	setenv(trim(name), value, 1);
	return 0;
}

static int read_config(void)
{
	FILE *f = fopen(netif_program("net.config"), "re");
	char line[512];
	unsigned int number = 0;
	int status = 0;

	if (!f && errno == ENOENT)
		return 0;
	if (!f)
		return netif_refuse(KSFT_FAIL, "%s: %s",
				    netif_program("net.config"), strerror(errno));
	while (!status && fgets(line, sizeof(line), f))
		status = read_setting(line, ++number);
	fclose(f);
	return status;
}

/* A variable that is set to nothing counts as not set. */
static const char *setting(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static int read_disruptive(void)
{
	const char *text = setting("DISRUPTIVE");
	char *end;

	netif.disruptive = true;
	if (!text || !strcasecmp(text, "yes") || !strcasecmp(text, "true"))
		return 0;
	netif.disruptive = false;
	if (!strcasecmp(text, "no") || !strcasecmp(text, "false"))
		return 0;
	netif.disruptive = strtol(text, &end, 10);
	if (!*end)
		return 0;
	return netif_refuse(KSFT_FAIL, "DISRUPTIVE=%s: want yes, true, no, false or a number",
			    text);
}

static int read_addresses(void)
{
	static const char *const names[2][NETIF_FAMILIES] = {
		{ "LOCAL_V4", "LOCAL_V6" }, { "REMOTE_V4", "REMOTE_V6" },
	};
	__u8 bytes[16];

	for (int i = 0; i < 2 * NETIF_FAMILIES; i++) {
		const char *name = names[i / 2][i % 2], *text = setting(name);

		if (text && inet_pton(i % 2 ? AF_INET6 : AF_INET, text, bytes) != 1)
			return netif_refuse(KSFT_FAIL, "%s=%s is no IPv%d address",
					    name, text, i % 2 ? 6 : 4);
		(i / 2 ? netif.remote : netif.local)[i % 2] = text;
	}
	for (int i = 0; i < NETIF_FAMILIES; i++)
		if (!netif.local[i] != !netif.remote[i])
			return netif_refuse(KSFT_FAIL, "%s is set and %s is not: set both or neither",
					    names[!netif.local[i]][i],
					    names[!!netif.local[i]][i]);
	if (!netif.local[NETIF_V4] && !netif.local[NETIF_V6])
		return netif_refuse(KSFT_FAIL, "no remote: set LOCAL_V4 and REMOTE_V4, or LOCAL_V6 and REMOTE_V6, to addresses of %s and of the other end",
				    netif.name);
	return 0;
}

static int read_remote(void)
{
	netif.remote_type = setting("REMOTE_TYPE");
	netif.remote_args = setting("REMOTE_ARGS");
	if (!netif.remote_type)
		return netif_refuse(KSFT_FAIL, "no remote: set REMOTE_TYPE to netns or to ssh");
	if (strcmp(netif.remote_type, "netns") && strcmp(netif.remote_type, "ssh"))
		return netif_refuse(KSFT_FAIL, "REMOTE_TYPE=%s: want netns or ssh",
				    netif.remote_type);
	if (!netif.remote_args)
		return netif_refuse(KSFT_FAIL, "no remote: set REMOTE_ARGS to %s",
				    *netif.remote_type == 'n' ? "the name of the namespace" :
				    "user@host");
	return 0;
}

/**
 * netif_configure() - read the variables
 *
 * Return: 0, or the status to end with; netif_why says why.
 */
int netif_configure(void)
{
	int status = read_config();
	const char *name;

	if (status)
		return status;
	name = setting("NETIF");
	if (!name)
		return netif_refuse(KSFT_SKIP, "NETIF is not set: name the interface of the card, as in NETIF=eth2");
	if (geteuid())
		return netif_refuse(KSFT_SKIP, "this needs root, for XDP programs and the settings of %s",
				    name);
	if (strlen(name) >= IFNAMSIZ || !if_nametoindex(name))
		return netif_refuse(KSFT_FAIL, "NETIF=%s: there is no such interface; `ip link` lists them",
				    name);
	strcpy(netif.name, name);
	return read_disruptive() ?: read_addresses() ?: read_remote();
}
