// Random changes, answered by the directory and by a model too simple to be wrong.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "directory/directory.h"
#include "kv/open.h"
#include "support/manual_executor.h"

namespace postern::directory {
namespace {

constexpr int kSteps = 3000;
constexpr int kNames = 8;
constexpr int kDomains = 3;

std::string local_of(int n) { return std::string(1, static_cast<char>('a' + n)); }
std::string domain_of(int n) { return "d" + std::to_string(n) + ".test"; }
address::Mailbox box_of(const std::string& text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

// Addresses as text; what each stands for.
struct Model {
  struct Who {
    AccountId account;
    std::vector<std::string> targets;  // of an alias
    bool disabled = false;
  };
  std::set<std::string> domains;
  std::map<std::string, Who> names;

  void reach(const std::string& to, std::set<std::string>& seen, std::set<std::uint64_t>& local,
             std::set<std::string>& remote) const {
    if (!seen.insert(to).second) return;
    if (!domains.contains(to.substr(to.find('@') + 1))) {
      remote.insert(to);
      return;
    }
    const auto found = names.find(to);
    if (found == names.end()) return;
    if (found->second.account && !found->second.disabled) local.insert(found->second.account.value);
    for (const auto& t : found->second.targets) reach(t, seen, local, remote);
  }
};

class DirectoryModel : public testing::TestWithParam<unsigned> {
 protected:
  int draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::string address() { return local_of(draw(kNames)) + "@" + domain_of(draw(kDomains)); }
  template <class T>
  T run(Task<T> task) {
    return executor_.run(std::move(task));
  }

  void step() {
    switch (draw(6)) {
      case 0: return domain_step();
      case 1: return create_account();
      case 2: return create_alias();
      case 3: return remove();
      case 4: return toggle();
      default: return compare(address());
    }
  }

  void domain_step() {
    const auto text = domain_of(draw(kDomains));
    const auto domain = address::parse_domain(text).value();
    if (!model_.domains.contains(text)) {
      ASSERT_TRUE(run(directory_->create_domain(domain)));
      model_.domains.insert(text);
      return;
    }
    if (draw(4) != 0) return;
    const bool used = std::ranges::any_of(model_.names, [&](const auto& n) {
      const bool inside = n.first.ends_with("@" + text);
      const auto leads = [&](const std::string& target) { return target.ends_with("@" + text); };
      return inside ? bool(n.second.account) : std::ranges::any_of(n.second.targets, leads);
    });
    const auto gone = run(directory_->delete_domain(directory_->snapshot()->domain(domain)->id));
    ASSERT_EQ(gone.has_value(), !used);
    if (used) return;
    model_.domains.erase(text);
    std::erase_if(model_.names, [&](const auto& n) { return n.first.ends_with("@" + text); });
  }

  bool free(const std::string& text) {
    return model_.domains.contains(text.substr(text.find('@') + 1)) && !model_.names.contains(text);
  }

  void create_account() {
    const auto text = address();
    const auto made = run(directory_->create_account(NewAccount{.address = box_of(text)}));
    ASSERT_EQ(made.has_value(), free(text));
    if (!made) return;
    ASSERT_TRUE(ids_.insert(made->value).second) << "an id came twice";
    model_.names[text] = {*made, {}, false};
  }

  void create_alias() {
    const auto text = address();
    std::vector<address::Mailbox> targets;
    Model::Who who;
    for (int i = draw(3) + 1; i > 0; --i) {
      who.targets.push_back(draw(5) == 0 ? "x@remote.test" : address());
      targets.push_back(box_of(who.targets.back()));
    }
    const auto made = run(directory_->create_alias(box_of(text), std::move(targets)));
    ASSERT_EQ(made.has_value(), free(text));
    if (made) model_.names[text] = std::move(who);
  }

  void remove() {
    const auto text = address();
    const auto found = model_.names.find(text);
    const bool is_alias = found != model_.names.end() && !found->second.account;
    if (found != model_.names.end() && found->second.account)
      ASSERT_TRUE(run(directory_->delete_account(found->second.account)));
    else
      ASSERT_EQ(run(directory_->delete_alias(box_of(text))).has_value(), is_alias);
    if (found != model_.names.end()) model_.names.erase(found);
  }

  void toggle() {
    const auto found = model_.names.find(address());
    if (found == model_.names.end() || !found->second.account) return;
    found->second.disabled = !found->second.disabled;
    const bool disabled = found->second.disabled;
    ASSERT_TRUE(run(directory_->update_account(found->second.account, [disabled](Account& a) -> Result<void> {
      a.status = disabled ? Status::disabled : Status::active;
      return {};
    })));
  }

  void compare(const std::string& text) {
    std::set<std::string> seen, remote, got_remote;
    std::set<std::uint64_t> local, got_local;
    model_.reach(text, seen, local, remote);
    const auto got = directory_->snapshot()->resolve(box_of(text), {.depth = 100});
    for (const auto& t : got.accounts) got_local.insert(t.account.value);
    for (const auto& m : got.remote) got_remote.insert(m.text());
    if (!model_.domains.contains(text.substr(text.find('@') + 1))) {
      ASSERT_EQ(got.verdict, Verdict::elsewhere);
      return;
    }
    ASSERT_EQ(got_local, local) << text;
    ASSERT_EQ(got_remote, remote) << text;
    ASSERT_EQ(got.verdict == Verdict::deliver, !local.empty() || !remote.empty());
  }

  void compare_all() {
    for (int d = 0; d < kDomains; ++d)
      for (int n = 0; n < kNames; ++n) compare(local_of(n) + "@" + domain_of(d));
  }

  std::mt19937 random_{GetParam()};
  ManualExecutor executor_;
  std::unique_ptr<kv::Store> store_ = kv::open_memory().value();
  std::unique_ptr<Directory> directory_ = run(Directory::open(*store_, system_time())).value();
  Model model_;
  std::set<std::uint64_t> ids_;
};

TEST_P(DirectoryModel, agrees_with_the_model_and_with_itself_opened_anew) {
  for (int i = 0; i < kSteps && !HasFatalFailure(); ++i) step();
  compare_all();
  directory_ = run(Directory::open(*store_, system_time())).value();
  compare_all();
}

INSTANTIATE_TEST_SUITE_P(Seeds, DirectoryModel, testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace postern::directory
