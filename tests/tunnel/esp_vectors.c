// SPDX-License-Identifier: GPL-2.0
#include "esp_vectors.h"

#define COUNTING16	"000102030405060708090a0b0c0d0e0f"
#define COUNTING32	COUNTING16 "101112131415161718191a1b1c1d1e1f"

const struct cipher_vector cipher_vectors[] = {
	{
		.name = "RFC 3602, case 1", .cipher = "cbc(aes)",
		.key = "06a9214036b8a15b512e03d534120006",
		.iv = "3dafba429d9eb430b422da802c9fac41",
		.plain = "53696e676c6520626c6f636b206d7367",
		.coded = "e353779c1079aeb82708942dbe77181a",
	},
	{
		.name = "RFC 3602, case 2", .cipher = "cbc(aes)",
		.key = "c286696d887c9aa0611bbb3e2025a45a",
		.iv = "562e17996d093d28ddb3ba695a2e6f58",
		.plain = COUNTING32,
		.coded = "d296cd94c2cccf8a3a863028b5e1dc0a"
			 "7586602d253cfff91b8266bea6d61ab1",
	},
	{
		.name = "RFC 3686, vector 1", .cipher = "rfc3686(ctr(aes))",
		.key = "ae6852f8121067cc4bf7a5765577f39e" "00000030",
		.iv = "0000000000000000",
		.plain = "53696e676c6520626c6f636b206d7367",
		.coded = "e4095d4fb7a7b3792d6175a3261311b8",
	},
	{
		.name = "RFC 3686, vector 2", .cipher = "rfc3686(ctr(aes))",
		.key = "7e24067817fae0d743d6ce1f32539163" "006cb6db",
		.iv = "c0543b59da48d90b",
		.plain = COUNTING32,
		.coded = "5104a106168a72d9790d41ee8edad388"
			 "eb2e1efc46da57c8fce630df9141be28",
	},
	{
		.name = "RFC 3686, vector 3", .cipher = "rfc3686(ctr(aes))",
		.key = "7691be035e5020a8ac6e618529f9a0dc" "00e0017b",
		.iv = "27777f3f4a1786f0",
		.plain = COUNTING32 "20212223",
		.coded = "c1cf48a89f2ffdd9cf4652e9efdb72d7"
			 "4540a42bde6d7836d59a5ceaaef31053" "25b2072f",
	},
	{
		.name = "GCM, NIST's test case 4", .cipher = "rfc4106(gcm(aes))",
		.key = "feffe9928665731c6d6a8f9467308308" "cafebabe",
		.iv = "facedbaddecaf888",
		.plain = "d9313225f88406e5a55909c5aff5269a"
			 "86a7a9531534f7da2e4c303d8a318a72"
			 "1c3c0c95956809532fcf0e2449a6b525"
			 "b16aedf5aa0de657ba637b39",
		.coded = "42831ec2217774244b7221b784d0d49c"
			 "e3aa212f2c02a4e035c17e2329aca12e"
			 "21d514b25466931c7d8f6a5aac84aa05"
			 "1ba30b396a0aac973d58e091",
	},
	{
		.name = "CCM, Crypto++, all zero", .cipher = "rfc4309(ccm(aes))",
		.key = "00000000000000000000000000000000" "000000",
		.iv = "0000000000000000",
		.plain = "00000000000000000000000000000000",
		.coded = "2e9aca6bda54fc6f1250e8de813c6308",
	},
	{
		.name = "CCM, Crypto++, another key", .cipher = "rfc4309(ccm(aes))",
		.key = "feffe9928665731c6d6a8f9467308308" "000000",
		.iv = "0000000000000001",
		.plain = "00000000000000000000000000000000",
		.coded = "cfb99917c8860e7f7e76f8e6f8cc1f17",
	},
	{ }
};

const char rfc3602_tunnel_key[] = "0123456789abcdef0123456789abcdef";
const char rfc3602_tunnel[] =
	"4500008c090500004032f91ec0a87bc8c0a87b64"
	"00008765" "00000002" "f4e765244f6407adf13dc1380f673f37"
	"773b5241a4c449225e4f3ce5ed611b0c237ca96cf74a93013c1b0ea1a0cf70f8"
	"e4ecaec78ac53aad7a0f022b859243c647752e94a859352b8a4d4d2decd136e5"
	"c177f132ad3fbfb2201ac9904c74ee0a109e0ca1e4dfe9d5a100b842f1c22f0d";

const char rfc3602_transport_key[] = "90d382b410eeba7ad938c46cec1a82bf";
const char rfc3602_transport[] =
	"4500007c08f200004032f9a5c0a87b03c0a87b64"
	"00004321" "00000001" "e96e8c08ab465763fd098d45dd3ff893"
	"f663c25d325c18c6a9453e194e120849a4870b66cc6b9965330013b4898dc856"
	"a4699e523a55db080b59ec3a8e4b7e52775b07d1db34ed9c538ab50c551b874a"
	"a269add047ad2d5913ac19b7cfbad4a6";
