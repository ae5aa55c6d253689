// Buckets that fill.
#include "api/rates.h"

#include <algorithm>

namespace postern::api {

double Rates::filled(const Bucket& b, Deadline now) {
  const double minutes = std::chrono::duration<double, std::ratio<60>>(now - b.at).count();
  return std::min<double>(b.per_minute, b.left + std::max(0.0, minutes) * b.per_minute);
}

bool Rates::take(const std::string& key, std::uint32_t per_minute, Deadline now) {
  if (per_minute == 0) return true;
  auto at = buckets_.find(key);
  if (at == buckets_.end()) {
    if (buckets_.size() >= most_keys_) {
      buckets_.erase(in_order_.front());
      in_order_.pop_front();
    }
    const auto place = in_order_.insert(in_order_.end(), key);
    at = buckets_.emplace(key, Bucket{static_cast<double>(per_minute), now, per_minute, place}).first;
  }
  in_order_.splice(in_order_.end(), in_order_, at->second.place);
  auto& bucket = at->second;
  bucket.per_minute = per_minute;
  bucket.left = filled(bucket, now);
  bucket.at = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

}  // namespace postern::api
