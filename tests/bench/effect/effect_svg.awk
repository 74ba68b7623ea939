# SPDX-License-Identifier: GPL-2.0
#
# awk -v question=cpus|bursts|merged -f drawing.awk -f bars.awk -f json_line.awk -f effect_read.awk
# -f THIS RESULTS...: the answer to a question about the effect, for the most flows and CPUs, as a drawing.

function value_of(k) {
	if (question == "cpus")
		return fullest[k, "both"]
	return question == "bursts" ? burst_lost(k) : merged[k, "outer"]
}

function words_of(k, v) {
	if (question == "cpus")
		return sprintf("%.2f, on %d", v, used[k, "both"])
	return question == "bursts" ? sprintf("%.0f %%", v) : sprintf("%.2f", v)
}

function add_ways(t, rest,    w, k, v) {
	bar_add(tunnel[t], "")
	for (w = 1; w <= ways; w++) {
		k = tunnel[t] SUBSEP way[w] SUBSEP rest
		v = value_of(k)
		if (k in seen && v != "")
			bar_add(way[w], v, words_of(k, v), way[w] ~ /^stored/ ? "ours" : "theirs")
	}
}

END {
	cpus = most_cpus; flows = flow_count[flow_counts]
	for (t = 1; t <= tunnels; t++)
		add_ways(t, cpus SUBSEP flows)
	what = sprintf("One tunnel of %d flows over %d CPUs: ", flows, cpus)
	if (question == "cpus")
		bars_draw(what "how even is the work?", "Work of the fullest CPU, times the mean of " cpus \
			". Behind it, how many CPUs work.", cpus)
	else if (question == "bursts")
		bars_draw(what "what does a burst lose?", "Lost of " burst_size \
			" packets that come at once, each of which costs the receiver more, in percent.", 100)
	else
		bars_draw(what "what does GRO merge?", "Packets an skb where the stack takes them in, of trains of 8.", 8)
}
