// Counts how TLS to other servers goes, for the reports of the day.
#pragma once
#include "base/time.h"
#include "config/config.h"
#include "reports/collected.h"
#include "reports/settings.h"
#include "reports/tls_report.h"
#include "smtp/client/tls_session.h"

namespace postern::reports {

// One session as a report on it.
TlsReport report_of(const smtp::client::TlsSession&);

class TlsCollector final : public smtp::client::TlsWatch {
 public:
  TlsCollector(Collected<TlsReport>& collected, const TimeSource& time, config::Live<Settings> settings)
      : collected_(collected), time_(time), settings_(std::move(settings)) {}
  void ended(const smtp::client::TlsSession&) override;

 private:
  Collected<TlsReport>& collected_;
  const TimeSource& time_;
  config::Live<Settings> settings_;
};

}  // namespace postern::reports
