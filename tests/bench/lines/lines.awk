# SPDX-License-Identifier: GPL-2.0
#
# awk -v out=FILE -f json_line.awk -f line_table.awk -f THIS NOISE kind=KIND RUNS COUNTS...: the
# tables of make bench-lines. NOISE is noise.list. RUNS is what bench-cost wrote in the guest, COUNTS
# what the plugin wrote: a line for a check of itself, and one for each run in the same order. FILE
# gets both. KIND is pristine, ours or public. The exit status is 1 where a packet with nothing stored
# touches more lines than on the pristine kernel, 2 where the counts cannot be used.

function die(words) {
	print words >"/dev/stderr"
	failed = 2
	exit 2
}

function close_kind() {
	if (kind_now != "" && n_counts != n_runs)
		die(kind_now ": " n_runs " runs, but the plugin counted " n_counts)
}

kind == "" {
	if (!/^#/) {
		noise[++n_noise] = $3
		noise_path[n_noise] = $1
		noise_route[n_noise] = $2
	}
	next
}
kind != kind_now {
	close_kind()
	kind_now = kind
	n_runs = n_counts = 0
}
/"kernel"/ { release[kind] = text("kernel") }
/"path"/ && $0 !~ /"path":"(call|bytes)"/ {
	row = text("path") " " text("route")
	runs[++n_runs] = row SUBSEP text("with")
	if (kind == "ours" && !(row in known)) { known[row]; order[++n_rows] = row }
}
/"windows"/ && !checked[kind]++ { check(); next }
/"windows"/ { count(runs[++n_counts]) }

# What becomes of a packet behind its poll counts where the route says so.
function count(run,	part, behind) {
	split(run, part, SUBSEP)
	behind = part[1] ~ /-skb$/ || part[2] == "rps"
	if (number("windows") < 8 || (behind && number("stack_windows") < 8))
		die(kind ", " part[1] ", " part[2] ": too few packets were counted")
	own[kind, run] = number("own") + (behind ? number("stack_own") : 0)
	touched[kind, run] = number("touched") + (behind ? number("stack_touched") : 0)
	printf "{\"kernel\":\"%s\",\"run\":\"%s\",\"with\":\"%s\",\"own\":%.4f,\"touched\":%.4f}\n",
		kind, part[1], part[2], own[kind, run], touched[kind, run] >out
}

# self_check.c has 13 lines a packet, of which 10 are its own and 3 those of all 16 of a window.
function check() {
	if (number("touched") != 13 || number("own") < 10.18 || number("own") > 10.19)
		die(kind ": the plugin counts " number("touched") " and " number("own") " lines, not 13 and 10.19")
}

END {
	if (failed)
		exit failed
	close_kind()
	table(own, "Cache lines of its own that a packet touches")
	table(touched, "Cache lines that a packet touches")
	print "\n  own: those of 16 packets, each counted once, divided by 16; nothing, tc, RPS, none: more"
	print "  than pristine; a hash, all: more than nothing; -: not measured"
	if (broken != "")
		printf "\n%s", broken
	exit broken != ""
}
