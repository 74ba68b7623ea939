// SPDX-License-Identifier: GPL-2.0
/* For audit_test.sh: a place of each kind that audit.awk knows, and lines that are none. */
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
