// Attributes one after the other; those of a file begin with attAttachRendData.
#include "attachments/tnef.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "mime/charset.h"

namespace postern::attachments {
namespace {

constexpr std::uint32_t kSignature = 0x223E9F78;
constexpr std::uint8_t kAttachment = 2;  // lvlAttachment
constexpr std::uint32_t kRendData = 0x00069002, kTitle = 0x00018010, kData = 0x0006800F, kTransportName = 0x00069001,
                        kProperties = 0x00069005;
constexpr std::uint16_t kString8 = 0x1E, kUnicode = 0x1F, kObject = 0x0D, kBinary = 0x102, kMany = 0x1000;
constexpr std::uint16_t kDisplayName = 0x3001, kAttachData = 0x3701, kExtension = 0x3703, kFileName = 0x3704,
                        kLongName = 0x3707;
constexpr std::size_t kInterfaceId = 16;  // before the content of an object
constexpr std::size_t kMostFileNames = 64;

// Reads from the front; what is not there is zero, and good() says so.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  std::string_view take(std::size_t n) {
    good_ = good_ && n <= rest_.size();
    if (!good_) return {};
    const auto out = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return out;
  }
  std::uint32_t integer(std::size_t octets) {
    std::uint32_t n = 0;
    const auto text = take(octets);
    for (std::size_t i = text.size(); i > 0; --i) n = n << 8 | static_cast<unsigned char>(text[i - 1]);
    return n;
  }
  // A counted value, filled up to a multiple of four.
  std::string_view counted() {
    const auto size = integer(4);
    const auto out = take(size);
    take(std::min<std::size_t>((4 - size % 4) % 4, rest_.size()));
    return out;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::string without_end(std::string text) {
  while (!text.empty() && text.back() == '\0') text.pop_back();
  return text;
}

std::string text_of(std::uint16_t type, std::string_view value) {
  return without_end(mime::to_utf8(value, type == kUnicode ? "utf-16le" : ""));
}

void add_name(TnefFile& file, std::string name) {
  if (!name.empty() && file.names.size() < kMostFileNames) file.names.push_back(std::move(name));
}

std::size_t fixed_size(std::uint16_t type) {
  switch (type) {
    case 0x0005:
    case 0x0006:
    case 0x0007:
    case 0x0014:
    case 0x0040: return 8;
    case 0x0048: return 16;
    default: return 4;
  }
}

void keep_property(TnefFile& file, std::uint16_t id, std::uint16_t type, std::string_view value) {
  if (id == kAttachData && type == kObject && value.size() > kInterfaceId) file.content = value.substr(kInterfaceId);
  if (id == kAttachData && type == kBinary) file.content = value;
  if (type != kString8 && type != kUnicode) return;
  if (id == kDisplayName || id == kFileName || id == kLongName) add_name(file, text_of(type, value));
  if (id == kExtension) add_name(file, "file" + text_of(type, value));
}

// The name of a property that has no number of its own (MS-OXTNEF §2.1.3.5).
void pass_property_name(Cursor& in) {
  in.take(16);
  if (in.integer(4) == 0)
    in.take(4);
  else
    in.counted();
}

bool read_properties(std::string_view text, TnefFile& file) {
  Cursor in(text);
  const auto count = in.integer(4);
  for (std::uint32_t i = 0; i < count && in.good(); ++i) {
    const auto type = static_cast<std::uint16_t>(in.integer(2));
    const auto id = static_cast<std::uint16_t>(in.integer(2));
    if (id >= 0x8000) pass_property_name(in);
    const auto single = static_cast<std::uint16_t>(type & ~kMany);
    const bool counted = single == kString8 || single == kUnicode || single == kObject || single == kBinary;
    const auto values = counted || single != type ? in.integer(4) : 1;
    for (std::uint32_t v = 0; v < values && in.good(); ++v)
      keep_property(file, id, single, counted ? in.counted() : in.take(fixed_size(single)));
  }
  return in.good();
}

bool read_attribute(std::uint32_t id, std::string_view value, TnefFile& file) {
  if (id == kTitle || id == kTransportName) add_name(file, text_of(kString8, value));
  if (id == kData) file.content = value;
  return id != kProperties || read_properties(value, file);
}

}  // namespace

// signature key *( level id length data checksum )
bool read_tnef(std::string_view text, const std::function<void(const TnefFile&)>& on_file) {
  Cursor in(text);
  if (in.integer(4) != kSignature) return false;
  in.take(2);
  TnefFile file;
  bool open = false, good = in.good();
  while (good && !in.at_end()) {
    const auto level = in.integer(1);
    const auto id = in.integer(4);
    const auto value = in.take(in.integer(4));
    in.take(2);
    good = in.good();
    if (level != kAttachment || !good) continue;
    if (id == kRendData && open) on_file(std::exchange(file, {}));
    open = true;
    good = read_attribute(id, value, file);
  }
  if (open) on_file(file);
  return good;
}

}  // namespace postern::attachments
