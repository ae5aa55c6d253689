// Reports to and from other domains, in a running server: counts for them, sends by the clock, reads what comes.
// Use: Reporting reporting(parts, delivery, suffixes);  reporting.start();  ...  reporting.stop() while mail can still be queued.
// Promises: whoever it hears from waits for nothing; a thread of its own looks names up, calls other people's servers and unpacks; messages
//   that wait to be read are few, and one more is left to people.
#pragma once
#include <atomic>
#include <string>
#include <thread>

#include "app/parts.h"
#include "base/inbox.h"
#include "delivery/delivery.h"
#include "reports/reader.h"
#include "reports/sender.h"
#include "reports/tls_collector.h"
#include "senderauth/public_suffix.h"
#include "smtp/server/ports.h"

namespace postern::app {

class Reporting final : public smtp::OriginWatch {
 public:
  // The suffixes outlive it; null: none are known.
  Reporting(Parts&, delivery::Delivery&, const senderauth::PublicSuffixes*);
  ~Reporting() override { stop(); }

  [[nodiscard]] smtp::client::TlsWatch& tls() { return tls_; }
  void judged(const smtp::JudgedOrigin&) override;
  // Whether a message is to be read, once it is delivered, and then that it is.
  [[nodiscard]] bool wants(const queue::Envelope&, const mime::Message&, std::uint64_t size) const;
  void take(std::string message);

  Task<Result<reports::Sent>> send(admin::ReportKind, reports::Day last);
  void start();
  void stop();

 private:
  void run();
  void look();
  Result<reports::Sent> send_both();
  Task<Result<void>> post(reports::Letter);
  [[nodiscard]] reports::SenderPorts ports();
  [[nodiscard]] reports::Reporter reporter() const;
  void failed(const Error&);

  Parts& parts_;
  delivery::Delivery& delivery_;
  reports::TlsCollector tls_;
  reports::Sender<reports::TlsReport> tls_sender_;
  reports::Sender<reports::DmarcReport> dmarc_sender_;
  reports::Reader reader_;
  Inbox<std::string> messages_;
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<bool> stopping_ = false;
  Time next_;  // the thread's own
  std::thread thread_;
};

}  // namespace postern::app
