// All reports that a server keeps: what it has collected for others, and what others have sent it.
#pragma once
#include "reports/collected.h"
#include "reports/dmarc_report.h"
#include "reports/feedback_report.h"
#include "reports/received.h"
#include "reports/tls_report.h"

namespace postern::reports {

struct Reports {
  explicit Reports(kv::Store& kv)
      : tls_for_others(kv, "tls"),
        dmarc_for_others(kv, "dmarc"),
        tls_about_us(kv, "tls"),
        dmarc_about_us(kv, "dmarc"),
        complaints(kv, "feedback") {}

  Collected<TlsReport> tls_for_others;
  Collected<DmarcReport> dmarc_for_others;
  Received<TlsReport> tls_about_us;
  Received<DmarcReport> dmarc_about_us;
  Received<FeedbackReport> complaints;
};

}  // namespace postern::reports
