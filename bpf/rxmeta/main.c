// SPDX-License-Identifier: GPL-2.0
/* rxmeta: attach the tunnel program to an interface, and show what it does. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command_options.h"
#include "subcommands.h"
#include "fail.h"
#include "settings.h"

/**
 * struct command - a command of the tool
 * @name: its name
 * @operand: name of its operand for --help, or %NULL
 * @summary: what it does
 * @options: its options
 * @run: returns the exit code
 */
struct command {
	const char *name;
	const char *operand;
	const char *summary;
	const struct option_spec *options;
	int (*run)(struct settings *settings);
};

static const struct command commands[] = {
	{
		.name = "attach", .operand = "IFACE",
		.summary = "redirect tunnelled packets with the hash of their inner flow",
		.options = attach_options, .run = cmd_attach,
	},
	{
		.name = "spread", .operand = "IFACE",
		.summary = "attach, place the work on all CPUs, and undo both at the end",
		.options = spread_options, .run = cmd_spread,
	},
	{
		.name = "relay", .operand = "IFACE",
		.summary = "redirect all packets with the hints of the NIC, until the end",
		.options = relay_options, .run = cmd_relay,
	},
	{
		.name = "watch", .operand = "IFACE",
		.summary = "print the hints that the driver reports of each packet",
		.options = watch_options, .run = cmd_watch,
	},
	{
		.name = "detach", .operand = "IFACE", .summary = "undo attach",
		.options = json_options, .run = cmd_detach,
	},
	{
		.name = "stat", .operand = "IFACE",
		.summary = "print the counters of the attached program",
		.options = json_options, .run = cmd_stat,
	},
	{
		.name = "probe", .operand = "[IFACE]",
		.summary = "tell what this kernel can do, and which hints an interface reports",
		.options = probe_options, .run = cmd_probe,
	},
	{
		.name = "hash",
		.summary = "print the hash that the program computes for a flow",
		.options = hash_options, .run = cmd_hash,
	},
	{
		.name = "help", .operand = "[COMMAND]",
		.summary = "print this, or the options of a command",
		.options = no_options,
	},
	{
		.name = "version", .summary = "print the version; --version does, too",
		.options = no_options,
	},
	{ }
};

static void print_usage(FILE *to)
{
	const struct command *cmd;

	fputs("Usage: rxmeta COMMAND [OPTIONS]\n\n", to);
	for (cmd = commands; cmd->name; cmd++)
		fprintf(to, "  %-8s%-11s%s\n", cmd->name,
			cmd->operand ?: "", cmd->summary);
	fputs("\n'rxmeta help COMMAND' lists the options of a command.\n"
	      "Exit status: 0 OK, 1 NO (probe: the kernel lacks the layer), 2 USAGE,\n"
	      "3 SYSTEM (the kernel refused).\n",
	      to);
}

static void print_help(const struct command *cmd)
{
	const struct option_spec *opt;

	printf("Usage: rxmeta %s%s%s%s\n\n%s\n", cmd->name,
	       cmd->operand ? " " : "", cmd->operand ?: "",
	       cmd->options->name ? " [OPTIONS]" : "", cmd->summary);
	for (opt = cmd->options; opt->name; opt++)
		printf("%s  --%-15s%-6s %s\n", opt == cmd->options ? "\n" : "",
		       opt->name, opt->arg ?: "", opt->help);
}

static const struct option_spec *find_option(const struct command *cmd,
					     const char *name, size_t len)
{
	const struct option_spec *opt;

	for (opt = cmd->options; opt->name; opt++)
		if (strlen(opt->name) == len && !memcmp(opt->name, name, len))
			return opt;
	return NULL;
}

/* Read an option. Its argument follows a '=', or is the next word. */
static int take_option(const struct command *cmd, struct settings *settings,
		       char ***word)
{
	const char *name = **word + 2;
	const char *arg = strchr(name, '=');
	const struct option_spec *opt;

	opt = find_option(cmd, name, arg ? (size_t)(arg - name) : strlen(name));
	if (!opt)
		return fail(RXMETA_USAGE, "%s has no option %s; see 'rxmeta %s --help'",
			    cmd->name, **word, cmd->name);
	if (arg && !opt->arg)
		return fail(RXMETA_USAGE, "--%s takes no value", opt->name);

	if (arg)
		arg++;
	else if (opt->arg)
		arg = *++*word;
	if (opt->arg && !arg)
		return fail(RXMETA_USAGE, "--%s wants %s: %s", opt->name,
			    opt->arg, opt->help);
	return opt->set(opt, settings, arg);
}

static int run_command(const struct command *cmd, char **word)
{
	struct settings settings;
	int err;

	settings_init(&settings);
	for (; *word; word++) {
		if (!strcmp(*word, "--help") || !strcmp(*word, "-h")) {
			print_help(cmd);
			return RXMETA_OK;
		}
		if (!strncmp(*word, "--", 2)) {
			err = take_option(cmd, &settings, &word);
			if (err)
				return err;
		} else if (cmd->operand && !settings.iface) {
			settings.iface = *word;
		} else {
			return fail(RXMETA_USAGE, "%s: '%s' is one word too many; see 'rxmeta %s --help'",
				    cmd->name, *word, cmd->name);
		}
	}

	if (cmd->operand && *cmd->operand != '[' && !settings.iface)
		return fail(RXMETA_USAGE, "%s wants an interface: rxmeta %s %s",
			    cmd->name, cmd->name, cmd->operand);
	return cmd->run(&settings);
}

static const struct command *find_command(const char *name)
{
	const struct command *cmd;

	for (cmd = commands; cmd->name; cmd++)
		if (!strcmp(cmd->name, name))
			return cmd;
	return NULL;
}

static bool is_one_of(const char *word, const char *a, const char *b,
		      const char *c)
{
	return !strcmp(word, a) || !strcmp(word, b) || !strcmp(word, c);
}

static int no_command(const char *name)
{
	fail(RXMETA_USAGE, "there is no command '%s'", name);
	print_usage(stderr);
	return RXMETA_USAGE;
}

static int cmd_help(const char *topic)
{
	const struct command *cmd;

	if (!topic) {
		print_usage(stdout);
		return RXMETA_OK;
	}
	cmd = find_command(topic);
	if (!cmd)
		return no_command(topic);
	print_help(cmd);
	return RXMETA_OK;
}

static int run(int argc, char **argv)
{
	const struct command *cmd;

	if (argc < 2) {
		print_usage(stderr);
		return RXMETA_USAGE;
	}
	if (is_one_of(argv[1], "--help", "-h", "help"))
		return cmd_help(argv[2]);
	if (is_one_of(argv[1], "--version", "-V", "version")) {
		puts("rxmeta " RXMETA_VERSION);
		return RXMETA_OK;
	}

	cmd = find_command(argv[1]);
	return cmd ? run_command(cmd, argv + 2) : no_command(argv[1]);
}

/* A reader of a pipe who has enough, as head does, is no error. */
static bool reader_is_gone(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO };

	return poll(&out, 1, 0) > 0 && out.revents & (POLLERR | POLLHUP);
}

int main(int argc, char **argv)
{
	int code = run(argc, argv);

	if (!fflush(stdout) && !ferror(stdout))
		return code;
	return reader_is_gone() ? code :
	       fail(RXMETA_SYSTEM, "cannot write all output");
}
