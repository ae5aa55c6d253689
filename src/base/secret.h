// A password, key or token: cannot be printed or formatted, compares in constant time, is wiped when it goes.
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace postern {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) { take(value); }
  Secret(Secret&& other) noexcept { *this = std::move(other); }
  Secret& operator=(Secret&&) noexcept;
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&);
  ~Secret();

  [[nodiscard]] std::string_view reveal() const { return value_; }  // the one way to the bytes; grep for it
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  void take(std::string& from) noexcept;
  std::string value_;
};

// Takes the same time wherever the first difference is; only the length shows.
bool equal_in_constant_time(std::string_view, std::string_view);

// Overwrites all memory of the text, in a way the compiler may not leave out, and leaves it empty.
void wipe(std::string&);

}  // namespace postern
