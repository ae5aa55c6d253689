// The hashes of one body, in all forms that its signatures ask for, made while the body comes in.
// Use: BodyHasher body; body.want({Canonical::relaxed, {}}); body.feed(piece)...; body.finish(); body.find(form)->sha256
// Promises: any split of the body gives the same hashes; no octet is kept; each canonical form is made once, however many ask for it.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "senderauth/canonical.h"
#include "senderauth/crypto.h"

namespace postern::senderauth {

inline constexpr std::size_t kMostBodyForms = 16;

struct BodyForm {
  Canonical canonical = Canonical::relaxed;
  std::optional<std::uint64_t> length;  // l=: only so many octets of the canonical body   RFC 6376 §3.5
  friend auto operator<=>(const BodyForm&, const BodyForm&) = default;
};

struct BodyHash {
  std::string sha256;
  std::uint64_t octets = 0;  // of the whole canonical body, whatever `length` was
};

class BodyHasher {
 public:
  // Before the first octet. Beyond kMostBodyForms nothing is noted, and find() says so.
  void want(const BodyForm&);
  void feed(std::string_view);
  void finish();  // once
  // Null for a form that was not wanted, and before finish().
  [[nodiscard]] const BodyHash* find(const BodyForm&) const;

 private:
  struct Entry {
    BodyForm form;
    Sha256 hash = {};
    std::uint64_t left = 0;  // octets that still go into the hash
    BodyHash made = {};
  };
  void add(Canonical, std::string_view canonical_octets);

  std::vector<Entry> entries_;
  std::array<BodyCanonicalizer, 2> canonicalizers_{BodyCanonicalizer(Canonical::simple), BodyCanonicalizer(Canonical::relaxed)};
  std::array<std::uint64_t, 2> octets_{};
  std::array<bool, 2> wanted_{};
  bool finished_ = false;
};

}  // namespace postern::senderauth
