// What becomes of a queued message for a server that takes 7 bit alone.
#include "outbound/in_seven_bit.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "support/manual_time.h"

namespace postern::outbound {
namespace {

constexpr std::string_view kPath = "Return-Path: <ann@a.test>\r\n";
const std::string kText =
    "DKIM-Signature: v=1; d=a.test; b=old\r\nDKIM-Signature: v=1; d=else.test; b=theirs\r\nFrom: ann@a.test\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xC3\xA4\r\n";

// Holds a.test alone, and says over what it signs.
struct OneDomain final : delivery::Signer {
  Task<std::string> sign(std::string host, store::Content content, const mime::Message& message) override {
    octets = content.size();
    parsed = message.size;
    co_return "DKIM-Signature: v=1; d=" + host + "; b=new\r\n";
  }
  [[nodiscard]] std::optional<address::Domain> signed_by(const mime::Message& m, const mime::Field& field) const override {
    if (!m.line(field).contains("d=a.test")) return {};
    return address::parse_domain("a.test").value();
  }
  std::uint64_t octets = 0, parsed = 0;
};

class InSevenBitTest : public testing::Test {
 protected:
  smtp::client::Mail mail(const std::string& text = kText) {
    smtp::client::Mail out{.envelope = {},
                           .content = store::Content(std::make_shared<const std::string>(std::string(kPath) + text)),
                           .skip = kPath.size()};
    out.envelope.origin.account = AccountId{1};
    out.envelope.origin.client_ip = "192.0.2.1";
    return out;
  }
  SevenBitMail convert(smtp::client::Mail what, std::uint64_t inline_limit = 1 << 20) {
    return run_here(in_seven_bit(std::move(what), *blobs_, signer_, inline_limit)).value();
  }

  test::ManualTime time_{Time{1000}};
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(system_random(), time_);
  OneDomain signer_;
};

TEST_F(InSevenBitTest, our_signature_is_made_anew_and_that_of_others_stays) {
  const auto out = convert(mail());
  EXPECT_EQ(out.obstacle, "");
  EXPECT_EQ(out.signature, "DKIM-Signature: v=1; d=a.test; b=new\r\n");
  EXPECT_EQ(*out.content.bytes,
            "DKIM-Signature: v=1; d=else.test; b=theirs\r\nFrom: ann@a.test\r\nMIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A4\r\n");
  EXPECT_EQ(signer_.octets, out.content.size()) << "over what is sent";
  EXPECT_EQ(signer_.parsed, out.content.size());
}

TEST_F(InSevenBitTest, what_came_from_outside_is_not_signed_whatever_it_says) {
  auto outside = mail();
  outside.envelope.origin.account = {};
  const auto out = convert(std::move(outside));
  EXPECT_EQ(out.signature, "");
  EXPECT_TRUE(out.content.bytes->starts_with("DKIM-Signature: v=1; d=a.test; b=old\r\n"));
}

TEST_F(InSevenBitTest, a_large_one_is_written_to_a_blob_which_goes_when_it_is_dropped) {
  std::string text = kText;
  for (int i = 0; i < 20'000; ++i) text += "\xC3\xA4 a line of many\r\n";
  auto out = convert(mail(text), 1000);
  ASSERT_TRUE(out.content.blob);
  EXPECT_EQ(run_here(blobs_->list())->size(), 1u);
  auto large = mail();
  large.content = out.content;
  large.skip = 0;
  EXPECT_EQ(convert(std::move(large)).content.size(), out.content.size()) << "from a blob too, and it is in 7 bit already";
  run_here(drop(std::move(out), *blobs_));
  EXPECT_TRUE(run_here(blobs_->list())->empty());
}

TEST_F(InSevenBitTest, what_cannot_be_converted_says_so) {
  const auto out = convert(mail("Subject: \xC3\xA4\r\n\r\nx\r\n"));
  EXPECT_EQ(out.obstacle, "its header is not in ASCII");
  EXPECT_EQ(out.signature, "");
}

}  // namespace
}  // namespace postern::outbound
