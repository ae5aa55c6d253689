// A header that grows.
#include "mime/with_fields.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace postern::mime {
namespace {

std::string described(const Message& m) {
  auto out = fmt::format("{} octets {} lines {} {} {}\n{}\n", m.size, m.lines, m.eight_bit, m.utf8_header, m.cut, m.headers);
  for (const auto& f : m.fields) out += fmt::format("{} {} {} {} {}\n", f.at, f.name_size, f.value_at, f.value_size, f.size);
  for (const auto& p : m.parts)
    out += fmt::format("{}-{} {}-{} {} fields {}+{} kept {}+{} {}/{}\n", p.header.start, p.header.end, p.body.start, p.body.end,
                       p.lines, p.first_field, p.field_count, p.kept_at, p.kept_size, p.type.type, p.type.subtype);
  return out;
}

TEST(WithFields, the_structure_is_that_of_the_longer_message) {
  const std::string first = "Return-Path: <a@b>\r\n";
  const std::string fields = "Authentication-Results: mx.example;\r\n\tspf=pass\r\nX-\xC3\xA4: b\r\n";
  for (const std::string rest :
       {"From: a@b\r\nSubject: c\r\n\r\nbody\r\n", "\r\nbody", "From: a@b\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nA: b\r\n\r\none\r\n--x\r\nContent-Type: "
        "message/rfc822\r\n\r\nFrom: c\r\n\r\ntwo\r\n--x--\r\n"})
    for (const auto at : {std::size_t{0}, first.size()}) {
      auto longer = first + rest;
      longer.insert(at, fields);
      EXPECT_EQ(described(with_fields(parse(first + rest), static_cast<std::uint32_t>(at), fields)), described(parse(longer)));
    }
}

}  // namespace
}  // namespace postern::mime
