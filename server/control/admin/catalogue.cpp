#include <string>

#include "server/control/admin/routes.h"
#include "server/control/faults/kinds.h"
#include "server/control/findings/findings.h"
#include "server/control/limits/rate_limiter.h"
#include "server/control/problem.h"
#include "server/control/version.h"
#include "server/control/world_file.h"

// What this mock has to choose from: providers and their credentials, faults, findings, worlds.
namespace mockmeter::admin {
namespace {

/// Names, never secrets. A credential that may be sent in two ways is listed once.
Json credentials_of(const Provider& provider, const World& world) {
  Json list = Json::array();
  provider.visit_credentials(world, [&](const KnownCredential& known) {
    Json row = {{"name", known.name}, {"account", known.account}};
    if (std::ranges::find(list, row) == list.end()) list.push_back(std::move(row));
  });
  return list;
}

Json provider_row(const Provider& provider, const World& world) {
  return {{"name", provider.name},
          {"title", provider.title},
          {"authScheme", provider.auth_scheme},
          {"basePath", provider.base_path},
          {"baseVariable", provider.base_variable},
          {"curlOption", curl_option_of(provider.inputs.front())},
          {"clients", provider.clients},
          {"credentials", credentials_of(provider, world)}};
}

std::string_view to_string(ValueRule rule) {
  switch (rule) {
    case ValueRule::kNothing:
      return "nothing";
    case ValueRule::kValue:
      return "value";
    case ValueRule::kMaybe:
      return "maybe";
  }
  return {};
}

Json fault_kind_row(const FaultKind& kind, const MockState& mock) {
  Json operations = Json::array();
  for (const Provider* provider : mock.providers()) {
    for (const Operation& operation : provider->operations) {
      if (can_act(kind, operation)) operations.push_back(operation.id);
    }
  }
  return {{"name", kind.name},
          {"sample", kind.sample},
          {"summary", kind.summary},
          {"takes", to_string(kind.takes)},
          {"expects", kind.expects},
          {"needs", mockmeter::to_string(kind.needs)},
          {"operations", std::move(operations)}};
}

/// The limits of one provider's credentials, and what each of them leaves. Credentials that share a
/// limit have the same `key`.
void add_limits(const Provider& provider, const State& state, RateLimiter& limiter, Json& list) {
  if (provider.rate_limit == nullptr) return;
  const Request request{"GET", std::string(provider.operations.front().example), {}, "", 0};
  const Credential nobody;
  std::atomic<std::uint64_t> serials{0};
  Serial serial(serials);
  const RequestContext context{request,           nobody, *state.world, state.variants,
                               state.clock.now(), serial};
  for (const Json& credential : credentials_of(provider, *state.world)) {
    const Principal principal{credential["name"], credential["account"]};
    const RateLimit limit = provider.rate_limit(context, principal);
    const Allowance left = limiter.look(limit, state.clock.elapsed());
    Json row = {{"provider", provider.name},
                {"credential", principal.credential},
                {"account", principal.account},
                {"key", limit.key},
                {"perMinute", limit.per_minute},
                {"remaining", left.remaining},
                {"resetsInSeconds", left.until_reset.count()},
                {"tokenBucket", limit.is_token_bucket}};
    if (limit.per_day > 0) row["perDay"] = limit.per_day;
    list.push_back(std::move(row));
  }
}

}  // namespace

Response get_catalogue(const AdminRequest& call) {
  const auto world = call.mock.world();
  Json document = {{"version", kVersion},         {"url", call.facts.url},
                   {"world", world->name},        {"seed", world->seed},
                   {"worlds", built_in_worlds()}, {"providers", Json::array()},
                   {"faultKinds", Json::array()}, {"findings", Json::array()}};
  for (const Provider* provider : call.mock.providers()) {
    document["providers"].push_back(provider_row(*provider, *world));
  }
  for (const FaultKind& kind : fault_kinds()) {
    document["faultKinds"].push_back(fault_kind_row(kind, call.mock));
  }
  for (const FindingRule& rule : finding_rules()) {
    document["findings"].push_back(
        {{"name", rule.name}, {"summary", rule.summary}, {"why", rule.why}});
  }
  return json_document(200, document);
}

Response get_built_in_world(const AdminRequest& call) {
  const auto text = built_in_world_text(std::string(call.segment));
  if (!text) {
    return problem(404, "No such world",
                   "no world of that name is built in; see \"worlds\" of GET /__admin/catalogue");
  }
  return json_response(200, std::string(*text));
}

Response get_limits(const AdminRequest& call) {
  const auto state = call.mock.current();
  Json list = Json::array();
  for (const Provider* provider : call.mock.providers()) {
    add_limits(*provider, *state, call.mock.limiter(), list);
  }
  return json_document(
      200, {{"enforced", state->settings.enforce_rate_limits}, {"limits", std::move(list)}});
}

}  // namespace mockmeter::admin
