// Operations that are followed, as server-sent events: each has a thread of its own, of which there are few.
// Promises: a source that is dropped ends its operation; what nobody takes ends it, too; it ends soon after the session or token it was
//   opened with; none outlives Live.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "admin/operation.h"
#include "api/routes.h"
#include "base/time.h"
#include "http/response.h"

namespace postern::api {

class Live {
 public:
  Live(admin::World& world, const TimeSource& time) : world_(world), time_(time) {}
  ~Live() { stop(); }
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

  // `unavailable` when as many as may be are followed already, by the caller or by all. The member `key` of what it says is the event's id,
  // if there is one.
  // `still` is asked now and then, on the source's reactor, whether the caller would be let in again.
  Result<std::unique_ptr<http::Source>> follow(const Route&, boost::json::object arguments, admin::Caller,
                                               std::function<bool()> still);
  // Ends all and waits for them. Nothing is followed afterwards.
  void stop();

 private:
  struct Feed;
  class FeedSource;
  void run(Feed&, const Route&, const boost::json::object& arguments, const admin::Caller&);

  admin::World& world_;
  const TimeSource& time_;
  std::mutex lock_;  // with a condition variable, hence not a Locked
  std::condition_variable ended_;
  std::map<std::string, std::size_t> running_;  // by who follows; never none
  std::atomic<bool> stopping_ = false;
};

}  // namespace postern::api
