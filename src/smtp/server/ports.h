// What the SMTP server asks of the world. The app gives the real ones, tests give fakes.
// Promises asked of each: called and resumed on the session's reactor; ready for calls of many sessions at once.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address/mailbox.h"
#include "auth/login.h"
#include "base/ids.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "dns/resolver.h"
#include "events/events.h"
#include "events/security.h"
#include "mime/message.h"
#include "net/stream.h"
#include "queue/envelope.h"
#include "senderauth/origin.h"
#include "senderauth/public_suffix.h"
#include "smtp/grammar/reply.h"
#include "smtp/server/origin.h"
#include "smtp/server/relay.h"
#include "smtp/server/settings.h"
#include "store/spool.h"

namespace postern::smtp {

class Directory {
 public:
  // Promised besides: the postmaster of a hosted domain has a home, under whatever name.
  virtual ~Directory() = default;
  // `account` is who logged in, 0 when nobody did.
  virtual Task<Result<SenderFacts>> sender(address::Mailbox, AccountId account) = 0;
  // `size` is what the message is said to have; 0: nothing is said.
  virtual Task<Result<RecipientStatus>> recipient(address::Mailbox, AccountId account, std::uint64_t size) = 0;
};

// A message as it came, with our Return-Path and Received in front and no other Return-Path.
struct Message {
  std::unique_ptr<store::Spool> body;
  std::shared_ptr<const mime::Message> parsed;  // offsets count from the first octet of the body
  std::size_t return_path = 0;                  // octets of that field: what goes on to another server begins behind it
  std::shared_ptr<const senderauth::Evidence> evidence = {};  // of a body that it was given in the place of its own
};

class Deliver {
 public:
  virtual ~Deliver() = default;
  // Success means: durable, in each local recipient's mailbox or in the queue. From then on it is our duty.   RFC 5321 §4.2.5
  virtual Task<Result<void>> accept(queue::Envelope, Message) = 0;
};

// Why a name is refused: for good, or for now so that a mail server tries again.
enum class Blocked : std::uint8_t { no, for_now, for_good };
// Mail from strangers, or from those who have logged in or are to.
enum class Way : std::uint8_t { inbound, outbound };

// What administrators have decided about who sends. In memory: it is asked in the midst of a command.
class Trust {
 public:
  virtual ~Trust() = default;
  // H26: whether anything is sent from there without a login, in this sender's name, and one message more at this time, which counts.
  [[nodiscard]] virtual bool may_send_without_login(const IpAddress&, events::Service) const = 0;
  [[nodiscard]] virtual bool may_send_as(const IpAddress&, events::Service, const address::Mailbox&) const = 0;
  virtual bool take_turn(const IpAddress&, events::Service) = 0;
  // H37
  [[nodiscard]] virtual Blocked sender(const address::Mailbox&, Way) const = 0;
  [[nodiscard]] virtual Blocked client(std::string_view name, Way) const = 0;
};

// A message that is whole, with all that is known of where it comes from.
struct Inspected {
  const queue::Envelope* envelope;
  Message* message;                  // may be given another body, whose structure is then the other's
  const senderauth::Origin* origin;  // null: of those who may send in our names, or where origins are not judged
  bool ours;                         // somebody who may send in our names sends it
  IpAddress client;
  events::Service service;  // by which it came in
  bool relayed = false;     // a server in front brings it: where the client is says nothing of where it is from
};

// What looking at it has found.
struct Findings {
  std::optional<Reply> refusal;  // it is not accepted
  std::string reason;            // of the refusal, for the log alone
  std::string fields;            // to be put into its header
  queue::Judged judged;
};

// Looks into messages before they are accepted. What it cannot find out is no reason to refuse one for good.
class Inspector {
 public:
  virtual ~Inspector() = default;
  // All that it refers to outlives the task.
  virtual Task<Findings> inspect(Inspected) = 0;
};

// The fields in which inspectors say what they thought of a message, and what they took out of it. What comes in with one is rid of it.
inline constexpr std::string_view kJudgementField = "X-Spam-Verdict", kRemovalField = "X-Attachments-Removed";

// Signs mail of our own.
class Signing {
 public:
  virtual ~Signing() = default;
  // Fields to stand in front of a message whose one author is of this domain; empty when it goes unsigned.
  virtual Task<std::string> sign(address::Domain author, const mime::Message&, const senderauth::BodyHasher&) = 0;
};

// A message whose origin was judged, for reports to its domain.
struct JudgedOrigin {
  const senderauth::Origin& origin;
  const senderauth::OriginQuery& query;
  const mime::Message& message;
  bool refused = false;
  bool vouched_for = false;  // by trusted sealers: DMARC's policy was not applied
};

class OriginWatch {
 public:
  virtual ~OriginWatch() = default;
  virtual void judged(const JudgedOrigin&) = 0;  // waits for nothing
};

// How it is found out where mail from outside comes from.
struct OriginPorts {
  std::shared_ptr<const OriginSettings> settings;        // null: mail is not judged
  dns::Resolver* dns = nullptr;                          // there when the settings are
  const senderauth::PublicSuffixes* suffixes = nullptr;  // null: none are known
  std::string authserv_id;                               // the name of this server in Authentication-Results
  OriginWatch* watch = nullptr;                          // hears what was found, but not of who is to come again
};

struct Ports {
  Directory& directory;
  auth::Login& login;
  Deliver& deliver;
  Trust& trust;
  const TimeSource& time;
  events::Sink& events;
  events::SecuritySink& security;
  store::BlobStore& blobs;         // large messages are written to it while they come in
  std::uint64_t inline_limit = 0;  // octets; larger ones are large
  OriginPorts origin = {};
  Signing* signing = nullptr;      // none: nothing is signed
  Inspector* inspector = nullptr;  // none: nobody looks into messages
};

}  // namespace postern::smtp
