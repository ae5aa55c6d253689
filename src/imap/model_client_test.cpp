// How a client of the model reads lines.
#include "imap/model_client.h"

#include <utility>

#include "base/text.h"
#include "imap/grammar/sequence_set.h"

namespace postern::imap::test_model {

std::vector<std::uint32_t> numbers_of(std::string_view set) {
  grammar::Cursor in(set);
  std::vector<std::uint32_t> out;
  for (const auto& [first, last] : grammar::sequence_set(in).ranges)
    for (auto n = first; n <= last; ++n) out.push_back(n);
  EXPECT_TRUE(in.finish()) << set;
  return out;
}

void ModelClient::hear_answer(std::string_view answer, const Asked& asked, const History& history) {
  SCOPED_TRACE(asked.text);
  SCOPED_TRACE(answer);
  begin(asked, history);
  auto lines = split(answer);
  ASSERT_FALSE(lines.empty());
  const auto tagged = lines.back();
  lines.pop_back();
  for (const auto& line : lines) untagged(line);
  ASSERT_TRUE(tagged.starts_with("x OK")) << tagged;
  if (const auto at = tagged.find("[MODIFIED "); at != tagged.npos)
    unchanged = numbers_of(std::string_view(tagged).substr(at + 10, tagged.find(']') - at - 10));
  end();
}

void ModelClient::hear_news(std::string_view text, const History& history) {
  SCOPED_TRACE(text);
  EXPECT_TRUE(text.empty() || idling || notify) << "nobody asked";
  const Asked nothing;
  begin(nothing, history);
  for (const auto& line : split(text)) untagged(line);
  end();
}

void ModelClient::begin(const Asked& asked, const History& history) {
  asked_ = asked;
  history_ = &history;
  if (may("SEARCH")) found.clear();
  if (may("STATUS")) status.clear();
  if (asked.text.starts_with("STORE")) unchanged.clear();
  gone_earlier_.clear();
  fetched_.clear();
  selected_count_.reset();
}

void ModelClient::end() {
  if (selected_count_) {
    std::erase_if(messages, [&](const KnownMessage& m) { return std::ranges::count(gone_earlier_, m.uid) > 0; });
    ASSERT_LE(messages.size(), *selected_count_) << "messages are gone that VANISHED did not name";
    messages.resize(*selected_count_);
    for (const auto& [seq, items] : fetched_) fetch(seq, items);
  }
  if (!asked_.stored) return;
  for (const auto seq : asked_.seqs) {
    auto& flags = messages.at(seq - 1).flags;
    if (!flags) continue;
    if (asked_.how == ' ') flags->clear();
    for (const auto& flag : *asked_.stored) {
      if (asked_.how == '-')
        flags->erase(flag);
      else
        flags->insert(flag);
    }
  }
}

std::vector<std::string> ModelClient::split(std::string_view text) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    if (end == text.npos) {
      ADD_FAILURE() << "unfinished line: " << text;
      break;
    }
    line += text.substr(0, end);
    text.remove_prefix(end + 2);
    if (line.ends_with('}')) {
      const auto n =
          *number<std::size_t>(std::string_view(line).substr(line.rfind('{') + 1, line.size() - line.rfind('{') - 2), SIZE_MAX);
      line += text.substr(0, n);
      text.remove_prefix(n);
      continue;
    }
    lines.push_back(std::exchange(line, {}));
  }
  return lines;
}

void ModelClient::untagged(std::string_view line) {
  SCOPED_TRACE(line);
  if (line.starts_with("+ ") && may("IDLE")) return;
  ASSERT_TRUE(line.starts_with("* "));
  line.remove_prefix(2);
  const auto space = line.find(' ');
  const auto word = line.substr(0, space);
  const auto rest = space == line.npos ? std::string_view{} : line.substr(space + 1);
  if (const auto n = number<std::uint32_t>(word, UINT32_MAX)) {
    numbered(*n, rest);
  } else if (word == "OK") {
    code(rest);
  } else if (word == "FLAGS") {
    for (const auto& flag : flag_set(rest.substr(1, rest.size() - 2))) announced.insert(flag);
  } else if (word == "VANISHED") {
    vanished(rest);
  } else if (word == "SEARCH" && !rev2) {
    EXPECT_TRUE(may("SEARCH"));
    search(rest);
  } else if (word == "ESEARCH") {
    EXPECT_TRUE(may("SEARCH"));
    const auto all = rest.find(" ALL ");
    if (all != rest.npos) found = numbers_of(rest.substr(all + 5, rest.find(' ', all + 5) - all - 5));
  } else if (word == "STATUS") {
    EXPECT_TRUE(may("STATUS"));
    counters(rest.substr(rest.find('(') + 1));
  } else if (word == "LIST" && rev2) {
    EXPECT_TRUE(may("SELECT"));
  } else {
    ADD_FAILURE() << "no line for this client";
  }
}

void ModelClient::numbered(std::uint32_t n, std::string_view what) {
  if (what == "EXISTS") {
    if (may("SELECT")) {
      selected_count_ = n;
      return;
    }
    ASSERT_GT(n, messages.size()) << "EXISTS tells growth";
    messages.resize(n);
  } else if (what == "RECENT") {
    EXPECT_TRUE(may("SELECT") && !rev2);
  } else if (what == "EXPUNGE") {
    EXPECT_FALSE(asked_.numbers_stay);
    EXPECT_FALSE(qresync) << "VANISHED takes its place";
    ASSERT_TRUE(n >= 1 && n <= messages.size());
    messages.erase(messages.begin() + static_cast<std::ptrdiff_t>(n - 1));
  } else if (what.starts_with("FETCH (") && what.ends_with(')')) {
    const auto items = what.substr(7, what.size() - 8);
    if (may("SELECT"))
      fetched_.emplace_back(n, items);
    else
      fetch(n, std::string(items));
  } else {
    ADD_FAILURE() << "no such answer";
  }
}

void ModelClient::code(std::string_view text) {
  const auto is = [&](std::string_view word) { return text.starts_with("[" + std::string(word)); };
  const auto value = [&] {
    return *number<std::uint64_t>(text.substr(text.find(' ') + 1, text.find(']') - text.find(' ') - 1), UINT64_MAX);
  };
  if (is("PERMANENTFLAGS (")) return;
  if (is("COPYUID ")) {
    EXPECT_TRUE(may("COPYUID"));
  } else if (is("CLOSED]") || is("UNSEEN ") || is("UIDNEXT ") || is("MAILBOXID (")) {
    EXPECT_TRUE(may("SELECT"));
  } else if (is("UIDVALIDITY ")) {
    EXPECT_TRUE(may("SELECT"));
    if (uid_validity != 0) {
      EXPECT_EQ(value(), uid_validity);
    }
    uid_validity = static_cast<std::uint32_t>(value());
  } else if (is("HIGHESTMODSEQ ")) {
    EXPECT_TRUE(may("SELECT") || may("ENABLE"));
    EXPECT_GE(value(), highest);
    highest = value();
  } else {
    ADD_FAILURE() << "no such code for this client";
  }
}

void ModelClient::vanished(std::string_view set) {
  EXPECT_TRUE(qresync);
  if (set.starts_with("(EARLIER) ")) {
    EXPECT_TRUE(may("EARLIER") || may("SELECT"));
    for (const auto uid : numbers_of(set.substr(10))) gone_earlier_.push_back(uid);
    return;
  }
  EXPECT_FALSE(asked_.numbers_stay);
  for (const auto uid : numbers_of(set)) {
    const auto at = std::ranges::find(messages, uid, &KnownMessage::uid);
    ASSERT_NE(at, messages.end()) << "UID " << uid << " was not there";
    messages.erase(at);
  }
}

void ModelClient::search(std::string_view list) {
  while (!list.empty() && list[0] != '(') {
    const auto space = list.find(' ');
    found.push_back(*number<std::uint32_t>(list.substr(0, space), UINT32_MAX));
    list = space == list.npos ? std::string_view{} : list.substr(space + 1);
  }
}

void ModelClient::counters(std::string_view list) {
  while (list.find(' ') != list.npos) {
    const auto space = list.find(' ');
    const auto end = list.find_first_of(" )", space + 1);
    status[std::string(list.substr(0, space))] = *number<std::uint64_t>(list.substr(space + 1, end - space - 1), UINT64_MAX);
    list.remove_prefix(std::min(list.size(), end + 1));
  }
}

FlagSet ModelClient::flag_set(std::string_view list) {
  FlagSet out;
  while (!list.empty()) {
    const auto space = list.find(' ');
    out.emplace(list.substr(0, space));
    list = space == list.npos ? std::string_view{} : list.substr(space + 1);
  }
  return out;
}

void ModelClient::fetch(std::size_t seq, std::string_view items) {
  ASSERT_TRUE(seq >= 1 && seq <= messages.size());
  auto& m = messages[seq - 1];
  std::optional<FlagSet> flags;
  std::uint64_t mod_seq = 0;
  bool has_uid = false;
  while (!items.empty()) {
    const auto space = items.find(' ');
    const auto name = items.substr(0, space);
    items.remove_prefix(space + 1);
    auto value = items.substr(0, items[0] == '('    ? items.find(')') + 1
                                 : name == "BODY[]" ? items.find("\r\n\r\n") + 4
                                                    : items.find(' '));
    items.remove_prefix(std::min(items.size(), value.size() + 1));
    if (name == "UID") {
      const auto uid = *number<std::uint32_t>(value, UINT32_MAX);
      ASSERT_TRUE(m.uid == 0 || m.uid == uid) << "number " << seq << " was UID " << m.uid;
      m.uid = uid;
      has_uid = true;
    } else if (name == "FLAGS") {
      flags = flag_set(value.substr(1, value.size() - 2));
    } else if (name == "MODSEQ") {
      EXPECT_TRUE(condstore);
      mod_seq = *number<std::uint64_t>(value.substr(1, value.size() - 2), UINT64_MAX);
    } else {
      EXPECT_TRUE(name == "BODY[]" && may("BODY")) << name << " was not asked for";
    }
  }
  EXPECT_TRUE(has_uid || !(qresync || (rev2 && !may("FETCH")) || (notify && asked_.text.empty()))) << "the UID is missing";
  EXPECT_TRUE(!condstore || !flags || mod_seq > 0 || may("FETCH")) << "the modseq is missing";
  if (flags && m.uid != 0) {
    EXPECT_TRUE(history_->held(m.uid, *flags, mod_seq)) << "UID " << m.uid << " never was like that";
  }
  if (flags) {
    EXPECT_TRUE(std::ranges::includes(announced, *flags)) << "a keyword that FLAGS did not announce";
    m.flags = std::move(flags);
  }
  EXPECT_GE(mod_seq == 0 ? m.mod_seq : mod_seq, m.mod_seq) << "a modseq went back";
  m.mod_seq = std::max(m.mod_seq, mod_seq);
}

}  // namespace postern::imap::test_model
