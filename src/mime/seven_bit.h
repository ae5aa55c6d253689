// A message in 7 bit, for a server that takes no other: part by part, text as quoted-printable and all else as base64.
//   RFC 6152 §3, RFC 3030 §3, RFC 2045 §6.4
// Use: SevenBit text(message);  text.look(piece)... of the whole message;  if (text.obstacle().empty()) { the same pieces again:
//   text.convert(piece, out)...; }
// Promises: each part decodes to the octets it had, in the structure it had; only fields about the encoding change, and MIME-Version and the
//   charset (unknown-8bit, RFC 1428 §3) are added where they are missing; what is signed or encrypted as MIME (RFC 1847 §2.1) is not
//   touched. Any split of the octets gives the same text; none of them is kept.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mime/encoder.h"
#include "mime/message.h"

namespace postern::mime {

class SevenBit {
 public:
  explicit SevenBit(const Message&);  // which outlives it

  void look(std::string_view);
  // Of the message's own header: a field that the text is to be without. Before the obstacle is asked for.
  void leave_out(const Field&);
  // Why it cannot be done, in words; empty: it can. Once, after all was looked at.
  std::string_view obstacle();
  void convert(std::string_view, std::string& out);

 private:
  enum class Kind : std::uint8_t { between, header, body };  // between: preambles, delimiters, epilogues
  enum class Action : std::uint8_t { copy, replace, encode };
  struct Segment {
    std::uint64_t start = 0, end = 0;
    PartIndex part = kNoPart;
    Kind kind = Kind::between;
    Action action = Action::copy;
    bool eight_bit = false;  // an octet over 127, or NUL
    bool rough = false;      // a bare CR or LF, or a line of more than 998 octets
    std::string text = {};   // of a header that is replaced
  };
  // What the octets so far are in.
  struct At {
    std::size_t segment = 0;
    std::uint64_t octet = 0, line = 0;
    bool cr = false;
  };

  void add(std::uint64_t end, PartIndex, Kind);
  void scan(Segment&, std::string_view);
  std::string_view pass(std::string_view& rest);  // the next octets that are in one segment
  void judge_all();
  bool judge_part(std::size_t header);
  std::size_t seal(std::size_t header);
  std::size_t encode_whole(std::size_t header);
  [[nodiscard]] std::size_t behind(std::size_t header) const;
  [[nodiscard]] bool has_utf8_header(std::size_t header) const;
  [[nodiscard]] std::string_view obstacle_in(const Part&, bool whole) const;
  void replace(Segment& header, std::string_view encoding);
  [[nodiscard]] std::string header_with(PartIndex, std::string_view encoding) const;
  void stop(std::string_view why) { obstacle_ = obstacle_.empty() ? why : obstacle_; }

  const Message& message_;
  std::vector<Segment> segments_;  // one behind the other, the whole message
  std::vector<std::uint32_t> left_out_;
  std::string_view obstacle_;
  bool changes_ = false;
  At at_;
  std::optional<TransferEncoder> encoder_;
};

}  // namespace postern::mime
