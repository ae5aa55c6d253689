// Which country an address is in, from a file that is read again when it is replaced.   H36
// Use: countries.use(path);  countries.admits(rule, address)  countries.look_again() now and then.
// Promises: questions are for any thread; without a file that can be read every rule admits everybody, and an event says so, once
//   until that changes, when a rule has asked.
#pragma once
#include <memory>
#include <string>

#include "base/country_rule.h"
#include "base/locked.h"
#include "base/time.h"
#include "events/events.h"
#include "guard/country_database.h"

namespace postern::guard {

class Countries {
 public:
  // `folder`: for the copy that is read; empty: no file is.
  Countries(events::Sink& events, std::string folder) : events_(events), folder_(std::move(folder)) {}

  void use(std::string path);
  // Reads the file again when it is another one, or was not there before.
  void look_again();
  [[nodiscard]] std::string of(const IpAddress&) const;  // empty: not known
  struct State {
    std::string path;  // empty: none is named
    bool is_read = false;
    std::string problem;  // why not
    Time changed;         // the file that is read
  };
  [[nodiscard]] State state() const;
  // Addresses that are no one's on the internet (of this host, of private networks) are in no country, and no rule is about them; those
  // that the file does not know are in none that is allowed.
  [[nodiscard]] bool admits(const CountryRule&, const IpAddress&) const;
  // The same by another file, which nobody uses yet; one that cannot be read admits everybody.
  [[nodiscard]] bool would_admit(const CountryRule&, const IpAddress&, const std::string& path) const;

 private:
  struct Present {
    std::string path;
    std::string stamp;  // tells files apart; of the one that was read, or could not be
    std::shared_ptr<const CountryDatabase> database;
    std::string problem;
    Time changed;
    bool told = false;
  };
  [[nodiscard]] Present read(std::string path) const;

  events::Sink& events_;
  std::string folder_;
  mutable Locked<Present> present_;
};

}  // namespace postern::guard
