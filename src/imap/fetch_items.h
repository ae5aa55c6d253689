// One FETCH answer from what is known of a message. Cold: no store, no stream.
// Use: ask needs(attributes) what has to be read, fill a Message with it, append_fetch().
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "imap/grammar/fetch.h"
#include "mime/message.h"
#include "mime/section.h"
#include "store/store.h"

namespace postern::imap {

// What an answer takes from the store, cheapest first: columns of the view, immutable columns, facts, the octets.
struct Needs {
  bool fixed = false;
  bool facts = false;
  bool body = false;
  std::uint32_t octets = 0;  // items that may each be as large as the message
  bool flags_only = false;   // FLAGS, UID and MODSEQ alone: formatted from the columns in one loop
};
Needs needs(const std::vector<grammar::FetchAttribute>&);

// What was read of one message. Pointers are null where it was not needed; they live as long as the call.
struct FetchSource {
  std::uint32_t seq = 0;
  store::Row row;
  const store::Fixed* fixed = nullptr;
  const store::StoredFacts* facts = nullptr;
  std::string_view bytes = {};
  std::optional<mime::Message> parsed = {};  // made from the octets by the first item that wants it
};

// What is asked for, with what is the same for every message made once. What it points to outlives it.
class FetchForm {
 public:
  struct Item {
    const grammar::FetchAttribute* asked;
    std::string label;                     // of a section: "BODY[...] "
    std::vector<std::string_view> fields;  // of HEADER.FIELDS
    std::optional<mime::Fields> which;     // of its fields; none: this is no HEADER.FIELDS
    bool from_facts = false;               // all of the fields were put aside at delivery
  };
  FetchForm(const std::vector<grammar::FetchAttribute>& attributes, const std::vector<std::string>& keywords);

  [[nodiscard]] const std::vector<Item>& items() const { return items_; }
  [[nodiscard]] const std::vector<std::string>& keywords() const { return *keywords_; }

 private:
  std::vector<Item> items_;
  const std::vector<std::string>* keywords_;
};

// Answers of FLAGS, UID and MODSEQ alone, for many messages in a row: one append a message, and the text of flags kept
// while messages have the same.
class ColumnLines {
 public:
  explicit ColumnLines(const FetchForm& form) : form_(form) {}
  void append(std::string& out, std::uint32_t seq, const store::Row&);

 private:
  const FetchForm& form_;
  std::string line_;
  std::string flags_text_;
  std::optional<store::Flags> flags_;
};

// "* 5 FETCH (...)". False when a part's transfer encoding is unknown, so that BINARY cannot be answered (RFC 3516 §4.3).
bool append_fetch(std::string& out, const FetchForm&, FetchSource&);

// One of its items; false likewise.
bool append_item(std::string& out, const FetchForm&, const FetchForm::Item&, FetchSource&);
bool whole_message(const grammar::FetchAttribute&);
mime::SectionText mime_text(grammar::SectionText);

// The octets of a literal that stand in `all` from the partial's offset.
std::string_view cut(std::string_view all, const std::optional<grammar::Partial>&);

}  // namespace postern::imap
