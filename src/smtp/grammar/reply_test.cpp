// Reply lines as they go over the wire.
#include "smtp/grammar/reply.h"

#include <gtest/gtest.h>

namespace postern::smtp {
namespace {

std::string wire(const Reply& reply) {
  std::string out;
  reply.append_to(out);
  return out;
}

TEST(Reply, one_line_has_a_space_after_the_code) { EXPECT_EQ(wire({250, "2.1.0", "Sender ok"}), "250 2.1.0 Sender ok\r\n"); }

// RFC 5321 §4.2.1, RFC 2034 §4, RFC 3463 §2
TEST(Reply, every_line_but_the_last_has_a_hyphen_and_each_has_the_enhanced_code) {
  EXPECT_EQ(wire({214, "2.0.0", "one\ntwo"}), "214-2.0.0 one\r\n214 2.0.0 two\r\n");
}

TEST(Reply, replies_without_enhanced_code_leave_it_out) {
  EXPECT_EQ(wire({250, "", "mx.example\nPIPELINING"}), "250-mx.example\r\n250 PIPELINING\r\n");
}

TEST(Reply, foreign_text_cannot_forge_a_line) {
  EXPECT_EQ(wire({550, "5.1.1", std::string("a\r250 b\0c", 9)}), "550 5.1.1 a?250 b?c\r\n");
}

}  // namespace
}  // namespace postern::smtp
