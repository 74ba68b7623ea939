# SPDX-License-Identifier: GPL-2.0
#
# Read what bench-effect wrote, by the functions of tests/bench/json_line.awk. A key is tunnel, way, CPUs and flows. For
# each: used and fullest by stage, packets an skb, packets out of order; and for each burst the share
# that was lost.

# The median of table[k, 1] to table[k, n], or "" without any
function median(table, k, n,    i, v) {
	for (i = 1; i <= n; i++)
		v[i] = table[k, i]
	sort(v, n)
	return n ? v[int((n + 1) / 2)] : ""
}

# Of the bursts of a key: the share in percent that was lost
function burst_lost(k) { return median(lost_share, k, rounds[k]) }

# Of a tunnel and a way: instructions a packet
function instructions(k) { return median(instructions_in, k, counted[k]) }

# The fullest is set against the mean of those that were asked for.
function note(k, name, v, n, wanted,    i, sum, most) {
	used[k, name] = 0
	for (i = 1; i <= n; i++) {
		used[k, name] += v[i] > 0
		sum += v[i]
		most = v[i] > most ? v[i] : most
	}
	if (sum)
		fullest[k, name] = most * wanted / sum
}

function note_run(k, cpus,    n, m, i, v, w) {
	seen[k]
	n = list("outer", v)
	note(k, "outer", v, n, cpus)
	m = list("inner", w)
	note(k, "inner", w, m, cpus)
	for (i = 1; i <= n; i++)
		v[i] += w[i]
	note(k, "both", v, n, cpus)
	if (n = list("queues", v))
		note(k, "queues", v, n, cpus)
	merged[k, "outer"] = sum(v, list("outer", v)) / number("outer_skbs")
	merged[k, "inner"] = sum(w, list("inner", w)) / number("inner_skbs")
}

function sum(v, n,    i, all) {
	for (i = 1; i <= n; i++)
		all += v[i]
	return all
}

function first(value, table, n,    i) {
	for (i = 1; i <= n && table[i] != value; i++)
		;
	table[i] = value
	return i > n ? i : n
}

# From the guest that counts them
number("instructions") != "" {
	k = text("tunnel") SUBSEP text("way")
	instructions_in[k, ++counted[k]] = number("instructions")
	next
}

{
	tunnels = first(text("tunnel"), tunnel, tunnels + 0)
	ways = first(text("way"), way, ways + 0)
	cpu_counts = first(number("cpus"), cpu_count, cpu_counts + 0)
	most_cpus = number("cpus") > most_cpus ? number("cpus") : most_cpus
	flow_counts = first(number("flows"), flow_count, flow_counts + 0)
	k = text("tunnel") SUBSEP text("way") SUBSEP number("cpus") SUBSEP number("flows")
	reordered[k] += number("reordered")
	if (number("damaged") || number("repeated"))
		bad = bad sprintf("  %s, %s: %d packets arrived damaged, %d a second time\n", text("tunnel"), text("way"), \
			number("damaged"), number("repeated"))
	if (number("burst")) {
		lost_share[k, ++rounds[k]] = 100 * number("lost") / number("sent")
		burst_size = number("sent")
		next
	}
	note_run(k, number("cpus"))
	if (number("lost"))
		bad = bad sprintf("  %s, %s, %d flows, %d CPUs: %d packets were lost outside of bursts\n", text("tunnel"), text("way"), \
			number("flows"), number("cpus"), number("lost"))
}
