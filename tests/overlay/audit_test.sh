# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Sourced by run.sh: the list of audited places, held against the kernel, and
# against a kernel of one file that has a place of each kind, and lines that are none.
# shellcheck disable=SC2154  # tmp, log and work are that script's
small=$tmp/small list=$tmp/list
mkdir -p "$small/drivers" "$small/include" "$small/kernel" "$small/net" "$tmp/rules/drivers"
cat >"$small/drivers/a.c" <<'end'
#include <net/xdp.h>
#define A_OFFSET ALIGN(sizeof(struct xdp_frame), 8)

static int a_declared(struct xdp_buff *xdp);

static u32 a_run(struct a *a,
		 struct xdp_buff *xdp)
{
	/* xdp->flags = 0, says
	 * xdp->data_hard_start = NULL;
	 */
	pr_debug("xdp_do_redirect(xdp->flags = 0)");
	if (xdp->flags == 0 || xdp->data_hard_start == NULL)
		return bpf_prog_run_xdp(a->prog, xdp);
	return xdp_do_redirect(a->dev, xdp, a->prog);
}

static void a_prepared(struct xdp_buff *xdp)
{
	xdp_init_buff(xdp, PAGE_SIZE, NULL);
	xdp_prepare_buff(xdp, NULL, 0, 0, false);
}

static void a_once(struct xdp_buff *xdp)
{
	xdp_init_buff(xdp, PAGE_SIZE, NULL);
}

int a_redirect(struct a *a, struct xdp_buff *xdp)
{
	return xdp_do_redirect(a->dev, xdp, a->prog);
}

void a_by_hand(struct a *a)
{
	a->buf->xdp->data_end = a->end;
	a->xdp.flags = 0;
	a->xdp.data_hard_start += 16;
	*a->place = xsk_buff_alloc(a->pool);
}

struct sk_buff *a_frames(struct xdp_frame *xdpf, struct a *a)
{
	xdpf->headroom = 0;
	a->dma = (void *)(xdpf + 1);
	a->copy = xdpf_clone(xdpf);
	a->dev->netdev_ops->ndo_xdp_xmit(a->dev, 1, &xdpf, 0);
	return xdp_build_skb_from_frame(xdpf, a->dev);
}
end
cat >"$list" <<'end'
# A comment
drivers/a.c
    A_OFFSET    size      ok        a macro
    a_run       run       untagged  XDP_TX
    a_once      init      ok        once
    a_redirect  redirect  rule      copied
    a_by_hand   fill      ok        one
    a_by_hand   flags     ok        two
    a_by_hand   start     ok        three
    a_by_hand   alloc     ok        four

    a_frames    frame     ok        five
    a_frames    size      ok        six
    a_frames    copy      ok        seven
    a_frames    xmit      ok        eight
    a_frames    skb       ok        nine
end
touch "$tmp/rules/drivers/a.c.cocci"

audit() { scripts/overlay/audit.sh "$small" "$list" "$tmp/rules" >"$log" 2>&1; }
# complains LINE: and of nothing else
complains() { ! audit && [ "$(cat "$log")" = "$1" ]; }
# with SED LINE: of the list changed by SED, audit says LINE
with()
{
	cp "$list" "$tmp/kept"
	sed -i "$1" "$list"
	complains "$2"
	set -- $?
	mv "$tmp/kept" "$list"
	return "$1"
}

scripts/overlay/audit.sh "$work/pristine" scripts/overlay/audit.list >"$log" 2>&1; ok audit_has_each_place $?
audit; ok audit_knows_each_kind $?
with '/a_run/d' "drivers/a.c: a_run(): run: read this function, and give it a verdict in $list"; ok audit_names_a_new_place $?
with 's/a_once .*/&\n    a_gone  run  ok  gone/' \
	"$list: drivers/a.c: a_gone(): run: the kernel has this no more, or it is there twice"; ok audit_names_what_is_gone $?
with 's/^ *a_once .*/&\n&/' \
	"$list: drivers/a.c: a_once(): init: the kernel has this no more, or it is there twice"; ok audit_names_what_is_twice $?
with 's/ once$//' "$list: drivers/a.c: a_once(): init: a verdict wants a reason"; ok audit_wants_a_reason $?
with 's/ untagged / fine /' "$list: drivers/a.c: a_run(): run: unknown verdict: fine"; ok audit_knows_its_verdicts $?
rm "$tmp/rules/drivers/a.c.cocci"
complains "$list: drivers/a.c: a_redirect(): redirect: there is no drivers/a.c.cocci"; ok audit_wants_the_rule $?
