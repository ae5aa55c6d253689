// Rows under numbers that grow.
#include "admin/numbered_rows.h"

#include "base/codec.h"
#include "kv/key_range.h"

namespace postern::admin {

std::string NumberedRows::key(std::uint64_t number) const { return Encoder().raw(prefix_).big64(number).take(); }
std::string NumberedRows::end() const { return kv::after(prefix_); }
std::uint64_t NumberedRows::number_in(std::string_view key) const { return Decoder(key.substr(prefix_.size())).big64(); }

Result<std::uint64_t> NumberedRows::add(kv::Transaction& in, std::string_view row) const {
  std::vector<std::uint64_t> numbers;
  auto seen = in.scan(kv::Family::meta, prefix_, end(), [&](std::string_view at, std::string_view) {
    numbers.push_back(number_in(at));
    return true;
  });
  if (!seen) return pass_on(seen);
  const auto next = numbers.empty() ? 1 : numbers.back() + 1;
  in.put(kv::Family::meta, key(next), row);
  if (numbers.size() >= kept_) in.erase_range(kv::Family::meta, key(0), key(numbers[numbers.size() - kept_] + 1));
  return next;
}

Task<Result<std::vector<std::pair<std::uint64_t, std::string>>>> NumberedRows::list(kv::Store& kv, std::size_t limit) const {
  std::vector<std::pair<std::uint64_t, std::string>> rows;
  kv::Visitor visit = [&](std::string_view at, std::string_view value) {
    if (rows.size() >= limit) return false;
    rows.emplace_back(number_in(at), value);
    return true;
  };
  const kv::ScanOptions how{.reverse = true};
  auto scanned = co_await kv.scan(kv::Family::meta, std::string(prefix_), end(), std::move(visit), how);
  if (!scanned) co_return pass_on(scanned);
  co_return rows;
}

}  // namespace postern::admin
