// SPDX-License-Identifier: GPL-2.0
/*
 * What rxmeta makes of netlink messages that a kernel of the lab does not send: cut ones,
 * errors, and SAs of other kinds. A pair of sockets is in the place of the kernel.
 */
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/xfrm.h>

#include "tests/lib/harness.h"
#include "bpf/rxmeta/netlink.h"
#include "bpf/rxmeta/sa.h"
#include "bpf/rxmeta/sa_kernel.h"
#include "bpf/rxmeta/sa_table.h"

#ifndef XFRM_SA_DIR_OUT		/* Linux 6.10 */
#define XFRM_SA_DIR_IN	1
#define XFRM_SA_DIR_OUT	2
#define XFRMA_SA_DIR	33
#endif

#define ROOM	65536		/* of rxmeta, for a message */
#define KEY_LEN	20		/* of AES with 128 bits, and the salt */

/* What the messages have done to the table */
static struct {
	int put;
	int removed;
	int flushed;
	struct sa last;
} done;

int sa_table_put(struct sa_table *table, const struct sa *sa)
{
	done.put++;
	done.last = *sa;
	return 0;
}

void sa_table_remove(struct sa_table *table, const struct ipsec_id *id)
{
	done.removed++;
}

void sa_table_unsee(struct sa_table *table)
{
}

void sa_table_remove_unseen(struct sa_table *table)
{
	done.flushed++;
}

/* A message as it grows */
static struct {
	struct nlmsghdr head;
	__u8 body[2 * ROOM];
} msg;

static void begin(__u16 type, const void *body, __u32 len)
{
	memset(&msg.head, 0, sizeof(msg.head));
	msg.head.nlmsg_type = type;
	msg.head.nlmsg_len = NLMSG_LENGTH(NLMSG_ALIGN(len));
	memset(msg.body, 0, sizeof(msg.body));
	memcpy(msg.body, body, len);
}

static void add(__u16 type, const void *value, __u16 len)
{
	struct nlattr *attr = (void *)&msg + msg.head.nlmsg_len;

	attr->nla_type = type;
	attr->nla_len = NLA_HDRLEN + len;
	memcpy(attr + 1, value, len);
	msg.head.nlmsg_len += NLA_HDRLEN + NLA_ALIGN(len);
}

/* Return: what sa_kernel_follow() says of the message, if it comes alone. */
static int follow(void)
{
	static struct sa_table table;
	int pair[2], err = -EIO;

	memset(&done, 0, sizeof(done));
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair))
		return err;
	if (send(pair[1], &msg, msg.head.nlmsg_len, 0) == msg.head.nlmsg_len)
		err = sa_kernel_follow(pair[0], &table);
	close(pair[0]);
	close(pair[1]);
	return err;
}

static struct xfrm_usersa_info esp(void)
{
	return (struct xfrm_usersa_info){
		.id = { .spi = htonl(0x1001), .proto = IPPROTO_ESP },
		.family = AF_INET, .mode = XFRM_MODE_TUNNEL,
	};
}

static void begin_sa(const struct xfrm_usersa_info *info)
{
	struct {
		struct xfrm_algo_aead head;
		__u8 key[KEY_LEN];
	} aead = {
		.head = { .alg_name = "rfc4106(gcm(aes))", .alg_key_len = 8 * KEY_LEN,
			  .alg_icv_len = 128 },
	};

	begin(XFRM_MSG_NEWSA, info, sizeof(*info));
	add(XFRMA_ALG_AEAD, &aead, sizeof(aead));
}

TEST(sas_of_other_kinds)
{
	struct xfrm_usersa_info info = esp();
	__u8 dir = XFRM_SA_DIR_IN;

	begin_sa(&info);
	add(XFRMA_SA_DIR, &dir, 1);
	EXPECT_EQ(0, follow());
	EXPECT_EQ(1, done.put);
	EXPECT_EQ(IPSEC_CTR, done.last.format.cipher);
	EXPECT_EQ(16, done.last.format.icv_len);

	dir = XFRM_SA_DIR_OUT;
	begin_sa(&info);
	add(XFRMA_SA_DIR, &dir, 1);
	EXPECT_EQ(0, follow());
	EXPECT_EQ(0, done.put);

	info.id.proto = IPPROTO_AH;
	begin_sa(&info);
	EXPECT_EQ(0, follow());
	EXPECT_EQ(0, done.put);

	info = esp();
	info.mode = XFRM_MODE_BEET;
	begin_sa(&info);
	EXPECT_EQ(0, follow());
	EXPECT_EQ(1, done.put);
	EXPECT_EQ(IPSEC_UNREAD, done.last.format.cipher);
}

/* The key is longer than the attribute that should have it. */
TEST(keys_are_not_read_behind_their_end)
{
	struct xfrm_algo_aead aead = {
		.alg_name = "rfc4106(gcm(aes))", .alg_key_len = 8 * KEY_LEN,
	};
	struct xfrm_algo crypt = { .alg_name = "cbc(aes)", .alg_key_len = 128 };
	struct xfrm_usersa_info info = esp();

	begin(XFRM_MSG_NEWSA, &info, sizeof(info));
	add(XFRMA_ALG_AEAD, &aead, sizeof(aead));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(1, done.put);
	EXPECT_EQ(IPSEC_UNREAD, done.last.format.cipher);
	EXPECT_EQ(0, done.last.params.key_len);

	begin(XFRM_MSG_NEWSA, &info, sizeof(info));
	add(XFRMA_ALG_CRYPT, &crypt, sizeof(crypt));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(1, done.put);
	EXPECT_EQ(IPSEC_UNREAD, done.last.format.cipher);
	EXPECT_EQ(0, done.last.params.key_len);
}

/* One byte less than the header of each */
TEST(cut_messages_do_nothing)
{
	static const struct {
		__u16 type;
		size_t len;
	} cut[] = {
		{ XFRM_MSG_NEWSA, sizeof(struct xfrm_usersa_info) },
		{ XFRM_MSG_UPDSA, sizeof(struct xfrm_usersa_info) },
		{ XFRM_MSG_DELSA, sizeof(struct xfrm_usersa_id) },
		{ XFRM_MSG_EXPIRE, sizeof(struct xfrm_user_expire) },
		{ XFRM_MSG_FLUSHSA, sizeof(struct xfrm_usersa_flush) },
	};
	struct xfrm_usersa_info info = esp();
	size_t i;

	for (i = 0; i < sizeof(cut) / sizeof(*cut); i++) {
		begin(cut[i].type, &info, sizeof(info));
		msg.head.nlmsg_len = NLMSG_LENGTH(cut[i].len) - 1;
		EXPECT_EQ(0, follow());
		EXPECT_EQ(0, done.put + done.removed + done.flushed) TH_LOG("type %u", cut[i].type);
	}
}

TEST(ends_of_other_kinds)
{
	struct xfrm_user_expire expire = { .state = esp(), .hard = 1 };
	struct xfrm_usersa_id gone = { .proto = IPPROTO_ESP };
	struct xfrm_usersa_flush flush = { .proto = IPPROTO_AH };

	begin(XFRM_MSG_EXPIRE, &expire, sizeof(expire));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(1, done.removed);
	expire.hard = 0;
	begin(XFRM_MSG_EXPIRE, &expire, sizeof(expire));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(0, done.removed);

	begin(XFRM_MSG_DELSA, &gone, sizeof(gone));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(1, done.removed);
	gone.proto = IPPROTO_AH;
	begin(XFRM_MSG_DELSA, &gone, sizeof(gone));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(0, done.removed);

	begin(XFRM_MSG_FLUSHSA, &flush, sizeof(flush));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(0, done.flushed);
	flush.proto = 0;
	begin(XFRM_MSG_FLUSHSA, &flush, sizeof(flush));
	EXPECT_EQ(0, follow());
	EXPECT_EQ(1, done.flushed);
}

/* Return: what sa_kernel_read_all() says if the message is the answer. */
static int read_all(void)
{
	static struct sa_table table;
	struct nlmsghdr question;
	int pair[2], err;
	pid_t kernel;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair))
		return 1;
	kernel = fork();
	if (!kernel) {
		recv(pair[1], &question, sizeof(question), 0);
		send(pair[1], &msg, msg.head.nlmsg_len, 0);
		_exit(0);
	}
	err = sa_kernel_read_all(pair[0], &table);
	waitpid(kernel, NULL, 0);
	close(pair[0]);
	close(pair[1]);
	return err;
}

TEST(answers_of_a_dump)
{
	struct nlmsgerr refused = { .error = -EPERM };

	begin(NLMSG_DONE, &refused, sizeof(refused));
	EXPECT_EQ(0, read_all());
	begin(NLMSG_ERROR, &refused, sizeof(refused));
	EXPECT_EQ(-EPERM, read_all());
	msg.head.nlmsg_len = NLMSG_LENGTH(sizeof(refused)) - 1;
	EXPECT_EQ(-EBADMSG, read_all());
	begin(NLMSG_DONE, &refused, sizeof(refused));
	msg.head.nlmsg_len = ROOM + 4;
	EXPECT_EQ(-EMSGSIZE, read_all());
}

/* Ask a question to which the message is the answer, of which @len bytes come. */
static int ask(struct message *question, size_t len)
{
	int pair[2], err = 1;
	__u32 header = 0;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair))
		return err;
	message_init(question, 1, &header, sizeof(header));
	if (send(pair[1], &msg, len, 0) == (ssize_t)len)
		err = message_ask(pair[0], question);
	close(pair[0]);
	close(pair[1]);
	return err;
}

TEST(answers_to_a_question)
{
	static struct message question;
	struct nlmsgerr refused = { .error = -ENODEV };
	__u32 body = 0, value = 7;
	__u64 wide;

	begin(1, &body, sizeof(body));
	add(5, &value, sizeof(value));
	EXPECT_EQ(0, ask(&question, msg.head.nlmsg_len));
	value = 0;
	EXPECT_EQ(0, message_read(&question, 5, &value, sizeof(value)));
	EXPECT_EQ(7, value);
	EXPECT_EQ(-ENOENT, message_read(&question, 5, &wide, sizeof(wide)));
	EXPECT_EQ(-ENOENT, message_read(&question, 6, &value, sizeof(value)));

	EXPECT_EQ(-EBADMSG, ask(&question, NLMSG_LENGTH(sizeof(body)) - 1));
	EXPECT_EQ(-EBADMSG, ask(&question, msg.head.nlmsg_len - 1));
	begin(NLMSG_ERROR, &refused, sizeof(refused));
	EXPECT_EQ(-ENODEV, ask(&question, msg.head.nlmsg_len));
	refused.error = 0;
	begin(NLMSG_ERROR, &refused, sizeof(refused));
	EXPECT_EQ(-EBADMSG, ask(&question, msg.head.nlmsg_len));
}

/* A length below that of the attribute's header, and one behind the end of the message */
TEST(attributes_of_a_wrong_length)
{
	struct nlattr attrs[2] = { { .nla_len = 3, .nla_type = 5 }, { .nla_len = 4, .nla_type = 6 } };
	__u16 len;

	EXPECT_EQ(NULL, netlink_find(attrs, attrs + 2, 5, &len));
	EXPECT_EQ(NULL, netlink_find(attrs, attrs + 2, 6, &len));
	attrs[0].nla_len = 9;
	EXPECT_EQ(NULL, netlink_find(attrs, attrs + 2, 5, &len));
	attrs[0].nla_len = 4;
	EXPECT_EQ(&attrs[1], netlink_find(attrs, attrs + 2, 5, &len));
	EXPECT_EQ(0, len);
	EXPECT_EQ(attrs + 2, netlink_find(attrs, attrs + 2, 6, &len));
}

TEST_MAIN(NULL)
