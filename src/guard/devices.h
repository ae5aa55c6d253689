// From where, and with which browser, each account has logged in rightly: what the account rule lets in while an account is under attack.
// Use: devices.note(account, Device(address), at) at each login; co_await devices.save() soon after;
//      const auto known = co_await devices.knew(account, Device(address), first_failure, now);
// Promises: a device is known by a login in the last 30 days, to the day; a row for an account and a device, of a few octets and the
//   name of a browser, written once a day at most. IPv6 by its /64. What is forgotten is known again by the next login with it.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "base/ip_address.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"
#include "net/stream.h"

namespace postern::guard {

class Device {
 public:
  explicit Device(const IpAddress&);
  // An address from which a key of the account was used, an application password or a token: no password gets in from there for that, but
  // who blocks the address is told that the account comes from it.
  static Device of_key(const IpAddress&);
  // By a hash of a value that only this browser and we have had: 32 octets.
  static Device browser(std::string_view hash) { return Device(std::string(hash)); }
  // By what id() gave for an address or a browser; none: it gives no such thing.
  static std::optional<Device> with_id(std::string_view hex);
  [[nodiscard]] std::string id() const;
  [[nodiscard]] const std::string& subject() const { return subject_; }  // no browser's is as short as an address

 private:
  explicit Device(std::string subject) : subject_(std::move(subject)) {}
  std::string subject_;
};

// One as its account's owner is shown it: where only keys came from is none, for they get in from anywhere.
struct KnownDevice {
  enum class Kind : std::uint8_t { address, browser };
  Kind kind = Kind::address;
  Device device;
  IpNetwork network;  // of an address: itself, or its /64
  std::string name;   // of a browser: what it says it is, which may be anything
  Time first, last;   // login of the last 30 days, each day's first
};
std::string_view name(KnownDevice::Kind);

class Devices {
 public:
  static constexpr std::chrono::hours kKnownFor{30 * 24};
  static constexpr std::size_t kLongestName = 300;  // octets; the rest is cut off
  static constexpr std::size_t kMostShown = 1000;

  explicit Devices(kv::Store& kv) : kv_(kv) {}

  // True when save() has something to do. Any thread.
  bool note(AccountId, const Device&, Time at, std::string_view name = {});
  Task<Result<void>> save();
  // Whether the account had logged in from or with it by `before`, to the second, and within the last 30 days.
  Task<Result<bool>> knew(AccountId, Device, Time before, Time now);
  // None: the account is not known by it.
  Task<Result<std::optional<KnownDevice>>> find(AccountId, Device, Time now);
  // All that are known, the one that was there last first.
  Task<Result<std::vector<KnownDevice>>> of(AccountId, Time now);
  // False where it was not known.
  Task<Result<bool>> forget(AccountId, Device);
  // How many accounts have logged in from a network in the last 30 days.
  Task<Result<std::size_t>> count(IpNetwork, Time now);
  // Takes away rows that let nobody in any more. How many.
  Task<Result<std::size_t>> sweep(Time now);

 private:
  // As it is stored once all that was noted is; empty: there is none.
  Task<Result<std::string>> stored(AccountId, const Device&);

  static constexpr std::size_t kMostRemembered = 50'000;
  struct Login {
    std::string key;
    Time at;
    std::string name;
  };
  struct Waiting {
    std::unordered_map<std::string, Time> noted;  // by key: what need not be written again today
    std::vector<Login> rows;
  };
  kv::Store& kv_;
  Locked<Waiting> waiting_;
};

}  // namespace postern::guard
