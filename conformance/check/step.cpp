#include "conformance/check/step.h"

#include <optional>

#include "base/percent.h"
#include "conformance/check/instant_text.h"
#include "conformance/judge/schema_file.h"
#include "conformance/model/provider.h"
#include "conformance/report/wire.h"
#include "conformance/select/placeholders.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kNobody = "none";       // no credential
constexpr std::string_view kStranger = "unknown";  // one that nobody has
constexpr std::string_view kMadeUp = "mockmeter-check-made-this-up";

const OperationInfo& operation_info_of(const Json& step) {
  const auto& id = step["operation"].get_ref<const std::string&>();
  const OperationInfo* found = find_operation_info(id);
  if (found == nullptr) throw std::invalid_argument("no operation " + id);
  return *found;
}

std::string method_of(const Json& step) {
  return step.value("method", std::string(operation_info_of(step).method));
}

void add_parameter(std::string& query, const std::string& name, const Json& value) {
  if (value.is_null()) return;  // an optional one that nobody knows
  if (value.is_array()) {
    for (const Json& each : value) add_parameter(query, name, each);
    return;
  }
  query +=
      (query.empty() ? "" : "&") + percent_encoded(name) + '=' + percent_encoded(text_of(value));
}

/// "/v2/things/{id}?limit=2" with what the parameters say.
std::string target_of(const Json& step) {
  std::string path = step.value("path", std::string(operation_info_of(step).path));
  std::string query;
  const Json parameters = step.value("parameters", Json::object());
  for (const auto& [name, value] : parameters.items()) {
    const std::string hole = "{" + name + "}";
    if (const std::size_t at = path.find(hole); at != path.npos) {
      path.replace(at, hole.size(), percent_encoded(text_of(value)));
    } else {
      add_parameter(query, name, value);
    }
  }
  const auto raw = step.value("query", std::string());
  if (!raw.empty()) query += (query.empty() ? "" : "&") + raw;
  return query.empty() ? path : path + '?' + query;
}

std::string remedy_for(const TestInput& role) {
  return "it needs " + std::string(role.meaning) + ": set " + variables_of(role);
}

const Holder& need(const Session& session, std::string_view provider, std::string_view name) {
  const TestInput* role = find_role(provider, name);
  if (role == nullptr) throw std::invalid_argument("no role " + std::string(name));
  const Holder* holder = session.holder(provider, name);
  if (holder == nullptr) throw MissingRole(remedy_for(*role));
  return *holder;
}

/// The field Authorization, and the option of curl that sends it.
struct Identity {
  std::string authorization;
  std::string curl;
};

Identity stranger_of(const ProviderInfo& provider) {
  const bool is_basic = !provider.inputs.front().user_variable.empty();
  const std::string_view user = is_basic ? "nobody@example.com" : "";
  return {authorization_of(user, kMadeUp), curl_option_of(user, kMadeUp, '"')};
}

std::optional<Identity> identity_of(const Json& step, const Session& session) {
  const std::string provider = provider_of(step["operation"].get<std::string>());
  const Json as = step.value("as", Json("main"));
  if (as.is_object()) {
    return Identity{authorization_of("", as["bearer"].get<std::string>()),
                    curl_option_of("", "$TOKEN", '"')};
  }
  const auto& name = as.get_ref<const std::string&>();
  if (name == kNobody) return std::nullopt;
  if (name == kStranger) return stranger_of(provider_info_of(provider));
  const Holder& holder = need(session, provider, name);
  return Identity{authorization_of(holder.user, holder.value), curl_option_of(*holder.role)};
}

/// The line that a report of `conform` has, with this credential and these fields.
std::string curl_of(const Exchange& request, const std::string& operation, const Json& step,
                    const std::optional<Identity>& identity) {
  Exchange bare = request;
  std::erase_if(bare.headers, [](const auto& field) { return field.first == "Authorization"; });
  std::string line = curl_lines({bare}, operation).front();
  std::string options;
  if (identity) options += identity->curl + ' ';
  const Json fields = step.value("headers", Json::object());
  for (const auto& [name, value] : fields.items()) {
    options += "-H \"" + name + ": " + text_of(value) + "\" ";
  }
  line.insert(line.find("--path-as-is"), options);
  const std::string head = "curl -i -X HEAD";
  return line.starts_with(head) ? "curl -I" + line.substr(head.size()) : line;
}

std::optional<Json> role_value(std::string_view name, std::string_view provider,
                               const Session& session) {
  const bool is_optional = name.ends_with('?');
  if (is_optional) name.remove_suffix(1);
  const Holder* holder = session.holder(provider, name);
  if (holder == nullptr && is_optional) return Json(nullptr);
  return Json(need(session, provider, name).value);
}

/// All that a pattern with a `*` leads to and that is not null, or the first that is there.
Json answer_value(std::string_view name, const Scene& scene) {
  const std::size_t colon = name.find(':');
  const Answered& answer = scene.answer(name.substr(0, colon));
  const auto pattern = name.substr(colon + 1);
  auto found = answer.body.is_discarded() ? std::vector<Placed<const Json>>()
                                          : places_in(answer.body, std::string(pattern));
  std::erase_if(found, [](const auto& at) { return at.value->is_null(); });
  if (found.empty() || found.front().value->is_structured()) {
    throw MissingValue(answer.name + std::string(pattern));
  }
  if (pattern.find('*') == pattern.npos) return *found.front().value;
  Json values = Json::array();
  for (const auto& at : found) values.push_back(*at.value);
  return values;
}

}  // namespace

Json fill_asked(const Json& part, std::string_view provider, const Scene& scene,
                const Session& session) {
  return fill(part, [&](std::string_view name) -> std::optional<Json> {
    if (name.starts_with(kRolePrefix))
      return role_value(name.substr(kRolePrefix.size()), provider, session);
    if (name.find(":/") != name.npos) return answer_value(name, scene);
    const auto instant = instant_text(name, scene.now);
    if (!instant) throw std::invalid_argument("no instant: ${" + std::string(name) + "}");
    return Json(*instant);
  });
}

StepRequest request_of(const Json& step, const Session& session) {
  const auto operation = step["operation"].get<std::string>();
  const auto identity = identity_of(step, session);
  const std::string_view base = provider_info_of(operation).base_path;
  Exchange request;
  request.method = method_of(step);
  request.target = target_at(session.facts().address, base, target_of(step));
  request.headers = {{"Accept", "application/json"}, {"User-Agent", "mockmeter-check"}};
  if (identity) request.headers.emplace_back("Authorization", identity->authorization);
  const Json fields = step.value("headers", Json::object());
  for (const auto& [name, value] : fields.items()) {
    request.headers.emplace_back(name, text_of(value));
  }
  if (step.contains("body")) {
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = step["body"].dump();
  }
  return {request, curl_of(request, operation, step, identity)};
}

bool is_harmless(const Json& step) {
  const std::string method = method_of(step);
  return method == "GET" || method == "HEAD";
}

std::vector<int> statuses_in(const Json& status) {
  if (status.is_array()) return status.get<std::vector<int>>();
  return {status.get<int>()};
}

}  // namespace mockmeter::conformance
