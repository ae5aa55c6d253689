// From a request to an operation, and from its result to an answer.
#include "api/api.h"

#include <mutex>

#include "api/arguments.h"
#include "api/door.h"
#include "api/download.h"
#include "api/lists.h"
#include "api/openapi.h"
#include "api/problem.h"
#include "api/session.h"
#include "base/text.h"
#include "directory/directory.h"
#include "guard/guard.h"
#include "http/fields.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using http::Response;

constexpr std::size_t kLongestKey = 128;  // of Idempotency-Key
constexpr std::string_view kJson = "application/json";

Response answer_of(const Route& route, const Page& page, json::value done) {
  Response out{.content_type = std::string(kJson)};
  if (done.is_null() || (done.is_object() && done.get_object().empty() && route.method != http::Method::get)) {
    out.status = 204;
    out.content_type.clear();
    return out;
  }
  if (!route.key.empty() && done.is_array()) done = page_of(std::move(done.get_array()), route.key, page);
  if (route.operation.ends_with(".create")) out.status = 201;
  out.body = json_text(done);
  return out;
}

Credentials credentials_of(const http::Request& request, const auth::Peer& from) {
  return {Secret(bearer(request)), Secret(session_cookie(request)), from};
}

auth::Peer peer_of(const http::Request& request, const http::Client& client) {
  auto from = api::peer_of(client);
  from.browser = Secret(cookie(request, kBrowserCookie).value_or(""));
  return from;
}

Response not_known() { return api::problem(401, "Log in first, or show one token"); }
Response from_elsewhere() { return api::problem(403, "The request does not come from a page of this server"); }

// What is not for him looks as if it did not exist.
bool is_for(const admin::Visitor& visitor, const Route& route) {
  if (const auto* own = route.own()) return admits(visitor, *own);
  return !route.row() || admin::may_ever(visitor.caller, *route.row());
}

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= kLongestKey && is_ascii(key) && key.find(' ') == key.npos;
}

}  // namespace

// What one call needs, shared by the waiting coroutine and the thread that carries it out.
struct Api::Work {
  const admin::Operation* row = nullptr;
  json::object arguments;
  Page page;
  admin::Caller caller;
  std::string if_match;
  const admin::Operation* shown_by = nullptr;  // with a precondition: what shows the thing
  json::object shown;                          // and of what
  bool precondition_failed = false;
  Result<json::value> done = {};
  const Route* route = nullptr;
  std::unique_ptr<Claim>
      claim{};  // of a call that is carried out once. It goes with the last who needs it: the waiting one may go first
  Response answer{};
};

Api::Api(Ports ports, Doors doors)
    : ports_(std::move(ports)),
      entrance_(std::move(doors), ports_.time),
      live_(ports_.world, ports_.time),
      threads_(auth::HashPoolSettings{.threads = 4, .queue = 64, .of_one = 3}) {}

Response Api::problem(std::uint16_t status, std::string_view why) const { return api::problem(status, why); }

// An address that a client has reached is no name that somebody could point elsewhere.
bool Api::is_called(std::string_view host, const IpAddress& local) const {
  if (host == "localhost") return local.is_loopback();
  if (const auto literal = IpAddress::parse(host)) return *literal == local;
  return ports_.is_name(host);
}

// What was carried out is answered again even if nobody has waited for it.
void Api::carry_out(Work& work) {
  run(work);
  if (work.precondition_failed)
    work.answer = api::problem(412, "It is not as it was when you looked: look again");
  else if (!work.done)
    work.answer = api::problem(work.done.error());
  else
    work.answer = answer_of(*work.route, work.page, std::move(*work.done));
  const auto& out = work.answer;
  if (work.claim && out.status < 300) work.claim->keep({out.status, out.content_type, Secret(out.body)});
}

void Api::run(Work& work) {
  const admin::Progress quiet = [](const json::value&) { return true; };
  const auto run = [&](const admin::Operation& row, const json::object& arguments) {
    return admin::run_operation(ports_.world, row.name, arguments, work.caller, quiet, work.page);
  };
  if (work.if_match.empty() || !work.shown_by) {
    std::shared_lock others(changes_, std::defer_lock);
    if (admin::is_to_change(*work.row, work.arguments)) others.lock();
    work.done = run(*work.row, work.arguments);
    return;
  }
  const std::unique_lock alone(changes_);
  auto present = run(*work.shown_by, work.shown);
  work.precondition_failed = present && !http::names_tag(work.if_match, etag_of(json_text(*present)));
  work.done = work.precondition_failed || !present ? std::move(present) : run(*work.row, work.arguments);
}

// A request that has been let in.
class Api::Call final : public http::Exchange {
 public:
  Call(Api& api, const http::Request& request, auth::Peer from, OpenDoors open, Found found, admin::Visitor visitor,
       Entrance::Place place)
      : api_(api),
        request_(request),
        from_(std::move(from)),
        open_(open),
        found_(std::move(found)),
        visitor_(std::move(visitor)),
        place_(std::move(place)) {}

  [[nodiscard]] std::size_t body_limit() const override { return found_.route->body_limit; }

  Task<Response> answer(std::string body) override {
    auto no = co_await refused_since();
    if (no) co_return std::move(*no);
    if (!found_.route->row()) co_return Response{.content_type = std::string(kJson), .body = openapi_text()};
    auto asked = arguments_of(found_, request_, body);
    if (!asked) co_return api::problem(asked.error());
    const Visit visit{api_.ports_.world,
                      api_.entrance_,
                      from_,
                      visitor_,
                      asked->arguments,
                      request_.authority,
                      request_.host,
                      request_.field("user-agent"),
                      open_};
    if (const auto* own = found_.route->own()) co_return co_await own->run(visit);
    if (found_.route->is_stream()) co_return follow(std::move(asked->arguments));
    if (found_.route->row()->download) co_return co_await download(std::move(asked->arguments));
    const auto key = request_.method == http::Method::post ? request_.field("idempotency-key") : std::string();
    if (key.empty()) co_return co_await carry_out(std::move(*asked), nullptr);
    co_return co_await once(key, body, std::move(*asked));
  }

 private:
  // Who keeps us waiting for a body is asked again who he is: his session may have ended since, or he may do less.
  Task<std::optional<Response>> refused_since() {
    const auto* own = found_.route->own();
    if (found_.route->body_limit == 0 || (own && own->standing == Standing::stranger)) co_return std::nullopt;
    auto known = co_await api_.known(request_, from_);
    if (!known) co_return std::move(known.error());
    visitor_ = std::move(known->visitor);
    found_ = std::move(known->found);
    co_return std::nullopt;
  }

  // For what outlives this call.
  [[nodiscard]] std::function<bool()> still_let_in() const {
    return [&keeper = api_.ports_.doorkeeper, shown = std::make_shared<const Credentials>(credentials_of(request_, from_)),
            visitor = visitor_] { return keeper.still(*shown, visitor); };
  }

  Response follow(json::object arguments) {
    auto source = api_.live_.follow(*found_.route, std::move(arguments), visitor_.caller, still_let_in());
    if (!source) return api::problem(source.error());
    return Response{.content_type = "text/event-stream", .source = std::move(*source)};
  }

  Task<Response> download(json::object arguments) {
    struct Begun {
      json::object arguments;
      admin::Caller caller;
      Result<admin::Download> download = {};
    };
    const auto begun = std::make_shared<Begun>(std::move(arguments), visitor_.caller);
    const auto group = network_group(from_.ip);
    auto job = [&world = api_.ports_.world, row = found_.route->row(), begun] {
      begun->download = admin::begin_download(world, *row, begun->arguments, begun->caller);
    };
    auto ran = co_await api_.threads_.run(group, std::move(job));
    if (!ran) co_return api::problem(ran.error());
    if (!begun->download) co_return api::problem(begun->download.error());
    co_return answer_of(std::move(*begun->download), api_.threads_, group, api_.ports_.time, still_let_in());
  }

  // The same POST with the same key is carried out once.
  Task<Response> once(std::string said, const std::string& body, Asked asked) {
    if (!is_key(said)) co_return api::problem(400, "Idempotency-Key has 1 to 128 ASCII characters and no blank");
    const Replays::Key key{visitor_.caller.name, std::move(said)};
    const auto call = fingerprint(request_.path_text() + '\n' + body);
    auto before = api_.replays_.with([&](Replays& r) { return r.begin(key, call, api_.ports_.time.now()); });
    if (before.verdict == Replays::Verdict::under_way)
      co_return api::problem(409, "A request with this Idempotency-Key is under way");
    if (before.verdict == Replays::Verdict::another_call)
      co_return api::problem(422, "This Idempotency-Key was used for another request");
    if (before.verdict == Replays::Verdict::too_many)
      co_return too_many(std::chrono::seconds(1), "Too many requests with an Idempotency-Key are under way");
    if (before.answer)
      co_return Response{.status = before.answer->status,
                         .content_type = before.answer->content_type,
                         .fields = {{"Idempotent-Replayed", "true"}},
                         .body = std::string(before.answer->body.reveal())};
    auto claim = std::make_unique<Claim>(api_.replays_, key);
    co_return co_await carry_out(std::move(asked), std::move(claim));
  }

  std::shared_ptr<Work> work_for(Asked& asked) {
    auto work = std::make_shared<Work>();
    work->row = found_.route->row();
    work->arguments = std::move(asked.arguments);
    work->route = found_.route;
    if (!found_.route->key.empty()) work->page = asked.page;
    work->caller = visitor_.caller;
    work->caller.connection = from_.session;
    if (!work->row->access.changes) return work;
    work->if_match = request_.field("if-match");
    const auto* shows = shown_by(*found_.route);
    work->shown_by = shows ? shows->row() : nullptr;
    for (const auto& [name, value] : found_.parameters) work->shown[name] = value;
    return work;
  }

  Task<Response> carry_out(Asked asked, std::unique_ptr<Claim> claim) {
    auto work = work_for(asked);
    work->claim = std::move(claim);
    if (!work->if_match.empty() && !work->shown_by) co_return api::problem(400, "If-Match has no meaning here");
    auto job = [&api = api_, work] { api.carry_out(*work); };
    auto ran = co_await api_.threads_.run(network_group(from_.ip), std::move(job));
    if (!ran) co_return api::problem(ran.error());
    co_return work->answer.status < 300 ? tagged(std::move(work->answer)) : std::move(work->answer);
  }

  // RFC 9110 §13.1.2: who has it already is told so.
  Response tagged(Response out) {
    if (found_.route->method != http::Method::get) return out;
    auto tag = etag_of(out.body);
    if (http::names_tag(request_.field("if-none-match"), tag)) out = Response{.status = 304};
    out.fields.push_back({"ETag", std::move(tag)});
    return out;
  }

  Api& api_;
  const http::Request& request_;
  auth::Peer from_;
  OpenDoors open_;
  Found found_;
  admin::Visitor visitor_;
  Entrance::Place place_;
};

// By address alone, before anything is looked up. The guard was asked at accept, but not about who comes by a proxy, or about what
// has been blocked since.
std::optional<Response> Api::turned_away(const http::Client& client) {
  if (!client.tls) return api::problem(403, "Only over TLS");
  if (!ports_.world.guard.admit(client.address, events::Service::admin)) return not_from_here();
  return {};
}

// Who is known learns what there is for him; a session that has still to enrol, or to set a new password, does not.
std::optional<Response> Api::refused(const Found& found, const admin::Visitor& visitor) {
  const auto* own = found.route ? found.route->own() : nullptr;
  const auto* row = found.route ? found.route->row() : nullptr;
  const bool may_enrol = visitor.caller.account ? row && row->access.enrolling : own && admits(visitor, *own);
  if (visitor.to_enrol && !may_enrol) return api::problem(403, "Set up a second factor first", "second-factor-missing");
  if (visitor.to_set_password && !(row && row->access.expired))
    return api::problem(403, "Your password has expired: set a new one first", "password-expired");
  if (!found.route && found.allow.empty()) return api::problem(404, "There is nothing here, or not for you");
  if (!found.route) {
    auto no = api::problem(405, "The method is not for this");
    no.fields.push_back({"Allow", found.allow});
    return no;
  }
  if (!row) return {};
  if (!is_for(visitor, *found.route)) return api::problem(403, "Who acts in another's name changes nothing", "only-looking");
  if (row->access.person && visitor.caller.session.empty())
    return api::problem(403, "Only in a session, for a token shows no second factor");
  // Who has taken over a user's open browser makes himself no way back either.
  const bool changes_himself = visitor.caller.account && row->access.changes && (!own || own->users == Users::proven);
  if ((row->access.proven || changes_himself) && !visitor.caller.proven) return api::problem(admin::unproven());
  return {};
}

Task<std::expected<Api::Known, Response>> Api::known(const http::Request& request, const auth::Peer& from) {
  auto shown = credentials_of(request, from);
  if (shown.bearer.empty() == shown.session.empty()) co_return std::unexpected(not_known());
  auto visitor = co_await ports_.doorkeeper.who(std::move(shown));
  if (!visitor && visitor.error().temporary()) co_return std::unexpected(api::problem(visitor.error()));
  if (!visitor) co_return std::unexpected(not_known());
  auto himself = *visitor;
  himself.caller.by.clear();  // who acts in another's name is told what he may not do
  auto found = find_route(request.method, request.path, [&](const Route& route) { return is_for(himself, route); });
  if (auto no = refused(found, *visitor)) co_return std::unexpected(std::move(*no));
  co_return Known{std::move(*visitor), std::move(found)};
}

Task<http::Opened> Api::open(const http::Request& request, const http::Client& client, OpenDoors open) {
  if (auto away = turned_away(client)) co_return http::Opened(std::move(*away));
  auto found = find_route(request.method, request.path);
  const auto* own = found.route ? found.route->own() : nullptr;
  if (own && own->standing == Standing::stranger) co_return co_await open_to_stranger(request, client, open, std::move(found));
  co_return co_await open_to_visitor(request, client, open);
}

Task<http::Opened> Api::open_to_stranger(const http::Request& request, const http::Client& client, OpenDoors open,
                                         Found found) {
  auto place = entrance_.enter(std::nullopt, open, client.address);
  if (!place) co_return http::Opened(std::move(place.error()));
  if (!is_from_own_page(request)) co_return http::Opened(from_elsewhere());
  auto from = peer_of(request, client);
  if (auto often = entrance_.too_often(place->door(), found.route->row()->access.cost, client.address))
    co_return http::Opened(std::move(*often));
  co_return http::Opened(
      std::make_unique<Call>(*this, request, std::move(from), open, std::move(found), admin::Visitor(), std::move(*place)));
}

Task<http::Opened> Api::open_to_visitor(const http::Request& request, const http::Client& client, OpenDoors open) {
  auto place = entrance_.enter(claimed_door(request), open, client.address);
  if (!place) co_return http::Opened(std::move(place.error()));
  if (request.has("cookie") && !is_from_own_page(request)) co_return http::Opened(from_elsewhere());
  auto from = peer_of(request, client);
  auto known = co_await this->known(request, from);
  if (!known) co_return http::Opened(std::move(known.error()));
  auto& [visitor, found] = *known;
  if (const auto door = door_of(visitor); door != place->door()) place = entrance_.enter(door, open, client.address);
  if (!place) co_return http::Opened(std::move(place.error()));
  if (const auto* row = found.route->row())
    if (auto often = entrance_.too_often(place->door(), row->access.cost, visitor.caller.name))
      co_return http::Opened(std::move(*often));
  co_return http::Opened(
      std::make_unique<Call>(*this, request, std::move(from), open, std::move(found), std::move(visitor), std::move(*place)));
}

}  // namespace postern::api
