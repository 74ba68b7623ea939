// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests: the metadata ops that virtio_net sets when it finds a device.
 *
 * virtio_net.c includes this file, because the ops under test are static.
 * QEMU's device accepts the command that turns hash reports on. The tests
 * register a virtio device of their own, which can refuse it.
 */
#include <linux/virtio_ring.h>
#include <net/xdp_rx_meta_kunit_nic.h>

/* Receive, send and control */
#define VNET_PROBE_RINGS	3
#define VNET_PROBE_RING_LEN	64

/**
 * struct vnet_probe_case - a device and what the driver should make of it
 * @name: name of the case
 * @features: bits of the features that it has beside those of each case
 * @ack: its answer to each command
 * @ops: expected metadata ops
 */
struct vnet_probe_case {
	const char *name;
	u64 features;
	u8 ack;
	const struct xdp_metadata_ops *ops;
};

/**
 * struct vnet_probe_dev - a virtio device in memory
 * @vdev: the device as its driver sees it
 * @c: which device this is
 * @config: its configuration
 * @status: status that its driver has set
 * @released: nothing refers to the device any more
 * @rings: memory of its queues, a page each
 */
struct vnet_probe_dev {
	struct virtio_device vdev;
	const struct vnet_probe_case *c;
	struct virtio_net_config config;
	u8 status;
	struct completion released;
	void *rings[VNET_PROBE_RINGS];
};

#define REPORTS	BIT_ULL(VIRTIO_NET_F_HASH_REPORT)
#define STEERS	BIT_ULL(VIRTIO_NET_F_RSS)

static const struct vnet_probe_case vnet_probe_cases[] = {
	{ "reports", REPORTS, VIRTIO_NET_OK, &virtnet_xdp_metadata_ops },
	{ "reports, steers", REPORTS | STEERS, VIRTIO_NET_OK,
	  &virtnet_xdp_metadata_ops },
	{ "reports, refuses", REPORTS, VIRTIO_NET_ERR, NULL },
	{ "reports, steers, refuses", REPORTS | STEERS, VIRTIO_NET_ERR, NULL },
	{ "steers", STEERS, VIRTIO_NET_OK, NULL },
	{ "neither", 0, VIRTIO_NET_OK, NULL },
};

#undef REPORTS
#undef STEERS

KUNIT_ARRAY_PARAM_DESC(vnet_probe, vnet_probe_cases, name);

static struct vnet_probe_dev *vnet_probe_of(struct virtio_device *vdev)
{
	return container_of(vdev, struct vnet_probe_dev, vdev);
}

static void vnet_probe_get(struct virtio_device *vdev, unsigned int offset,
			   void *buf, unsigned int len)
{
	memcpy(buf, (void *)&vnet_probe_of(vdev)->config + offset, len);
}

static u8 vnet_probe_get_status(struct virtio_device *vdev)
{
	return vnet_probe_of(vdev)->status;
}

static void vnet_probe_set_status(struct virtio_device *vdev, u8 status)
{
	vnet_probe_of(vdev)->status = status;
}

static void vnet_probe_reset(struct virtio_device *vdev)
{
	vnet_probe_of(vdev)->status = 0;
}

static u64 vnet_probe_get_features(struct virtio_device *vdev)
{
	return vnet_probe_of(vdev)->c->features |
	       BIT_ULL(VIRTIO_F_VERSION_1) | BIT_ULL(VIRTIO_NET_F_CTRL_VQ) |
	       BIT_ULL(VIRTIO_NET_F_MAC);
}

static int vnet_probe_finalize_features(struct virtio_device *vdev)
{
	vring_transport_features(vdev);
	return 0;
}

/* The device has nothing to receive and nothing to send. */
static bool vnet_probe_ignore(struct virtqueue *vq)
{
	return true;
}

/* Answer a command. The last buffer of each is the byte for the answer. */
static bool vnet_probe_answer(struct virtqueue *vq)
{
	const struct vring *ring = virtqueue_get_vring(vq);
	struct virtio_device *vdev = vq->vdev;
	u16 used = virtio16_to_cpu(vdev, ring->used->idx);
	u16 slot = used % VNET_PROBE_RING_LEN;
	u16 head = virtio16_to_cpu(vdev, ring->avail->ring[slot]);
	const struct vring_desc *desc = &ring->desc[head];
	u8 *ack;

	while (virtio16_to_cpu(vdev, desc->flags) & VRING_DESC_F_NEXT)
		desc = &ring->desc[virtio16_to_cpu(vdev, desc->next)];
	ack = phys_to_virt(virtio64_to_cpu(vdev, desc->addr));
	*ack = vnet_probe_of(vdev)->c->ack;

	ring->used->ring[slot].id = cpu_to_virtio32(vdev, head);
	ring->used->ring[slot].len = cpu_to_virtio32(vdev, sizeof(*ack));
	ring->used->idx = cpu_to_virtio16(vdev, used + 1);
	return true;
}

static void vnet_probe_del_vqs(struct virtio_device *vdev)
{
	struct virtqueue *vq, *next;

	list_for_each_entry_safe(vq, next, &vdev->vqs, list)
		vring_del_virtqueue(vq);
}

static int vnet_probe_find_vqs(struct virtio_device *vdev, unsigned int count,
			       struct virtqueue *vqs[],
			       struct virtqueue_info infos[],
			       struct irq_affinity *desc)
{
	const unsigned int control = VNET_PROBE_RINGS - 1;
	struct vnet_probe_dev *dev = vnet_probe_of(vdev);

	if (count != VNET_PROBE_RINGS)
		return -EINVAL;
	for (unsigned int i = 0; i < count; i++) {
		vqs[i] = vring_new_virtqueue(i, VNET_PROBE_RING_LEN,
					     SMP_CACHE_BYTES, vdev, true,
					     infos[i].ctx, dev->rings[i],
					     i == control ? vnet_probe_answer :
							    vnet_probe_ignore,
					     infos[i].callback, infos[i].name);
		if (!vqs[i]) {
			vnet_probe_del_vqs(vdev);
			return -ENOMEM;
		}
	}
	return 0;
}

static const struct virtio_config_ops vnet_probe_config_ops = {
	.get			= vnet_probe_get,
	.get_status		= vnet_probe_get_status,
	.set_status		= vnet_probe_set_status,
	.reset			= vnet_probe_reset,
	.find_vqs		= vnet_probe_find_vqs,
	.del_vqs		= vnet_probe_del_vqs,
	.get_features		= vnet_probe_get_features,
	.finalize_features	= vnet_probe_finalize_features,
};

static void vnet_probe_release(struct device *dev)
{
	complete(&vnet_probe_of(dev_to_virtio(dev))->released);
}

static struct vnet_probe_dev *vnet_probe_make(struct kunit *test)
{
	struct device *parent = kunit_device_register(test, "virtio_net_probe");
	struct vnet_probe_dev *dev = rx_meta_test_zalloc(test, sizeof(*dev));

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, parent);
	KUNIT_ASSERT_LE(test, vring_size(VNET_PROBE_RING_LEN, SMP_CACHE_BYTES),
			PAGE_SIZE);
	for (unsigned int i = 0; i < VNET_PROBE_RINGS; i++)
		dev->rings[i] = rx_meta_test_zalloc(test, PAGE_SIZE);

	dev->c = test->param_value;
	init_completion(&dev->released);
	eth_random_addr(dev->config.mac);
	dev->config.rss_max_key_size = 40;
	dev->config.rss_max_indirection_table_length = cpu_to_le16(128);
	dev->config.max_virtqueue_pairs = __cpu_to_virtio16(true, 1);
	dev->config.supported_hash_types =
		cpu_to_le32(VIRTIO_NET_RSS_HASH_TYPE_UDPv4);
	dev->vdev.id.device = VIRTIO_ID_NET;
	dev->vdev.config = &vnet_probe_config_ops;
	dev->vdev.dev.parent = parent;
	dev->vdev.dev.release = vnet_probe_release;
	return dev;
}

static void vnet_probe_unregister(void *vdev)
{
	unregister_virtio_device(vdev);
	wait_for_completion(&vnet_probe_of(vdev)->released);
}

/* A program that binds to the device may ask for its hash only where the device
 * reports one. The readers of the core return stored values elsewhere.
 */
static void vnet_probe_ops_test(struct kunit *test)
{
	const struct vnet_probe_case *c = test->param_value;
	struct vnet_probe_dev *dev = vnet_probe_make(test);
	struct virtnet_info *vi;
	int err;

	err = register_virtio_device(&dev->vdev);
	if (err)
		put_device(&dev->vdev.dev);
	KUNIT_ASSERT_EQ(test, err, 0);
	rx_meta_test_defer(test, vnet_probe_unregister, &dev->vdev);

	KUNIT_ASSERT_PTR_EQ(test, dev->vdev.dev.driver,
			    &virtio_net_driver.driver);
	vi = dev->vdev.priv;
	KUNIT_EXPECT_PTR_EQ(test, vi->dev->xdp_metadata_ops, c->ops);
	KUNIT_EXPECT_EQ(test, vi->has_rss_hash_report, !!c->ops);
}

static struct kunit_case vnet_probe_kunit_cases[] = {
	KUNIT_CASE_PARAM(vnet_probe_ops_test, vnet_probe_gen_params),
	{}
};

static struct kunit_suite vnet_probe_suite = {
	.name = "virtio_net_probe",
	.test_cases = vnet_probe_kunit_cases,
};

kunit_test_suite(vnet_probe_suite);
