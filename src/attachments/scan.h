// What is found by going once through the octets of a file, whatever their order and whatever their directories say.
// Use: scan.feed(piece)...; scan.finish(); then kind().
// Promises: any split of the octets gives the same; a fixed amount of memory.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "attachments/sniff.h"

namespace postern::attachments {

class Scan {
 public:
  // Told of each name in a header of zip or of uuencoded text, as it stands there. An archive behind a picture, one whose directories
  // disagree, and a file in the midst of a text are found so.
  using OnName = std::function<void(std::string_view)>;
  explicit Scan(OnName on_name) : on_name_(std::move(on_name)) {}

  void feed(std::string_view);
  void finish();
  // By the first octets; of an OLE document also by what is in it. Known once kSniffed octets or all are there.
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool zip_inside() const { return zip_inside_; }
  [[nodiscard]] std::string_view first() const { return first_; }

 private:
  void look_at_window(bool last);
  void zip_header(std::string_view at);
  void uu_header(std::string_view at);
  void ole_blocks(std::string_view);
  void directory_entry(std::string_view block);

  OnName on_name_;
  std::string first_;   // at most kSniffed octets
  std::string window_;  // what a header may begin in that is not whole
  std::string block_;   // of an OLE document: less than a directory entry
  bool is_ole_ = false;
  bool line_start_ = true;
  bool zip_inside_ = false;
  Kind ole_ = Kind::ole;
};

}  // namespace postern::attachments
