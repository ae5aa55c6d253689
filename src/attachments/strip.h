// A message with notes in the place of some of its parts.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "attachments/policy.h"
#include "base/language.h"
#include "base/task.h"
#include "store/spool.h"

namespace postern::attachments {

// Octets of a message that others take the place of.
struct Edit {
  mime::Range old;
  std::string text;
};

// In order, and apart from each other: a part's header keeps all fields but Content-*, its body becomes a note in that language. Nothing else
// is touched.
std::vector<Edit> edits_of(const mime::Message&, std::span<const Removal>, Language = Language::en);
std::string edited(std::string_view raw, std::span<const Edit>);

// The field that says so in front of the message. Signatures of the sender over its body do not fit any more, and the field says that, too.
std::string removed_field(std::string_view name, std::span<const Removal>);

struct Stripped {
  std::unique_ptr<store::Spool> body;
  std::shared_ptr<const mime::Message> parsed;
};
// At most n octets of the message from `from`.
using ReadOctets = std::function<Task<Result<std::string>>(std::uint64_t from, std::size_t n)>;
// Copies the message to a spool, which is empty, piece by piece.
Task<Result<Stripped>> strip(ReadOctets, std::uint64_t size, std::vector<Edit>, std::unique_ptr<store::Spool>);

}  // namespace postern::attachments
