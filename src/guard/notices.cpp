// A time for each rule and subject.
#include "guard/notices.h"

namespace postern::guard {

bool Notices::is_due(const Verdict& v) {
  if (!v.rule->notify && v.rule->action != Action::notify) return false;
  auto subject = v.rule->id + static_cast<char>(v.subject);  // no id has such an octet
  subject.append(reinterpret_cast<const char*>(v.key.data()), v.key.size());
  return told_.with([&](Told& told) {
    const auto before = told.find(subject);
    if (before != told.end() && v.at < before->second) return false;
    if (told.size() >= kMost) std::erase_if(told, [&](const auto& one) { return one.second <= v.at; });
    if (told.size() >= kMost) return false;
    told[std::move(subject)] = v.at + v.rule->window;
    return true;
  });
}

}  // namespace postern::guard
