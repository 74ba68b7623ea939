# SPDX-License-Identifier: GPL-2.0
#
# awk -v noise=N -f bounds.awk -f counts.awk -f bytes.awk -f public.awk -f THIS BOUNDS PRISTINE OURS...: the
# tables of make bench-cost. PRISTINE and the files behind it are those of counts.awk. PRISTINE may
# be empty. The exit status is 1 where a bound is broken, 2 where the kernels cannot be compared.

BEGIN {
	says["nothing"] = "nothing stored"
	says["hash"] = "a hash"
	says["all"] = "all three"
}

function plus(v) { return v == "-" ? v : sprintf("%+.1f", v) }

# No record is of this compiler: the table has what can be told without the pristine kernel.
function alone() { return !("pristine" in kernel) }

function pristine(row) {
	if (has("pristine", "nothing", row))
		return sprintf("%.1f", median("pristine", "nothing", row))
	if (alone())
		return "-"
	breaks(row, "not measured on the pristine kernel")
	return "?"
}

function ours(row, with,	v) {
	v = more("ours", with, row)
	return v == "-" ? v : checked(row, with, v)
}

# A kernel that stands in for the pristine one has no other means.
function other(row, with, wanted) {
	if (wanted && !alone() && !has("pristine", with, row) && !has("pristine", "hash", row))
		breaks(row, "not measured with " with " on the pristine kernel")
	return plus(more("pristine", with, row))
}

function print_row(row,	part, tc, hash) {
	split(row, part, " ")
	if (part[1] == "call" || part[1] == "bytes")
		return
	tc = more("pristine", "tc", row)
	hash = more("ours", "hash", row)
	if (tc != "-" && hash != "-")
		check_share(row, hash, tc)
	printf "  %-11s %-11s %8s %8s %8s %8s %8s %8s %8s %7.2f\n", part[1], part[2], pristine(row),
		ours(row, "nothing"), ours(row, "hash"), ours(row, "all"), plus(more("ours", "remote", row)),
		other(row, "tc", part[2] ~ /PASS|-skb$/), other(row, "rps", part[2] ~ /PASS/), spread[row]
}

function print_call(row,	part, v, b) {
	if (row !~ /^call /)
		return
	split(row, part, " ")
	v = median("ours", "-", row)
	b = limit(row, "hash")
	if (b != "-" && v > b + noise)
		breaks(row, sprintf("%.1f is above the bound of %s", v, b))
	printf "  %-11s %-19s %8.1f %55s %7.2f\n", part[1], part[2], v, "", spread[row]
}

END {
	for (k in kernel)
		if (kernel[k] != kernel["ours"]) {
			print "The " k " kernel is " kernel[k] ", and this one is " kernel["ours"] "." >"/dev/stderr"
			print "They cannot be compared: build both with one compiler." >"/dev/stderr"
			exit 2
		}
	print "  Instructions a packet, " kernel["ours"] "\n"
	printf "  %-11s %-11s %8s %8s %8s %8s %8s %8s %8s %7s\n", "path", "route", "pristine", "nothing", "a hash",
		"all", "remote", "tc", "RPS", "spread"
	for (i = 1; i <= n_rows; i++) print_call(order[i])
	for (i = 1; i <= n_rows; i++) print_row(order[i])
	for (i = 1; i <= n_rows; i++) print_bytes(order[i])
	print_text()
	print "\n  nothing, tc, RPS: more than pristine; a hash, all, remote: more than nothing; call: one kfunc with its"
	print "  call; headroom: bytes that a program can put in front of a packet; text: bytes of code and"
	print "  read-only data; spread: the most that rounds differ"
	print_public()
	if (broken) {
		printf "\n%s", broken
		exit 1
	}
}
