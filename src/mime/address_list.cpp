// The address list as a loop over words and the characters that stand between them.
#include "mime/address_list.h"

#include <utility>

#include "address/mailbox.h"
#include "base/text.h"
#include "mime/encoded_word.h"
#include "mime/lexer.h"

namespace postern::mime {
namespace {

constexpr std::string_view kAddressSpecials = ",;:<>@\"(";

class AddressListParser {
 public:
  AddressListParser(std::string_view value, std::size_t limit) : in_(value), limit_(limit) {}

  // address-list = (address *("," address)) / obs-addr-list; a character decides what the words before it were.
  std::vector<Address> parse() {
    while (true) {
      gap_ = in_.skip_cfws(&comment_) || gap_;
      if (in_.at_end()) break;
      switch (in_.peek()) {
        case ',':
          in_.advance(1);
          end_address();
          break;
        case ';':
          in_.advance(1);
          end_group();
          break;
        case ':':
          in_.advance(1);
          begin_group();
          break;
        case '<':
          in_.advance(1);
          angle_address();
          break;
        case '>': in_.advance(1); break;
        case '@':
          in_.advance(1);
          bare_address();
          break;
        default: word();
      }
    }
    end_group();
    return std::move(list_);
  }

 private:
  // One word of a phrase or local part: both readings are kept until it is known which it is.
  void word() {
    const bool quoted = in_.peek() == '"';
    const std::string text = quoted ? in_.quoted_string() : std::string(plain_word());
    if (any_word_ && gap_) phrase_ += ' ';
    phrase_ += text;
    local_ += text;
    any_word_ = true;
    gap_ = false;
  }

  std::string_view plain_word() {
    const auto encoded = encoded_word_size(in_.rest());
    if (encoded == 0) return in_.run_until(kAddressSpecials);
    const auto text = in_.rest().substr(0, encoded);
    in_.advance(encoded);
    return text;
  }

  // angle-addr = "<" [obs-route] addr-spec ">"
  void angle_address() {
    current_.name = trim(phrase_);
    start_words();
    in_.skip_cfws();
    if (in_.peek() == '@') current_.route = route();
    while (!in_.at_end() && in_.peek() != '>' && in_.peek() != '@' && in_.peek() != ',' && in_.peek() != ';') {
      gap_ = in_.skip_cfws() || gap_;
      if (in_.skip(':') || in_.skip('<') || in_.at_end()) continue;
      if (in_.peek() != '>' && in_.peek() != '@' && in_.peek() != ',' && in_.peek() != ';') word();
    }
    current_.local = local_;
    if (in_.skip('@')) current_.domain = domain();
    in_.skip_cfws();
    in_.skip('>');
    start_words();
    complete_ = true;
  }

  // obs-route = obs-domain-list ":" (RFC 5322 §4.4)
  std::string route() {
    std::string text;
    while (!in_.at_end() && in_.peek() != ':' && in_.peek() != '>') {
      in_.skip_cfws();
      if (in_.skip(',')) continue;
      if (!in_.skip('@')) break;
      if (!text.empty()) text += ',';
      text += '@' + domain();
      in_.skip_cfws();
    }
    in_.skip(':');
    return text;
  }

  void bare_address() {
    const std::string local = std::exchange(local_, {});
    if (complete_) {  // two addresses without a comma between them
      start_words();
      end_address();
    }
    current_.local = local;
    current_.domain = domain();
    start_words();
    complete_ = true;
  }

  // domain = dot-atom / domain-literal / obs-domain; white space around dots goes.
  std::string domain() {
    std::string text;
    in_.skip_cfws(&comment_);
    if (in_.peek() == '[') {
      while (!in_.at_end() && in_.peek() != ']' && in_.peek() != ',' && in_.peek() != '>') {
        text += in_.run_until("],>");
        in_.skip_cfws();
      }
      if (in_.skip(']')) text += ']';
      return text;
    }
    while (true) {
      const auto piece = in_.run_until(kAddressSpecials);
      text += piece;
      in_.skip_cfws(&comment_);
      const bool more = !piece.empty() && (text.ends_with('.') || in_.peek() == '.');
      if (!more || in_.at_end()) return text;
    }
  }

  void end_address() {
    if (complete_ || any_word_) {
      if (!complete_) current_.local = local_;
      if (current_.name.empty()) current_.name = trim(complete_ && !any_word_ ? comment_ : complete_ ? phrase_ : "");
      add(std::exchange(current_, {}));
    }
    start_address();
  }

  // group = display-name ":" [group-list] ";"
  void begin_group() {
    if (in_group_ || complete_) return start_words();
    in_group_ = true;
    add({AddressKind::group_start, std::string(trim(phrase_)), {}, {}, {}});
    start_address();
  }

  void end_group() {
    end_address();
    if (in_group_) add({AddressKind::group_end, {}, {}, {}, {}});
    in_group_ = false;
  }

  void start_words() {
    phrase_.clear();
    local_.clear();
    any_word_ = gap_ = false;
  }
  void start_address() {
    start_words();
    current_ = {};
    comment_.clear();
    complete_ = false;
  }
  void add(Address a) {
    if (list_.size() < limit_ || a.kind == AddressKind::group_end) list_.push_back(std::move(a));
  }

  Lexer in_;
  std::size_t limit_;
  std::vector<Address> list_;
  Address current_;
  std::string phrase_, local_, comment_;
  bool any_word_ = false, gap_ = false, complete_ = false, in_group_ = false;
};

}  // namespace

std::vector<Address> address_list(std::string_view value, std::size_t limit) { return AddressListParser(value, limit).parse(); }

std::string display_name(const Address& a) { return decode_words(a.name); }

std::string mailbox_text(const Address& a) {
  if (a.kind != AddressKind::mailbox) return {};
  return a.domain.empty() ? address::quoted_local(a.local) : address::quoted_local(a.local) + "@" + a.domain;
}

}  // namespace postern::mime
