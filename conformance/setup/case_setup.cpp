#include "conformance/setup/case_setup.h"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/files/temporary_file.h"
#include "base/tables.h"
#include "conformance/model/provider.h"
#include "conformance/setup/placeholder_values.h"
#include "conformance/setup/script.h"
#include "conformance/suite/placeholders.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::milliseconds;

/// A world that is written out in the case needs a file for as long as it is read.
std::unique_ptr<TemporaryFile> world_file(const Json& given) {
  const auto world = given.find("world");
  if (world == given.end() || world->is_string()) return nullptr;
  return std::make_unique<TemporaryFile>(world->dump());
}

ServerOptions plain_options(std::uint64_t seed) {
  ServerOptions options;
  options.seed = seed;
  options.threads = 1;  // one client at a time is not worth more
  options.record_exchanges = true;
  return options;
}

struct NamedDefect {
  std::string_view name;
  CertificateDefect defect;
};
constexpr std::array<NamedDefect, 4> kDefects{
    {{"trusted", CertificateDefect::kNone},
     {"unknown-authority", CertificateDefect::kUnknownAuthority},
     {"wrong-host", CertificateDefect::kWrongHost},
     {"expired", CertificateDefect::kExpired}}};

CertificateDefect defect_of(std::string_view name) {
  if (const NamedDefect* known = find_by(kDefects, &NamedDefect::name, name)) return known->defect;
  throw std::invalid_argument("no certificate is \"" + std::string(name) + '"');
}

bool speaks_tls(const Json& given) { return given.contains("certificate"); }

TlsOptions tls_of(const Json& given, const TestAuthority* trust) {
  TlsOptions tls;
  if (!speaks_tls(given)) return tls;
  tls.generate = true;
  tls.authority = trust->authority();
  tls.defect = defect_of(given["certificate"].get<std::string>());
  return tls;
}

std::unique_ptr<Server> open_server(const Json& given, std::uint64_t seed,
                                    const TestAuthority* trust) {
  ServerOptions options = plain_options(seed);
  options.clock = given.value("clock", options.clock);
  options.variants = given.value("variants", options.variants);
  options.rate_limits = given.value("rate_limits", false);
  options.tls = tls_of(given, trust);
  const auto file = world_file(given);
  options.world = file ? file->path() : given.value("world", options.world);
  return std::make_unique<Server>(options);
}

}  // namespace

CaseSetup::CaseSetup(const Case& subject, std::uint64_t seed,
                     std::shared_ptr<const TestAuthority> trust, bool over_tls)
    : trust_(std::move(trust)) {
  Json values = random_values(seed, subject.id);
  values.update(http_dates(std::chrono::system_clock::now()));
  open(fill_known(subject.given, values), seed, over_tls);
  values["port"] = server_->port();
  values["scheme"] = server_->authority().empty() ? "http" : "https";
  if (second_server_) values["second_server.port"] = second_server_->port();

  const Json given = fill_known(subject.given, values);
  for (const Json& fault : given.value("faults", Json::array())) {
    server_->add_fault(fault.get<std::string>());
  }
  if (given.contains("script")) server_->set_script(read_script(given["script"]));
  if (second_server_) second_server_->set_script(read_script(given["second_server"]));
  for (const Json& call : fill_known(subject.when, values)) calls_.push_back(call_of(call));
  then_ = fill_known(subject.then, values);
}

/// Ports are known only when it is done.
void CaseSetup::open(Json given, std::uint64_t seed, bool over_tls) {
  Json second;
  if (over_tls && !speaks_tls(given)) given["certificate"] = second["certificate"] = "trusted";
  if (speaks_tls(given) && !trust_) trust_ = std::make_shared<const TestAuthority>();
  server_ = open_server(given, seed, trust_.get());
  if (!given.contains("second_server")) return;
  ServerOptions options = plain_options(seed);
  options.tls = tls_of(second, trust_.get());
  second_server_ = std::make_unique<Server>(options);
}

Call CaseSetup::call_of(const Json& call) const {
  Call made;
  made.operation = call["operation"];
  const ProviderInfo& provider = provider_info_of(made.operation);
  made.base_url = server_->url() + std::string(provider.base_path);
  made.arguments = call.value("arguments", Json::object());
  made.credential = call.value("credential", mock_credential_of(provider));
  if (made.credential.empty()) made.credential = nullptr;  // {}: the call has none
  made.options = call.value("options", Json::object());
  made.after = milliseconds(call.value("after_ms", 0));
  if (call.contains("at_ms_of_second")) {
    made.at_part_of_second = milliseconds(call["at_ms_of_second"].get<int>());
  }
  if (!server_->authority().empty()) made.options["ca_file"] = trust_->file();
  return made;
}

std::vector<Exchange> CaseSetup::second_exchanges() const {
  return second_server_ ? second_server_->exchanges() : std::vector<Exchange>();
}

milliseconds limit_of(const Call& call) {
  const auto timeout = call.options.value("timeout_ms", std::int64_t{0});
  const auto tries = 1 + call.options.value("max_retries", std::int64_t{0});
  return std::chrono::seconds(10) + milliseconds(timeout * tries);
}

milliseconds grace_of(const Case& subject) {
  constexpr std::array<std::string_view, 4> kRepeated{"retry", "timeout", "redirect", "connection"};
  return milliseconds(contains(kRepeated, subject.topic) ? 250 : 20);
}

}  // namespace mockmeter::conformance
