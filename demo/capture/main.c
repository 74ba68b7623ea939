// SPDX-License-Identifier: GPL-2.0
/*
 * demo-capture: convert a capture into frames that the guest can send. An error
 * shows before anything boots.
 *
 * Exit status: 0 done, 2 there is nothing to send.
 */
#include <ctype.h>
#include <errno.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ethernet_header.h"
#include "frames_file.h"
#include "qemu/common/error.h"
#include "qemu/common/options.h"

static const char * const skip_texts[SKIPS] = {
	[SKIP_CUT]		= "cut short when captured (use tcpdump -s 0)",
	[SKIP_LONG]		= "too long for the wire (merged by GRO or TSO?)",
	[SKIP_SHORT]		= "shorter than an Ethernet header",
	[SKIP_NO_ETHERNET]	= "nothing that Ethernet carries",
	[SKIP_TAG]		= "cut at their VLAN tag (the kernel drops these)",
};

/**
 * struct job - a conversion
 * @from: path of the capture
 * @to: path of the file of frames
 * @pcap: the open capture
 * @link: its link type, DLT_*
 * @out: the open file of frames
 * @head: header of that file
 */
struct job {
	const char *from;
	const char *to;
	pcap_t *pcap;
	int link;
	FILE *out;
	struct capture_head head;
};

static FILE *open_file(const struct job *job)
{
	struct stat st;
	FILE *file;

	if (stat(job->from, &st))
		die("%s: %s; PCAP= wants a file that tcpdump -w wrote",
		    job->from, strerror(errno));
	if (S_ISDIR(st.st_mode))
		die("%s is a directory; name one file in it", job->from);
	if (!S_ISREG(st.st_mode))
		die("%s is no regular file; write the capture to one first",
		    job->from);
	if (!st.st_size)
		die("%s is empty: it has no pcap header either; capture again",
		    job->from);
	file = fopen(job->from, "re");
	if (!file)
		die("%s: %s; make it readable for you", job->from,
		    strerror(errno));
	return file;
}

static void open_capture(struct job *job)
{
	FILE *file = open_file(job);
	char error[PCAP_ERRBUF_SIZE];
	const char *name;

	job->pcap = pcap_fopen_offline(file, error);
	if (!job->pcap)
		die("%s cannot be read as pcap or pcapng (%s); if it is compressed, unpack it first",
		    job->from, error);
	job->link = pcap_datalink(job->pcap);
	if (link_is_known(job->link))
		return;
	name = pcap_datalink_val_to_name(job->link);
	die("%s was captured on a link of type %s; the demo takes Ethernet, raw IP and Linux cooked captures (tcpdump -i any)",
	    job->from, name ?: "that libpcap has no name for");
}

static void write_out(struct job *job, const void *buf, size_t len)
{
	if (fwrite(buf, 1, len, job->out) != len)
		die("cannot write %s: %s", job->to, strerror(errno));
}

static void set_name(struct job *job)
{
	const char *slash = strrchr(job->from, '/');
	const char *name = slash ? slash + 1 : job->from;
	char *to = job->head.name;

	for (; *name && to < job->head.name + CAPTURE_NAME_LEN - 1; name++)
		*to++ = isascii(*name) && isprint(*name) && *name != '"' &&
			*name != '\\' ? *name : '?';
}

/* The kernel drops a frame that ends less than two bytes behind a VLAN tag, with and
 * without a program. Padding would make up a tag that nobody sent.
 */
static bool ends_in_tag(const uint8_t *header, int header_len,
			const uint8_t *rest, uint32_t rest_len)
{
	const uint8_t *type = (header_len ? header : rest) +
			      ETHERNET_HEADER_LEN - 2;
	uint32_t at = ETHERNET_HEADER_LEN - header_len;

	while (at <= rest_len && ethernet_is_tag(type)) {
		at += ETHERNET_TAG_LEN;
		if (rest_len < at + 2)
			return true;
		type = rest + at - 2;
	}
	return false;
}

/* A NIC pads a short frame, so it is padded here: it has to arrive as it was sent. */
static void write_frame(struct job *job, const uint8_t *header, int header_len,
			const uint8_t *rest, uint32_t rest_len)
{
	static const uint8_t padding[CAPTURE_FRAME_PADDED];
	uint32_t len = header_len + rest_len;
	uint32_t pad = len < sizeof(padding) ? sizeof(padding) - len : 0;

	if (ends_in_tag(header, header_len, rest, rest_len)) {
		job->head.skipped[SKIP_TAG]++;
		return;
	}
	if (len < CAPTURE_FRAME_MIN || len > CAPTURE_FRAME_MAX) {
		job->head.skipped[len < CAPTURE_FRAME_MIN ? SKIP_SHORT :
							    SKIP_LONG]++;
		return;
	}
	len += pad;
	job->head.bytes += len;
	if (job->head.bytes > CAPTURE_BYTES_MAX)
		die("%s has more than %d MiB of packets, which the guest has no memory for; tcpdump -r FILE -c N -w SHORTER takes the first N",
		    job->from, CAPTURE_BYTES_MAX >> 20);
	job->head.frames++;
	job->head.made_up += header_len > 0;
	write_out(job, &len, sizeof(len));
	write_out(job, header, header_len);
	write_out(job, rest, rest_len);
	write_out(job, padding, pad);
}

static void take_packet(struct job *job, const struct pcap_pkthdr *info,
			const uint8_t *packet)
{
	uint8_t header[ETHERNET_HEADER_LEN];
	int off = 0;

	if (++job->head.packets > CAPTURE_PACKETS_MAX)
		die("%s has more than %d packets, which would take minutes; tcpdump -r FILE -c %d -w SHORTER takes the first ones",
		    job->from, CAPTURE_PACKETS_MAX, CAPTURE_PACKETS_MAX);
	if (info->caplen < info->len) {
		job->head.skipped[SKIP_CUT]++;
		return;
	}
	if (job->link == DLT_EN10MB) {
		write_frame(job, header, 0, packet, info->caplen);
		return;
	}
	off = link_to_ethernet(job->link, packet, info->caplen, header);
	if (off < 0)
		job->head.skipped[SKIP_NO_ETHERNET]++;
	else
		write_frame(job, header, sizeof(header), packet + off,
			    info->caplen - off);
}

static void take_packets(struct job *job)
{
	struct pcap_pkthdr *info;
	const uint8_t *packet;
	int more;

	while ((more = pcap_next_ex(job->pcap, &info, &packet)) == 1)
		take_packet(job, info, packet);
	if (more == PCAP_ERROR)
		die("%s cannot be read after packet %u (%s); tcpdump -r FILE -w WHOLE keeps those before",
		    job->from, job->head.packets, pcap_geterr(job->pcap));
	if (!job->head.packets)
		die("%s has no packets; was the filter too strict, or did the capture end too soon?",
		    job->from);
}

static void print_summary(const struct job *job, FILE *to)
{
	const struct capture_head *head = &job->head;

	fprintf(to, "%s: %u packets, %u can be sent\n", head->name,
		head->packets, head->frames);
	if (head->made_up)
		fprintf(to, "  %8u  with an Ethernet header made up (%s)\n",
			head->made_up, pcap_datalink_val_to_name(job->link));
	for (int i = 0; i < SKIPS; i++)
		if (head->skipped[i])
			fprintf(to, "  %8u  skipped: %s\n", head->skipped[i],
				skip_texts[i]);
}

int main(int argc, char **argv)
{
	static const struct option_row rows[] = { { } };
	static const struct options options = {
		.usage = "CAPTURE FRAMES",
		.about = "Convert a capture into frames that the demo can send.",
		.rows = rows,
	};
	struct job job = { .head.magic = CAPTURE_MAGIC };
	char **files = options_parse(&options, argv);

	if (!files[0] || !files[1] || files[2])
		options_misuse(&options);
	job.from = files[0];
	job.to = files[1];
	set_name(&job);
	open_capture(&job);
	job.out = fopen(job.to, "we");
	if (!job.out)
		die("cannot write %s: %s", job.to, strerror(errno));
	/* The header counts no frames until all are written: the file may end early. */
	write_out(&job, &job.head, sizeof(job.head));
	take_packets(&job);
	if (!job.head.frames) {
		print_summary(&job, stderr);
		die("no packet of %s can be sent", job.from);
	}
	rewind(job.out);
	write_out(&job, &job.head, sizeof(job.head));
	if (fclose(job.out))
		die("cannot write %s: %s", job.to, strerror(errno));
	print_summary(&job, stdout);
	return 0;
}
