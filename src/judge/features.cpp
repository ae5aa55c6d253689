// Words of the subject and of the text, the domains of the author and of links; each kind in a space of its own.
#include "judge/features.h"

#include <algorithm>

#include "base/text.h"
#include "judge/links.h"
#include "mime/encoded_word.h"
#include "mime/preview.h"

namespace postern::judge {
namespace {

constexpr std::size_t kShortestWord = 3, kLongestWord = 30;  // octets

// FNV-1a with a final spread. It is stored, so it never changes.
Feature feature(char kind, std::string_view word) {
  std::uint64_t h = 0xCBF29CE484222325U;
  h = (h ^ static_cast<unsigned char>(kind)) * 0x100000001B3U;
  for (const char c : word) h = (h ^ static_cast<unsigned char>(lower(c))) * 0x100000001B3U;
  return static_cast<Feature>((h ^ h >> 29U ^ h >> 47U) % kFeatures);
}

class Gatherer {
 public:
  void add(char kind, std::string_view word) {
    if (all_.size() < kMostFeatures * 4) all_.push_back(feature(kind, word));
  }
  // Runs of letters, digits and octets of UTF-8.
  void add_words(char kind, std::string_view text) {
    const auto is_of_word = [](char c) { return is_alnum(c) || static_cast<unsigned char>(c) > 127 || c == '\''; };
    for (std::size_t at = 0; at < text.size() && all_.size() < kMostFeatures * 4;) {
      const auto begin = at;
      while (at < text.size() && is_of_word(text[at])) ++at;
      const auto size = at - begin;
      if (size >= kShortestWord && size <= kLongestWord) add(kind, text.substr(begin, size));
      if (size == 0) ++at;
    }
  }
  std::vector<Feature> take() {
    std::ranges::sort(all_);
    const auto again = std::ranges::unique(all_);
    all_.erase(again.begin(), again.end());
    // Too many: every so-and-so-manieth, so that none is there for where it stands.
    std::vector<Feature> few;
    const auto step = std::max<std::size_t>(1, (all_.size() + kMostFeatures - 1) / kMostFeatures);
    for (std::size_t i = 0; i < all_.size(); i += step) few.push_back(all_[i]);
    return few;
  }

 private:
  std::vector<Feature> all_;
};

}  // namespace

std::vector<Feature> features_of(const mime::Message& message, const std::vector<Text>& texts,
                                 const senderauth::PublicSuffixes* suffixes) {
  Gatherer out;
  out.add('f', organisation_of(author_domain(message), suffixes).text());
  out.add_words('s', mime::decode_words(message.unfolded(0, "Subject")));
  for (const auto& text : texts) {
    for (const auto& host : link_hosts(text, 20)) out.add('l', host);
    out.add_words('t', text.html ? mime::html_to_text(text.utf8) : text.utf8);
  }
  return out.take();
}

}  // namespace postern::judge
