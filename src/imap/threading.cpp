// RFC 5256 §3: ORDEREDSUBJECT, and REFERENCES step by step. Nodes are numbers into one vector; a node without message is a dummy.
#include "imap/threading.h"

#include <algorithm>
#include <unordered_map>

#include "imap/grammar/sequence_set.h"

namespace postern::imap {
namespace {

using NodeId = std::uint32_t;
constexpr NodeId kNone = UINT32_MAX;
constexpr int kDeepest = 200;  // a chain of answers longer than this is not made longer: it bounds every walk upwards

struct Node {
  const ThreadMessage* message = nullptr;
  NodeId parent = kNone;
  std::vector<NodeId> children;
};

class Threads {
 public:
  explicit Threads(const std::vector<ThreadMessage>& messages) {
    for (const auto& m : messages) add(m);
    for (NodeId n = 0; n < nodes_.size(); ++n) {
      const auto parent = nodes_[n].parent;
      (parent == kNone ? roots_ : nodes_[parent].children).push_back(n);
    }
    prune();
    sort(roots_);
    gather_subjects();
    merge_subjects();
    for (auto& node : nodes_) sort(node.children);
    sort(roots_);
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const auto root : roots_) write(out, root);
    return out;
  }

 private:
  NodeId make() {
    nodes_.emplace_back();
    return static_cast<NodeId>(nodes_.size() - 1);
  }
  NodeId by_id(const std::string& id) {
    const auto [at, fresh] = ids_.try_emplace(id, 0);
    if (fresh) at->second = make();
    return at->second;
  }

  // Steps 1.A to 1.C: a message under the last of its references, and these under each other.
  void add(const ThreadMessage& m) {
    NodeId own = m.id.empty() ? make() : by_id(m.id);
    if (nodes_[own].message != nullptr) own = make();  // a second message of the same name stands for itself
    nodes_[own].message = &m;
    NodeId before = kNone;
    for (const auto& reference : m.references) {
      const auto node = by_id(reference);
      if (before != kNone && nodes_[node].parent == kNone) link(before, node);
      before = node;
    }
    if (before == kNone) return;
    nodes_[own].parent = kNone;
    link(before, own);
  }

  // Only upwards, so that undoing a link costs nothing; the lists of children are made once all links stand.
  void link(NodeId parent, NodeId child) {
    int depth = 0;
    for (auto up = parent; up != kNone; up = nodes_[up].parent)
      if (up == child || ++depth > kDeepest) return;
    nodes_[child].parent = parent;
  }

  // Step 3: dummies go; their children move up, but stay together at the top.
  void prune() {
    std::vector<NodeId> order;  // parents before children
    for (const auto root : roots_) order.push_back(root);
    for (std::size_t i = 0; i < order.size(); ++i)
      for (const auto child : nodes_[order[i]].children) order.push_back(child);
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
      std::vector<NodeId> kept;
      for (const auto child : nodes_[*it].children) {
        if (nodes_[child].message != nullptr)
          kept.push_back(child);
        else
          kept.insert(kept.end(), nodes_[child].children.begin(), nodes_[child].children.end());
      }
      nodes_[*it].children = std::move(kept);
      for (const auto child : nodes_[*it].children) nodes_[child].parent = *it;
    }
    std::vector<NodeId> kept;
    for (const auto root : roots_) {
      const auto& children = nodes_[root].children;
      if (nodes_[root].message != nullptr || children.size() > 1) {
        kept.push_back(root);
      } else if (children.size() == 1) {
        nodes_[children[0]].parent = kNone;
        kept.push_back(children[0]);
      }
    }
    roots_ = std::move(kept);
  }

  // The message itself, or the first one under a dummy.
  [[nodiscard]] const ThreadMessage& head(NodeId n) const {
    while (nodes_[n].message == nullptr) n = nodes_[n].children.front();
    return *nodes_[n].message;
  }
  // Steps 4 and 6: by date, then by the order of the mailbox.
  void sort(std::vector<NodeId>& list) const {
    std::ranges::sort(list, [this](NodeId a, NodeId b) {
      const auto &x = head(a), &y = head(b);
      return x.sent != y.sent ? x.sent < y.sent : x.shown < y.shown;
    });
  }

  // Step 5.B: for each subject the thread that others should join.
  void gather_subjects() {
    for (const auto root : roots_) {
      const auto& subject = head(root).subject;
      if (subject.empty()) continue;
      const auto [at, fresh] = subjects_.try_emplace(subject, root);
      if (fresh) continue;
      const bool dummy = nodes_[root].message == nullptr, dummy_there = nodes_[at->second].message == nullptr;
      const bool older_style = !dummy_there && head(at->second).is_reply && !head(root).is_reply;
      if ((dummy && !dummy_there) || older_style) at->second = root;
    }
  }

  // Step 5.C.
  void merge_subjects() {
    std::vector<NodeId> kept;
    for (const auto root : roots_) {
      const auto at = subjects_.find(head(root).subject);
      const bool alone = at == subjects_.end() || at->second == root;
      if (alone || !merge(at->second, root, at->second)) kept.push_back(root);
    }
    std::erase_if(kept, [this](NodeId n) { return nodes_[n].parent != kNone; });
    for (const auto made : made_)
      if (nodes_[made].parent == kNone) kept.push_back(made);
    roots_ = std::move(kept);
  }

  // False when the thread stays at the top.
  bool merge(NodeId there, NodeId root, NodeId& in_table) {
    const bool dummy = nodes_[root].message == nullptr, dummy_there = nodes_[there].message == nullptr;
    if (dummy && dummy_there) {
      for (const auto child : nodes_[root].children) adopt(there, child);
      nodes_[root].children.clear();
      return true;
    }
    if (dummy_there || (!dummy && head(root).is_reply && !head(there).is_reply)) {
      adopt(there, root);
      return true;
    }
    if (dummy) return false;
    const auto both = make();
    made_.push_back(both);
    adopt(both, there);
    adopt(both, root);
    in_table = both;
    return true;
  }
  void adopt(NodeId parent, NodeId child) {
    nodes_[child].parent = parent;
    nodes_[parent].children.push_back(child);
  }

  // thread-list = "(" (thread-members / thread-nested) ")", without recursion: a stack of what is still to be written.
  void write(std::string& out, NodeId root) const {
    struct Todo {
      NodeId node;
      std::size_t next = 0;
    };
    std::vector<Todo> open{{root}};
    out += '(';
    std::vector<bool> parenthesis{true};  // whether leaving the node closes a list
    bool after_number = false;
    const auto number = [&](NodeId n) {
      if (nodes_[n].message == nullptr) return;
      if (after_number) out += ' ';
      grammar::append_number(out, nodes_[n].message->shown);
      after_number = true;
    };
    number(root);
    while (!open.empty()) {
      auto& [node, next] = open.back();
      const auto& children = nodes_[node].children;
      if (next == children.size()) {
        if (parenthesis.back()) out += ')';
        after_number = false;
        open.pop_back();
        parenthesis.pop_back();
        continue;
      }
      const auto child = children[next++];
      const bool nested = children.size() > 1;
      if (nested) {
        if (after_number) out += ' ';
        out += '(';
        after_number = false;
      }
      number(child);
      open.push_back({child});
      parenthesis.push_back(nested);
    }
  }

  std::vector<Node> nodes_;
  std::vector<NodeId> roots_, made_;
  std::unordered_map<std::string, NodeId> ids_;
  std::unordered_map<std::string, NodeId> subjects_;
};

}  // namespace

std::string references_threads(const std::vector<ThreadMessage>& messages) { return Threads(messages).text(); }

// Messages of one base subject are a thread, in the order of dates: the first of them with the others as its children.
std::string ordered_subject_threads(std::vector<ThreadMessage> messages) {
  const auto by_date = [](const ThreadMessage& a, const ThreadMessage& b) {
    return a.sent != b.sent ? a.sent < b.sent : a.shown < b.shown;
  };
  std::ranges::sort(messages, by_date);
  std::unordered_map<std::string_view, std::size_t> by_subject;
  std::vector<std::vector<std::uint32_t>> threads;  // the first message of each comes in the order of dates
  for (const auto& m : messages) {
    const auto [at, fresh] = by_subject.try_emplace(m.subject, threads.size());
    if (fresh) threads.emplace_back();
    threads[at->second].push_back(m.shown);
  }
  std::string out;
  for (const auto& thread : threads) {
    const bool siblings = thread.size() > 2;
    out += '(';
    grammar::append_number(out, thread[0]);
    for (std::size_t i = 1; i < thread.size(); ++i) {
      out += i > 1 ? "(" : siblings ? " (" : " ";
      grammar::append_number(out, thread[i]);
      if (siblings) out += ')';
    }
    out += ')';
  }
  return out;
}

}  // namespace postern::imap
