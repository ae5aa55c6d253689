// libmaxminddb, which maps the file: whoever wrote over a mapped one (cp does) would end the server, so it gets a copy.
#include "guard/country_database.h"

#include <maxminddb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "base/country_rule.h"

namespace postern::guard {
namespace {

constexpr std::uintmax_t kLargest = 512ULL << 20;

// Sockets' form of an address: the library looks IPv4 up where the file has it.
sockaddr_storage form_of(const IpAddress& address) {
  sockaddr_storage out{};
  if (address.is_v4()) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    std::memcpy(&v4.sin_addr, address.bytes.data() + 12, 4);
    std::memcpy(&out, &v4, sizeof v4);
  } else {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    std::memcpy(&v6.sin6_addr, address.bytes.data(), 16);
    std::memcpy(&out, &v6, sizeof v6);
  }
  return out;
}

std::unexpected<Error> unreadable(const std::string& path, std::string why) {
  return fail(Failure::io, "The country database " + path + " cannot be read", std::move(why));
}

}  // namespace

struct CountryDatabase::File {
  MMDB_s mmdb{};
  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { MMDB_close(&mmdb); }

  std::string text(MMDB_entry_s& entry, const char* what) const {
    MMDB_entry_data_s data{};
    if (MMDB_get_value(&entry, &data, what, "iso_code", nullptr) != MMDB_SUCCESS || !data.has_data ||
        data.type != MMDB_DATA_TYPE_UTF8_STRING)
      return {};
    std::string code(data.utf8_string, data.data_size);
    return is_country(code) ? code : std::string();
  }
};

CountryDatabase::CountryDatabase(std::unique_ptr<File> file) : file_(std::move(file)) {}
CountryDatabase::~CountryDatabase() = default;

Result<std::unique_ptr<CountryDatabase>> CountryDatabase::open(const std::string& path, const std::string& folder) {
  std::error_code bad;
  const auto size = std::filesystem::file_size(path, bad);
  if (bad) return unreadable(path, bad.message());
  if (size > kLargest) return unreadable(path, "it is larger than any such file");
  std::string copy = folder + "/countries.XXXXXX";
  const int made = ::mkstemp(copy.data());
  if (made < 0) return unreadable(path, std::strerror(errno));
  ::close(made);
  auto file = std::make_unique<File>();
  std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing, bad);
  const int opened = bad ? MMDB_FILE_OPEN_ERROR : MMDB_open(copy.c_str(), MMDB_MODE_MMAP, &file->mmdb);
  ::unlink(copy.c_str());
  if (opened != MMDB_SUCCESS) {
    file->mmdb = {};  // nothing to close
    return unreadable(path, bad ? bad.message() : MMDB_strerror(opened));
  }
  return std::unique_ptr<CountryDatabase>(new CountryDatabase(std::move(file)));
}

// Where a network is registered, when it is not said where it is.
std::string CountryDatabase::country_of(const IpAddress& address) const {
  const auto form = form_of(address);
  int wrong = MMDB_SUCCESS;
  auto found = MMDB_lookup_sockaddr(&file_->mmdb, reinterpret_cast<const sockaddr*>(&form), &wrong);
  if (wrong != MMDB_SUCCESS || !found.found_entry) return {};
  auto country = file_->text(found.entry, "country");
  return country.empty() ? file_->text(found.entry, "registered_country") : country;
}

}  // namespace postern::guard
