// A file that says in which country an address is, in the format of MaxMind's databases.
// Use: auto opened = CountryDatabase::open(path, folder);  (*opened)->country_of(address)
// Promises: questions are for any thread, read memory alone and take about a microsecond; the file may be replaced or written over
//   meanwhile, for what is read is a copy (in `folder`, without a name).
#pragma once
#include <memory>
#include <string>

#include "base/result.h"
#include "net/stream.h"

namespace postern::guard {

class CountryDatabase {
 public:
  static Result<std::unique_ptr<CountryDatabase>> open(const std::string& path, const std::string& folder);
  ~CountryDatabase();
  CountryDatabase(const CountryDatabase&) = delete;
  CountryDatabase& operator=(const CountryDatabase&) = delete;

  // "DE"; empty when the file does not say.
  [[nodiscard]] std::string country_of(const IpAddress&) const;

 private:
  struct File;
  explicit CountryDatabase(std::unique_ptr<File>);
  std::unique_ptr<File> file_;
};

}  // namespace postern::guard
