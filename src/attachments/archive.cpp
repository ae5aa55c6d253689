// libarchive with the readers that are needed. Names come in the encoding of the thread's locale, so it is UTF-8 while an archive is read.
#include "attachments/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <clocale>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/said.h"
#include "base/text.h"
#include "mime/charset.h"

namespace postern::attachments {
namespace {

constexpr std::size_t kReadOctets = 64 << 10;
constexpr std::uint64_t kFreeOfRatio = 16_MiB;  // so much may come out of however little

class Utf8Here {
 public:
  Utf8Here() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(locale_ ? ::uselocale(locale_) : nullptr) {}
  ~Utf8Here() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Here(const Utf8Here&) = delete;
  Utf8Here& operator=(const Utf8Here&) = delete;

 private:
  locale_t locale_;
  locale_t before_;
};

std::unexpected<Error> closed(std::string_view text, const char* detail = nullptr) {
  return fail(Failure::invalid, std::string(text), detail == nullptr ? "" : printable(detail));
}

std::string utf8_of(const wchar_t* wide) {
  std::string bytes;
  for (; *wide != 0; ++wide)
    for (unsigned shift = 0; shift < 32; shift += 8)
      bytes += static_cast<char>(static_cast<std::uint32_t>(*wide) >> shift & 255);
  return mime::to_utf8(bytes, "utf-32le");
}

ArchiveEntry described(::archive_entry* entry, bool nameless) {
  ArchiveEntry out{.names = {},
                   .is_folder = ::archive_entry_filetype(entry) == AE_IFDIR,
                   .is_nameless = nameless,
                   .is_encrypted = ::archive_entry_is_encrypted(entry) != 0};
  const auto add = [&](std::string name) {
    if (!name.empty() && std::ranges::find(out.names, name) == out.names.end()) out.names.push_back(std::move(name));
  };
  if (const char* name = ::archive_entry_pathname_utf8(entry)) add(mime::to_utf8(name, "utf-8"));
  if (const char* name = ::archive_entry_pathname(entry)) add(mime::to_utf8(name, ""));
  if (const wchar_t* name = ::archive_entry_pathname_w(entry)) add(utf8_of(name));
  return out;
}

class Reader {
 public:
  Reader(Octets& octets, Budget& budget) : octets_(octets), budget_(budget), archive_(::archive_read_new()) {}

  Result<void> run(const OnEntry& on_entry) {
    if (!archive_) return closed(phrase<"cannot be looked into">());
    enable();
    if (::archive_read_open1(archive_.get()) != ARCHIVE_OK) return why_not();
    for (;;) {
      ::archive_entry* entry = nullptr;
      const int got = ::archive_read_next_header(archive_.get(), &entry);
      if (got == ARCHIVE_EOF) return {};
      if (got != ARCHIVE_OK && got != ARCHIVE_WARN) return why_not();
      // The format that takes anything is there for what is compressed and nothing more.
      nameless_ = ::archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW;
      if (nameless_ && ::archive_filter_count(archive_.get()) < 2) return closed(phrase<"is damaged">());
      if (!budget_.take_entry()) return closed(budget_.why());
      if (!on_entry(described(entry, nameless_), [this] { return next(); })) return {};
      if (!budget_.why().empty()) return closed(budget_.why());
      if (auto passed = pass_over(); !passed) return passed;
    }
  }

 private:
  struct Free {
    void operator()(::archive* a) const { ::archive_read_free(a); }
  };

  void enable() {
    auto* a = archive_.get();
    for (const auto support :
         {&::archive_read_support_format_zip_seekable, &::archive_read_support_format_7zip, &::archive_read_support_format_rar,
          &::archive_read_support_format_rar5, &::archive_read_support_format_tar, &::archive_read_support_format_iso9660,
          &::archive_read_support_format_cab, &::archive_read_support_format_raw, &::archive_read_support_filter_gzip,
          &::archive_read_support_filter_bzip2, &::archive_read_support_filter_xz, &::archive_read_support_filter_zstd})
      support(a);
    ::archive_read_set_read_callback(
        a, [](::archive*, void* self, const void** out) { return static_cast<Reader*>(self)->read(out); });
    ::archive_read_set_seek_callback(
        a, [](::archive*, void* self, la_int64_t to, int from) { return static_cast<Reader*>(self)->seek(to, from); });
    ::archive_read_set_skip_callback(a,
                                     [](::archive*, void* self, la_int64_t n) { return static_cast<Reader*>(self)->skip(n); });
    ::archive_read_set_callback_data(a, this);
  }

  la_ssize_t read(const void** out) {
    if (!budget_.in_time()) return ARCHIVE_FATAL;
    auto piece = octets_.read(at_, kReadOctets);
    if (!piece) {
      failure_ = std::move(piece.error());
      return ARCHIVE_FATAL;
    }
    at_ += piece->size();
    *out = piece->data();
    return static_cast<la_ssize_t>(piece->size());
  }

  la_int64_t seek(la_int64_t to, int from) {
    const auto size = static_cast<la_int64_t>(octets_.size());
    if (from == SEEK_CUR) to += static_cast<la_int64_t>(at_);
    if (from == SEEK_END) to += size;
    if (to < 0 || to > size) return ARCHIVE_FATAL;
    at_ = static_cast<std::uint64_t>(to);
    return to;
  }

  la_int64_t skip(la_int64_t n) {
    const auto rest = octets_.size() - at_;
    const auto passed = std::min(rest, static_cast<std::uint64_t>(std::max<la_int64_t>(n, 0)));
    at_ += passed;
    return static_cast<la_int64_t>(passed);
  }

  Result<std::string_view> next() {
    const void* data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    int got = ARCHIVE_OK;
    while (size == 0 && (got == ARCHIVE_OK || got == ARCHIVE_WARN)) {
      if (!budget_.in_time()) return closed(budget_.why());
      got = ::archive_read_data_block(archive_.get(), &data, &size, &offset);
    }
    if (got == ARCHIVE_EOF) return std::string_view{};
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN) {
      auto reason = why_not();
      return std::unexpected(std::move(reason.error()));
    }
    unpacked_ += size;
    if (!budget_.take_octets(size)) return closed(budget_.why());
    if (unpacked_ > kFreeOfRatio + octets_.size() * budget_.limits().ratio) {
      budget_.refuse(phrase<"unpacks to far more than it is">());
      return closed(budget_.why());
    }
    return std::string_view(static_cast<const char*>(data), size);
  }

  // Entries of a zip are found by its directory, for the reader that would go by the headers between them is not there. All else has to be
  // read, and counted, to come to the next.
  Result<void> pass_over() {
    if (::archive_format(archive_.get()) == ARCHIVE_FORMAT_ZIP) return {};
    for (;;) {
      const auto piece = next();
      if (!piece) return std::unexpected(piece.error());
      if (piece->empty()) return {};
    }
  }

  Result<void> why_not() {
    if (failure_) return std::unexpected(std::move(*failure_));
    if (!budget_.why().empty()) return closed(budget_.why());
    const char* detail = ::archive_error_string(archive_.get());
    if (::archive_read_has_encrypted_entries(archive_.get()) > 0) return closed(phrase<"is encrypted">(), detail);
    return closed(phrase<"is damaged">(), detail);
  }

  Octets& octets_;
  Budget& budget_;
  std::unique_ptr<::archive, Free> archive_;
  std::uint64_t at_ = 0;
  std::uint64_t unpacked_ = 0;
  bool nameless_ = false;
  std::optional<Error> failure_;
};

}  // namespace

Result<void> read_archive(Octets& octets, Budget& budget, const OnEntry& on_entry) {
  const Utf8Here utf8;
  Reader reader(octets, budget);
  return reader.run(on_entry);
}

}  // namespace postern::attachments
