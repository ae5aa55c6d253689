// One message put before one milter, as a state machine: bytes in, effects out. No socket, no clock. Milter protocol, versions 2 to 6.
// Use: effect = dialogue.start(); write output(); perform the effect and feed its answer back; at Over: opinion().
// Invariants: everything is told at the end of the message in one go, so who refuses a recipient refuses the message; a milter may add
//   fields and ask for quarantine, and nothing else: what would change the rest is not offered, and who does it all the same has no opinion;
//   a message that a milter would have vanish is quarantined; commands that want no reply are not waited for.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "scanners/facts.h"
#include "scanners/milter_packet.h"
#include "scanners/opinion.h"

namespace postern::scanners {

// What a milter sees of the message besides Facts.
struct MilterMessage {
  std::vector<HeaderField> header;  // values as they came, behind the colon, without the last line end
  std::uint64_t body_at = 0;        // behind the empty line
  std::uint64_t size = 0;
};

class MilterDialogue {
 public:
  static constexpr std::size_t kPiece = 65535;  // of a body; MILTER_CHUNK_SIZE

  struct HearMore {};
  struct ReadText {
    std::uint64_t from = 0;
    std::size_t size = 0;
  };
  struct Over {};
  using Effect = std::variant<HearMore, ReadText, Over>;

  // `name` as the opinion has it. The facts and the message outlive the dialogue.
  MilterDialogue(std::string name, const Facts&, const MilterMessage&);

  Effect start();
  Effect on_bytes(std::string_view);  // empty: the milter has ended its side
  Effect on_text(std::string piece);
  Effect on_failure(const Error&);  // of reading, writing or the message

  [[nodiscard]] const std::string& output() const { return output_; }
  void clear_output() { output_.clear(); }
  [[nodiscard]] const Opinion& opinion() const { return opinion_; }

 private:
  enum class Step : std::uint8_t { options, connection, helo, mail, rcpt, data, header, end_of_header, body, end, over };
  struct Rules;
  static const Rules& rules(Step);

  Effect on_packet(const MilterPacket&);
  Effect on_options(std::string_view);
  Effect on_reply_code(std::string_view);
  Effect on_field(std::string_view);
  Effect on_quarantine(std::string_view);
  Effect advance();
  void go_on();
  [[nodiscard]] bool is_wanted() const;  // the command of this step
  [[nodiscard]] bool has_reply() const;
  void say();
  void say_connection(std::string& data) const;
  void say_macros();
  Effect end(Verdict, std::string_view words);
  Effect broken(std::string_view why);

  const Facts& facts_;
  const MilterMessage& message_;
  Step step_ = Step::options;
  std::size_t index_ = 0;       // of the recipient or field that is next
  std::uint64_t at_ = 0;        // of the body
  std::uint32_t protocol_ = 0;  // what the milter does not want to be told, and what it does not answer
  std::string piece_;           // of the body, to be said
  std::string output_;
  std::size_t added_ = 0;  // octets of fields
  MilterPackets packets_;
  Opinion opinion_;
};

}  // namespace postern::scanners
