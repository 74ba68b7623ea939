# SPDX-License-Identifier: GPL-2.0
#
# What bench-cost and text.sh wrote, the files of cost.awk behind the first: PRISTINE, and then
# those of our kernel and of the public series, in any order. Names of the latter end with public.jsonl.

FNR == 1 && FILENAME != ARGV[1] {
	kind = FILENAME == ARGV[2] ? "pristine" : FILENAME ~ /public\.jsonl$/ ? "public" : "ours"
	FS = "[\":,{}]+"
	$0 = $0
}
$2 == "kernel" { kernel[kind] = $3 ", " $5; next }
$2 == "options" { next }
$2 == "object" {
	if ($3 == "all") { text[kind] = $5; more_text[kind] = $7 - $5 }
	next
}
{
	row = $3 " " $5
	k = kind " " $7 " " row
	value[k, ++rounds[k]] = $11
	if (kind == "ours" && !(row in known)) { known[row]; order[++n_rows] = row }
}

function has(kind, with, row) { return (kind " " with " " row) in rounds }

# The median of three is exact where two of them are. The spread is the most that a round differs.
function median(kind, with, row,	i, j, k, t, v, n) {
	k = kind " " with " " row
	n = rounds[k]
	for (i = 1; i <= n; i++)
		v[i] = value[k, i]
	for (i = 1; i <= n; i++)
		for (j = i + 1; j <= n; j++)
			if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
	if (v[n] - v[1] > spread[row])
		spread[row] = v[n] - v[1]
	return v[int((n + 1) / 2)]
}

# What a packet takes more than its base: than on the pristine kernel, or with nothing stored
function more(kind, with, row,	base) {
	base = with == "hash" || with == "all" || with == "remote" ? kind : "pristine"
	if (!has(kind, with, row) || !has(base, "nothing", row))
		return "-"
	return median(kind, with, row) - median(base, "nothing", row)
}
