#include "mockmeter/server.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "server/control/admin/admin.h"
#include "server/control/catalog.h"
#include "server/control/faults/fault.h"
#include "server/control/mock.h"
#include "server/control/store/store.h"
#include "server/control/world_file.h"
#include "server/embedding/journal_gate.h"
#include "server/embedding/recorder.h"
#include "server/embedding/script.h"
#include "server/http/listener.h"
#include "server/http/tls/identity.h"
#include "server/http/tls/tls_context.h"

namespace mockmeter {

/// What the listeners of one server speak TLS with.
struct ServerTls {
  std::shared_ptr<const TlsContext> context;  // null = plain HTTP
  std::string authority;
};

namespace {

ClockSetting clock_or_throw(const std::string& text) {
  const auto setting = parse_clock(text);
  if (!setting) {
    throw std::invalid_argument("clock \"" + text + "\" cannot be set: use " +
                                std::string(kClockExpected) +
                                " such as 2026-05-20T12:00:00Z, ticking:<instant>, or now");
  }
  return *setting;
}

void choose_or_throw(VariantSelection& variants, const std::string& name,
                     const std::string& value) {
  if (const std::string expected = choose_variant(variants, name, value); !expected.empty()) {
    throw std::invalid_argument("variant \"" + name + "=" + value + "\" is unknown: expected " +
                                expected);
  }
}

/// The providers of these names; all when there are none.
std::vector<const Provider*> providers_or_throw(const std::vector<std::string>& names) {
  std::vector<const Provider*> chosen;
  for (const std::string& name : names) {
    const Provider* provider = find_provider(name);
    if (provider == nullptr) {
      throw std::invalid_argument("provider \"" + name + "\" is unknown: use one of " +
                                  list_providers(&ProviderFacts::name, ", "));
    }
    chosen.push_back(provider);
  }
  return chosen;
}

/// Who may use the control plane.
AdminAccess admin_access_of(const ServerOptions& options) {
  for (const std::string& host : options.admin_hosts) {
    if (is_host_name(host)) continue;
    throw std::invalid_argument("--admin-host \"" + host +
                                "\" is not a host name: use the name alone, without scheme, port "
                                "and path, such as host.docker.internal");
  }
  return {options.host, options.admin_token, options.admin_hosts};
}

MockSettings settings_of(const ServerOptions& options) {
  MockSettings settings;
  settings.clock = clock_or_throw(options.clock);
  settings.world = open_world(options.world, options.seed);
  settings.variants = settings.world->variants;
  for (const auto& [name, value] : options.variants) {
    choose_or_throw(settings.variants, name, value);
  }
  settings.providers = providers_or_throw(options.providers);
  settings.responses.enforce_rate_limits = options.rate_limits;
  settings.responses.follow_lifecycle = options.lifecycle;
  settings.journal.entries = options.journal_size;
  settings.journal.file = options.journal_file;
  settings.journal.scheme = options.tls.is_on() ? "https" : "http";
  settings.database = open_shared_store(options.store);
  if (!settings.database) settings.store = open_store(options.store);
  const SecretLabels credentials = names_of_secrets(*settings.world);
  for (const std::string& fault : options.faults) {
    settings.faults.push_back(parse_fault(fault, credentials));
  }
  return settings;
}

ServerTls tls_of(const ServerOptions& options) {
  const auto& [generate, given, certificate_file, key_file, defect] = options.tls;
  if (certificate_file.empty() != key_file.empty()) {
    throw std::invalid_argument(std::string(key_file.empty() ? "--tls-cert lacks its --tls-key"
                                                             : "--tls-key lacks its --tls-cert") +
                                "; give both, or --tls alone for a generated certificate");
  }
  if (!certificate_file.empty()) {
    return {std::make_shared<TlsContext>(read_identity(certificate_file, key_file)), {}};
  }
  if (!generate) return {};
  const auto authority = given ? given : make_authority();
  std::vector<std::string> hosts{options.host};
  hosts.insert(hosts.end(), options.admin_hosts.begin(), options.admin_hosts.end());
  return {std::make_shared<TlsContext>(issue_identity(*authority, hosts, defect)),
          certificate_of(*authority)};
}

ListenerOptions listener_options_of(const ServerOptions& options) {
  ListenerOptions listener;
  listener.host = options.host;
  listener.port = options.port;
  listener.threads = options.threads;
  listener.limits = options.limits;
  if (options.cors) {
    listener.cors = [](const Request& request) { return !is_admin_path(request.path()); };
  }
  return listener;
}

ListenerOptions admin_listener_options_of(const ServerOptions& options) {
  ListenerOptions listener = listener_options_of(options);
  listener.port = *options.admin_port;
  listener.port_option = "--admin-port";
  listener.threads = 1;
  return listener;
}

}  // namespace

struct Server::Running {
  Running(const ServerOptions& options, AdminAccess access)
      : mock(settings_of(options)),
        tls(tls_of(options)),
        recorder(options.record_exchanges ? std::make_unique<Recorder>() : nullptr),
        gate(mock.shared_journal() == nullptr
                 ? nullptr
                 : std::make_unique<JournalGate>(*mock.shared_journal())),
        listener(gated(framed(listener_options_of(options))),
                 [this](const Request& request) { return serve(request); }),
        facts{tls.authority, std::move(access), options.on_shutdown, listener.url(),
              !options.admin_port.has_value()} {
    if (options.admin_port) {
      admin =
          std::make_unique<Listener>(framed(admin_listener_options_of(options)),
                                     [this](const Request& request) { return control(request); });
      admin->start();
    }
    listener.start();
    admin_url = (admin ? *admin : listener).url() + std::string(kAdminPrefix);
  }

  ListenerOptions framed(ListenerOptions options) {
    options.now = [this] { return mock.clock().now(); };
    options.generation = [this] { return mock.generation() + scripts_set.load(); };
    options.tls = tls.context;
    return options;
  }

  ListenerOptions gated(ListenerOptions options) {
    options.gate = gate.get();
    return options;
  }

  Response serve(const Request& request) {
    if (!admin && (is_admin_path(request.path()) || is_typed_address(request))) {
      return control(request);
    }
    if (!recorder) return respond(request);
    const std::size_t place = recorder->begin(request, listener.traffic().open_connections);
    Response response = respond(request);
    recorder->finish(place, response);
    return response;
  }

  Response respond(const Request& request) {
    Script* const written = script.load();
    return written == nullptr ? mock.handle(request) : written->next(request, mock);
  }

  void follow(std::unique_ptr<Script> written) {
    const std::scoped_lock lock(scripts_mutex);
    script = written.get();
    scripts.push_back(std::move(written));
    ++scripts_set;  // behind it: no remembered response of the mock outlives this
  }

  Response control(const Request& request) { return handle_admin(mock, request, facts); }

  /// Both at once, so that together they take no longer than one.
  void stop() {
    std::thread beside;
    if (admin) beside = std::thread([this] { admin->stop(); });
    listener.stop();
    if (beside.joinable()) beside.join();
  }

  Mock mock;
  const ServerTls tls;
  const std::unique_ptr<Recorder> recorder;  // null = nothing is kept
  std::mutex scripts_mutex;
  std::vector<std::unique_ptr<Script>> scripts;  // all so far: a request may still be in an old one
  std::atomic<Script*> script{nullptr};          // the last of them; null = the mock answers
  std::atomic<std::uint64_t> scripts_set{0};
  const std::unique_ptr<ResponseGate> gate;  // null = no response waits
  Listener listener;
  const AdminContext facts;
  std::unique_ptr<Listener> admin;  // null = the control plane is on the main port
  std::string admin_url;
};

Server::Server(const ServerOptions& options)
    : running_(std::make_unique<Running>(options, admin_access_of(options))) {}

Server::~Server() { stop(); }

const std::string& Server::url() const { return running_->listener.url(); }

const std::string& Server::admin_url() const { return running_->admin_url; }

std::uint16_t Server::port() const { return running_->listener.port(); }

bool Server::serves(const std::string& provider) const {
  const auto served = running_->mock.providers();
  return std::ranges::any_of(served, [&](const Provider* p) { return p->name == provider; });
}

const std::string& Server::authority() const { return running_->tls.authority; }

void Server::set_clock(const std::string& clock) {
  running_->mock.set_clock(clock_or_throw(clock));
}

void Server::set_variant(const std::string& name, const std::string& value) {
  running_->mock.change_variants(
      [&](VariantSelection& variants) { choose_or_throw(variants, name, value); });
}

void Server::add_fault(const std::string& fault) {
  running_->mock.add_faults({parse_fault(fault, *running_->mock.current()->secrets)});
}

void Server::clear_faults() { running_->mock.clear_faults(); }

std::vector<Finding> Server::findings() const {
  std::vector<Finding> findings;
  for (RuleFinding& finding : running_->mock.findings().findings) {
    const ExchangeRecord& record = *finding.first.record;
    const std::string_view operation = record.operation == nullptr ? "" : record.operation->id;
    findings.push_back({std::string(finding.kind->name), std::move(finding.message),
                        request_line(record), finding.first.number, finding.count,
                        std::string(operation)});
  }
  return findings;
}

RequestTotals Server::requests() const {
  const Journal::Snapshot journal = running_->mock.journal().snapshot();
  RequestTotals requests{journal.last_number, journal.entries.size(), {}};
  for (const auto& [outcome, count] : journal.answered) {
    requests.answered.push_back(
        {std::string(outcome.operation == nullptr ? "" : outcome.operation->id), outcome.status,
         count});
  }
  return requests;
}

WireTraffic Server::traffic() const { return running_->listener.traffic(); }

void Server::set_script(const std::vector<ScriptedResponse>& responses) {
  running_->follow(std::make_unique<Script>(responses));
}

std::vector<Exchange> Server::exchanges() const {
  return running_->recorder ? running_->recorder->exchanges() : std::vector<Exchange>{};
}

void Server::reset() { running_->mock.reset(); }

void Server::stop() { running_->stop(); }

}  // namespace mockmeter
