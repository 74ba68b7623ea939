// SPDX-License-Identifier: GPL-2.0
/*
 * A NIC model as a device of QEMU: `-device NAME,netdev=ID[,mac=ADDRESS]`, where
 * NAME is connectx5 or e810.
 *
 * LD_PRELOAD loads this into an unmodified QEMU. It is compiled against the
 * headers of exactly that QEMU. In another QEMU, members of structs may be
 * elsewhere, so guard.c compares the build id first.
 *
 * Properties:
 *	netdev, mac	as of every NIC
 *	vectors		number of MSI-X vectors
 *	control		a chardev for the control socket, whose lines
 *			common_lines.c and each card's control_lines.c describe
 *	trace		a file for the lines of trace
 *	trace-kib	the largest size of that file
 */
#include "qemu/osdep.h"
#include "chardev/char-fe.h"
#include "hw/pci/msix.h"
#include "hw/pci/pci.h"
#if __has_include("hw/pci/pci_device.h")
#include "hw/pci/pci_device.h"
#endif
#include "hw/pci/pcie.h"
#include "hw/qdev-properties.h"
#include "hw/qdev-properties-system.h"
#include "migration/vmstate.h"
#include "net/net.h"
#include "qapi/error.h"
#include "qemu/module.h"
#include "qemu/timer.h"

#include "nic/nic.h"

#include "answers.h"
#include "api.h"
#include "guard.h"
#include "wire_ends.h"

/*
 * The dynamic linker resolves data and pointers to functions at load time. They
 * are weak, so that a program other than QEMU loads the object without an
 * error.
 */
#pragma weak register_module_init
#pragma weak qdev_prop_bool
#pragma weak qdev_prop_chr
#pragma weak qdev_prop_macaddr
#pragma weak qdev_prop_netdev
#pragma weak qdev_prop_string
#pragma weak qdev_prop_uint32

#define LINE_MAX_LEN	8192

static const struct nic_model *const nic_models[] = { &nic_connectx5, &nic_e810,
						      NULL };

/**
 * struct nic_dev - the device
 * @pci: QEMU's part, first
 * @bar: BAR 0, in which MSI-X may overlay @mmio
 * @msix: the BAR of MSI-X, where that is another one
 * @mmio: the registers
 * @qemu_nic: the network client
 * @conf: properties netdev and mac
 * @control: the control socket
 * @answers: lines that wait for the control socket
 * @line: the start of a line from the control socket
 * @line_len: bytes of @line
 * @vectors: property: number of MSI-X vectors
 * @trace: property: name of the trace file
 * @trace_kib: property: the most KiB of the trace file
 * @traced: bytes of the trace file
 * @trace_file: the trace file
 * @timer: calls nic_timer()
 * @wire: its end of the wire
 * @model: the kind of card
 * @nic: the card
 */
struct nic_dev {
	PCIDevice pci;
	MemoryRegion bar;
	MemoryRegion msix;
	MemoryRegion mmio;
	NICState *qemu_nic;
	NICConf conf;
	CharBackend control;
	struct answers answers;
	char line[LINE_MAX_LEN];
	size_t line_len;
	uint32_t vectors;
	char *trace;
	uint32_t trace_kib;
	uint64_t traced;
	FILE *trace_file;
	QEMUTimer timer;
	struct wire_end wire;
	const struct nic_model *model;
	struct nic *nic;
};

static int dma_read(void *opaque, uint64_t addr, void *buf, size_t len)
{
	struct nic_dev *dev = opaque;

	return pci_dma_read(&dev->pci, addr, buf, len) == MEMTX_OK ? 0 : -1;
}

static int dma_write(void *opaque, uint64_t addr, const void *buf, size_t len)
{
	struct nic_dev *dev = opaque;

	return pci_dma_write(&dev->pci, addr, buf, len) == MEMTX_OK ? 0 : -1;
}

static void raise_irq(void *opaque, unsigned int vector)
{
	struct nic_dev *dev = opaque;

	msix_notify(&dev->pci, vector);
}

/* The guest's time, which stands still while the guest is stopped. */
static uint64_t now(void *opaque)
{
	return qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

static void wire_tx(void *opaque, const void *frame, size_t len)
{
	struct nic_dev *dev = opaque;

	qemu_send_packet(qemu_get_queue(dev->qemu_nic), frame, len);
}

static void wire_offer(void *opaque, const struct nic_offer *offer)
{
	struct nic_dev *dev = opaque;

	wire_end_offer(&dev->wire, offer);
}

static void set_timer(void *opaque, uint64_t when)
{
	struct nic_dev *dev = opaque;

	if (when)
		timer_mod_ns(&dev->timer, when);
	else
		timer_del(&dev->timer);
}

/* The size is limited, or a long run of the guest would fill the disk. */
static void trace_line(void *opaque, const char *line)
{
	struct nic_dev *dev = opaque;
	uint64_t most = (uint64_t)dev->trace_kib << 10;
	uint64_t ns = now(dev);

	if (dev->traced >= most)
		return;
	dev->traced += fprintf(dev->trace_file, "%" PRIu64 ".%06" PRIu64 " %s\n",
			       ns / 1000000000, ns / 1000 % 1000000, line);
	if (dev->traced >= most)
		fprintf(dev->trace_file, "trace-kib=%u: no more is traced\n",
			dev->trace_kib);
}

static void say_line(void *opaque, const char *line)
{
	struct nic_dev *dev = opaque;

	if (qemu_chr_fe_backend_connected(&dev->control))
		answers_add(&dev->answers, line);
}

static uint64_t mmio_read(void *opaque, hwaddr off, unsigned int size)
{
	struct nic_dev *dev = opaque;

	return nic_mmio_read(dev->nic, off, size);
}

static void mmio_write(void *opaque, hwaddr off, uint64_t val,
		       unsigned int size)
{
	struct nic_dev *dev = opaque;

	nic_mmio_write(dev->nic, off, val, size);
}

static const MemoryRegionOps mmio_ops = {
	.read = mmio_read,
	.write = mmio_write,
	.endianness = DEVICE_LITTLE_ENDIAN,
	.valid = { .min_access_size = 1, .max_access_size = 8 },
	.impl = { .min_access_size = 1, .max_access_size = 8 },
};

static ssize_t receive(NetClientState *nc, const uint8_t *buf, size_t len)
{
	struct nic_dev *dev = qemu_get_nic_opaque(nc);

	nic_wire_rx(dev->nic, buf, len);
	return len;
}

static void link_changed(NetClientState *nc)
{
	struct nic_dev *dev = qemu_get_nic_opaque(nc);

	nic_wire_link(dev->nic, !nc->link_down);
}

static NetClientInfo net_info = {
	.type = NET_CLIENT_DRIVER_NIC,
	.size = sizeof(NICState),
	.receive = receive,
	.link_status_changed = link_changed,
};

static int control_room(void *opaque)
{
	struct nic_dev *dev = opaque;

	return answers_full(&dev->answers) ? 0 : LINE_MAX_LEN - dev->line_len;
}

/* Cuts a line that is too long in two, which gives unknown commands. */
static void control_read(void *opaque, const uint8_t *buf, int len)
{
	struct nic_dev *dev = opaque;

	for (int i = 0; i < len; i++) {
		if (buf[i] != '\n' && dev->line_len < LINE_MAX_LEN - 1) {
			dev->line[dev->line_len++] = buf[i];
			continue;
		}
		dev->line[dev->line_len] = '\0';
		dev->line_len = 0;
		nic_control(dev->nic, dev->line);
	}
}

static void control_event(void *opaque, QEMUChrEvent event)
{
	struct nic_dev *dev = opaque;

	if (event != CHR_EVENT_CLOSED)
		return;
	answers_clear(&dev->answers);
	dev->line_len = 0;
}

static void run_timer(void *opaque)
{
	struct nic_dev *dev = opaque;

	nic_timer(dev->nic);
}

static const struct nic_model *model_of(const char *type)
{
	for (const struct nic_model *const *m = nic_models; *m; m++)
		if (!strcmp((*m)->name, type))
			return *m;
	return NULL;
}

static bool make_nic(struct nic_dev *dev, Error **errp)
{
	const struct nic_host host = {
		.opaque = dev,
		.dma_read = dma_read,
		.dma_write = dma_write,
		.irq = raise_irq,
		.now = now,
		.wire_tx = wire_tx,
		.wire_offer = wire_offer,
		.timer = set_timer,
		.trace = dev->trace ? trace_line : NULL,
		.say = say_line,
	};
	struct nic_config config = {
		.vectors = dev->vectors,
	};

	if (dev->trace) {
		dev->trace_file = fopen(dev->trace, "we");
		if (!dev->trace_file) {
			error_setg(errp, "trace=%s: %s", dev->trace,
				   strerror(errno));
			return false;
		}
		setvbuf(dev->trace_file, NULL, _IOLBF, 0);
	}
	qemu_macaddr_default_if_unset(&dev->conf.macaddr);
	memcpy(config.mac, dev->conf.macaddr.a, sizeof(config.mac));
	dev->nic = nic_new(dev->model, &host, &config);
	if (!dev->nic)
		error_setg(errp, "vectors=%u: want 2 to %u", dev->vectors,
			   NIC_VECTORS_MAX);
	return dev->nic;
}

/* Returns the memory region of the BAR that has the MSI-X table. */
static MemoryRegion *msix_region(struct nic_dev *dev)
{
	return dev->model->msix_bar ? &dev->msix : &dev->bar;
}

static void make_msix_bar(struct nic_dev *dev)
{
	memory_region_init(&dev->msix, OBJECT(dev), "nic-msix",
			   dev->model->msix_bar_size);
	pci_register_bar(&dev->pci, dev->model->msix_bar,
			 PCI_BASE_ADDRESS_MEM_TYPE_64 |
			 PCI_BASE_ADDRESS_MEM_PREFETCH, &dev->msix);
}

/* The serial number is an EUI-64, made from the address. */
static void make_serial_number(struct nic_dev *dev)
{
	const uint8_t *mac = dev->conf.macaddr.a;
	uint64_t high = (uint64_t)mac[0] << 16 | mac[1] << 8 | mac[2];
	uint64_t low = (uint64_t)mac[3] << 16 | mac[4] << 8 | mac[5];

	pcie_dev_ser_num_init(&dev->pci, PCI_CONFIG_SPACE_SIZE,
			      high << 40 | 0xfffeULL << 24 | low);
}

static bool make_bar(struct nic_dev *dev, Error **errp)
{
	const struct nic_model *model = dev->model;
	PCIDevice *pci = &dev->pci;

	memory_region_init(&dev->bar, OBJECT(dev), "nic-bar", model->bar_size);
	memory_region_init_io(&dev->mmio, OBJECT(dev), &mmio_ops, dev,
			      "nic-mmio", model->bar_size);
	memory_region_add_subregion_overlap(&dev->bar, 0, &dev->mmio, -1);
	pci_register_bar(pci, 0, PCI_BASE_ADDRESS_MEM_TYPE_64 |
				 PCI_BASE_ADDRESS_MEM_PREFETCH, &dev->bar);
	if (pcie_endpoint_cap_init(pci, 0x60) < 0) {
		error_setg(errp, "cannot add the PCI Express capability");
		return false;
	}
	if (model->serial_number)
		make_serial_number(dev);
	if (model->msix_bar)
		make_msix_bar(dev);
	if (msix_init(pci, dev->vectors, msix_region(dev), model->msix_bar,
		      model->msix_table, msix_region(dev), model->msix_bar,
		      model->msix_pba, 0x9c, errp))
		return false;
	for (unsigned int i = 0; i < dev->vectors; i++)
		msix_vector_use(pci, i);
	return true;
}

static void drop_nic(struct nic_dev *dev)
{
	nic_free(dev->nic);
	dev->nic = NULL;
	if (dev->trace_file)
		fclose(dev->trace_file);
	dev->trace_file = NULL;
	timer_deinit(&dev->timer);
}

static void realize(PCIDevice *pci, Error **errp)
{
	const char *type = object_get_typename(OBJECT(pci));
	struct nic_dev *dev = (struct nic_dev *)pci;
	DeviceState *qdev = DEVICE(pci);

	dev->model = model_of(type);
	dev->answers.to = &dev->control;
	timer_init_ns(&dev->timer, QEMU_CLOCK_VIRTUAL, run_timer, dev);
	if (!make_nic(dev, errp) || !make_bar(dev, errp)) {
		drop_nic(dev);
		return;
	}
	dev->qemu_nic = qemu_new_nic(&net_info, &dev->conf, type, qdev->id,
				     &qdev->mem_reentrancy_guard, dev);
	dev->wire.client = qemu_get_queue(dev->qemu_nic);
	dev->wire.nic = dev->nic;
	wire_end_add(&dev->wire);
	qemu_format_nic_info_str(qemu_get_queue(dev->qemu_nic),
				 dev->conf.macaddr.a);
	if (qemu_chr_fe_backend_connected(&dev->control))
		qemu_chr_fe_set_handlers(&dev->control, control_room,
					 control_read, control_event, NULL, dev,
					 NULL, true);
}

static void unrealize(PCIDevice *pci)
{
	struct nic_dev *dev = (struct nic_dev *)pci;

	answers_clear(&dev->answers);
	qemu_chr_fe_deinit(&dev->control, false);
	timer_del(&dev->timer);
	wire_end_drop(&dev->wire);
	qemu_del_nic(dev->qemu_nic);
	msix_uninit(pci, msix_region(dev), msix_region(dev));
	drop_nic(dev);
}

static void reset(DeviceState *qdev)
{
	struct nic_dev *dev = (struct nic_dev *)qdev;

	msix_reset(&dev->pci);
	nic_reset(dev->nic);
}

static NIC_PROPERTY properties[] = {
	DEFINE_NIC_PROPERTIES(struct nic_dev, conf),
	DEFINE_PROP_CHR("control", struct nic_dev, control),
	DEFINE_PROP_STRING("trace", struct nic_dev, trace),
	DEFINE_PROP_UINT32("trace-kib", struct nic_dev, trace_kib, 64 << 10),
	DEFINE_PROP_UINT32("vectors", struct nic_dev, vectors, 32),
	NIC_PROPERTIES_END
};

/* The state of a model cannot be saved. */
static const VMStateDescription vmstate = {
	.name = "nic-model",
	.unmigratable = 1,
};

static void class_init(ObjectClass *class, NIC_CLASS_DATA *data)
{
	const struct nic_model *model = data;
	PCIDeviceClass *pci = PCI_DEVICE_CLASS(class);
	DeviceClass *qdev = DEVICE_CLASS(class);

	pci->realize = realize;
	pci->exit = unrealize;
	pci->vendor_id = model->vendor;
	pci->device_id = model->device;
	pci->revision = model->revision;
	pci->subsystem_vendor_id = model->subsystem_vendor;
	pci->subsystem_id = model->subsystem;
	pci->class_id = PCI_CLASS_NETWORK_ETHERNET;
	NIC_SET_RESET(qdev, reset);
	qdev->vmsd = &vmstate;
	qdev->desc = model->desc;
	set_bit(DEVICE_CATEGORY_NETWORK, qdev->categories);
	device_class_set_props(qdev, properties);
}

static void register_types(void)
{
	static InterfaceInfo interfaces[] = { { INTERFACE_PCIE_DEVICE }, { } };

	for (const struct nic_model *const *m = nic_models; *m; m++) {
		const TypeInfo info = {
			.name = (*m)->name,
			.parent = TYPE_PCI_DEVICE,
			.instance_size = sizeof(struct nic_dev),
			.class_init = class_init,
			.class_data = (void *)*m,
			.interfaces = interfaces,
		};

		type_register_static(&info);
	}
}

/* In a program other than QEMU, this does nothing. */
static void __attribute__((constructor)) load(void)
{
	if (nic_shim_wanted())
		register_module_init(register_types, MODULE_INIT_QOM);
}
