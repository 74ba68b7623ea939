// SPDX-License-Identifier: GPL-2.0
/*
 * Included by skb_hash_test.c: the commands that docs/rxmeta.md gives a new user, as they stand
 * there. After each that attaches, all packets arrive, and go by way of the redirect.
 */

#define DOC	"/lab/rxmeta.md"
#define SECTION	"### From probe to a spread tunnel"
#define CPUS	"cpu:0-3"	/* there; a guest may have fewer */

FIXTURE(first_steps) {
	struct lab lab;
};

FIXTURE_SETUP(first_steps)
{
	ASSERT_EQ(0, lab_open(&self->lab, "src1", false));
	ASSERT_EQ(0, net_ip("link set src1 down\nlink set src1 name eth1\nlink set eth1 up\n"));
}

FIXTURE_TEARDOWN(first_steps)
{
	lab_close(&self->lab);
}

static void for_this_guest(char *line)
{
	char *cpus = strstr(line, CPUS), *seconds = strstr(line, " --seconds");

	if (cpus)
		cpus[strlen(CPUS) - 1] = '0' + sysconf(_SC_NPROCESSORS_ONLN) - 1;
	if (seconds)
		*seconds = '\0';
}

static void expect_redirected(struct __test_metadata *_metadata, struct lab *lab)
{
	EXPECT_LE(0, send_all(lab, ipip));
	EXPECT_RXMETA(0, "{", "stat eth1 --json");
	EXPECT_EQ(ALL, rxmeta_counter("redirected")) TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(ALL, rxmeta_counter("tunnel"));
}

static void take_step(struct __test_metadata *_metadata, struct lab *lab, const char *line)
{
	pid_t spread;

	if (!strncmp(line, "rxmeta spread", 13)) {
		spread = start(SAYS, "/lab/%s", line);
		ASSERT_TRUE(says(SAYS, "until Ctrl-C")) TH_LOG("%s", text);
		if (kernel_has_layer())
			EXPECT_NE(NULL, strstr(text, "eth1: 4 queues behind veth0")) TH_LOG("%s", text);
		expect_redirected(_metadata, lab);
		EXPECT_EQ(0, stop(spread, SIGTERM));
	} else if (!strncmp(line, "rxmeta probe", 12)) {
		EXPECT_RXMETA(!kernel_has_layer(), "eth1\n", "%s", line + 7);
	} else if (!strncmp(line, "rxmeta ", 7)) {
		EXPECT_RXMETA(0, "", "%s", line + 7);
		if (!strncmp(line, "rxmeta attach", 13))
			expect_redirected(_metadata, lab);
	} else {
		EXPECT_EQ(0, system(line)) TH_LOG("%s", line);
	}
}

TEST_F_TIMEOUT(first_steps, lead_to_a_spread_tunnel, 120)
{
	bool section = false, code = false;
	FILE *doc = fopen(DOC, "re");
	char line[256];
	int steps = 0;

	ASSERT_NE(NULL, doc);
	while (fgets(line, sizeof(line), doc)) {
		line[strcspn(line, "#\n")] = *line == '#' ? '#' : '\0';
		if (!strncmp(line, "###", 3))
			section = !strncmp(line, SECTION, strlen(SECTION));
		code ^= !strncmp(line, "```", 3);
		if (!section || !code || *line == '`')
			continue;
		for_this_guest(line);
		take_step(_metadata, &self->lab, line);
		steps++;
	}
	EXPECT_EQ(9, steps);
	fclose(doc);
}
