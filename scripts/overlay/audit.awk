# SPDX-License-Identifier: GPL-2.0
#
# The places of kernel files that decide whether stored values stay with their packet: a
# line `PATH FUNCTION WHAT` for each function and WHAT.
#
#	start	sets data_hard_start: the values lie at a fixed place behind it
#	init	initialises a buffer that another function prepares
#	redirect	redirects a buffer that another function ran a program on
#	fill	sets data_end by hand: xdp_prepare_buff() would clear the flags
#	flags	sets all flags
#	alloc	takes a zero-copy buffer
#	run	runs a program; the same function does XDP_TX, or calls what does
#	frame	fills a frame by hand
#	size	depends on what lies behind a frame
#	skb	makes an skb of a buffer or frame
#	copy	makes a frame of a frame or of a zero-copy buffer
#	xmit	hands frames to a device
#
# A function begins in the first column. A macro counts as one, a label does not.

function site(what) { seen[FILENAME " " name " " what]++ }

# The line without strings, and without a comment that begins in it
function code(line)
{
	gsub(/"[^"]*"/, "", line)
	sub(/\/\*.*/, "", line)
	return line ~ /^[ \t]*(\*([ \t\/]|$)|\/\/)/ ? "" : line
}

FNR == 1 { name = "-"; inside = prepares = inits = redirects = runs = 0 }

/^[A-Za-z_]/ && /\(/ && !/;$/ {
	name = $0
	if (!sub(/^BPF_CALL_[0-9]+\(/, "", name))
		sub(/\(.*/, "", name)
	sub(/,.*/, "", name)
	sub(/.*[ *\t]/, "", name)
}

# A function's end
/^}/ {
	if (inits && !prepares)
		site("init")
	if (redirects && !runs)
		site("redirect")
	prepares = inits = redirects = runs = 0
}

/^{/ { inside = 1 }
/^}/ { inside = 0 }
/^#define/ && !inside {
	name = $2
	sub(/\(.*/, "", name)
}
!/^([ \t]|#define)/ { next }
{ line = code($0) }

line ~ /xdp_init_buff\(/		{ inits = 1 }
line ~ /xdp_prepare_buff\(/		{ prepares = 1 }
line ~ /xdp_do_redirect\(/		{ redirects = 1 }
line ~ /data_hard_start *[-+]?=[^=]/	{ site("start") }
line ~ /(xdp[a-z_]*|buff|bi|new|xsk)(->|\.)data_end *=[^=]/ { site("fill") }
line ~ /xdp[a-z_]*((->|\.)xdp)?(->|\.)flags *=[^=]/ { site("flags") }
line ~ /(xsk_buff|xp)_alloc(_batch)?\(/	{ site("alloc") }
line ~ /bpf_prog_run(_generic)?_xdp\(/	{ site("run"); runs = 1 }
line ~ /(xdp|frame)[a-z_]*->(headroom|metasize) *=[^=]/ { site("frame") }
line ~ /sizeof\((struct xdp_frame|\*[a-z_]*xdp_?f(rame)?)\)/ { site("size") }
line ~ /[^a-z](xdpf|frame) \+ 1\)/		{ site("size") }
line ~ /xdp_build_skb_from_/		{ site("skb") }
line ~ /xdpf_clone\(|xdp_convert_zc_to_xdp_frame\(/ { site("copy") }
line ~ /->ndo_xdp_xmit\(|[a-z]_xdp_xmit\(.*, 1, / { site("xmit") }

END {
	for (s in seen)
		print s
}
