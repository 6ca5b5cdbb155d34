#include "conformance/check/step.h"

#include <optional>

#include "base/text/percent.h"
#include "conformance/check/instant_text.h"
#include "conformance/model/provider.h"
#include "conformance/model/wire.h"
#include "conformance/suite/placeholders.h"

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

/// Throws MissingInput.
const ResolvedInput& need(const Session& session, std::string_view provider,
                          std::string_view name) {
  const TestInput* input = find_input(provider, name);
  if (input == nullptr) throw std::invalid_argument("no input " + std::string(name));
  if (const ResolvedInput* known = session.find_input(provider, name)) return *known;
  throw MissingInput("it needs " + std::string(input->meaning) + ": set " + variables_of(*input));
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
  const ResolvedInput& input = need(session, provider, name);
  return Identity{authorization_of(input.user, input.value), curl_option_of(*input.input)};
}

/// The options of curl that send this credential and these fields.
std::string curl_options(const Json& step, const std::optional<Identity>& identity) {
  std::string options;
  if (identity) options += identity->curl + ' ';
  const Json fields = step.value("headers", Json::object());
  for (const auto& [name, value] : fields.items()) {
    options += "-H \"" + name + ": " + text_of(value) + "\" ";
  }
  return options;
}

/// Null for an optional one that is unknown.
Json input_value(std::string_view name, std::string_view provider, const Session& session) {
  const bool is_optional = name.ends_with('?');
  if (is_optional) name.remove_suffix(1);
  if (is_optional && session.find_input(provider, name) == nullptr) return nullptr;
  return need(session, provider, name).value;
}

/// All that a pattern with a `*` leads to and that is not null, or the first that is there.
Json response_value(std::string_view name, const ProbeContext& context) {
  const std::size_t colon = name.find(':');
  auto [response, pattern, found] =
      select_in(context.response(name.substr(0, colon)), std::string(name.substr(colon + 1)));
  std::erase_if(found, [](const auto& at) { return at.value->is_null(); });
  if (found.empty() || found.front().value->is_structured()) {
    throw MissingValue(response->name + pattern);
  }
  if (pattern.find('*') == pattern.npos) return *found.front().value;
  Json values = Json::array();
  for (const auto& at : found) values.push_back(*at.value);
  return values;
}

}  // namespace

Json fill_placeholders(const Json& part, std::string_view provider, const ProbeContext& context,
                       const Session& session) {
  return fill(part, [&](std::string_view name) -> std::optional<Json> {
    if (name.starts_with(kInputPrefix))
      return input_value(name.substr(kInputPrefix.size()), provider, session);
    if (name.find(":/") != name.npos) return response_value(name, context);
    const auto instant = instant_text(name, context.now);
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
  return {request, curl_line(request, curl_options(step, identity))};
}

bool is_safe(const Json& step) { return is_read(method_of(step)); }

std::vector<int> statuses_in(const Json& status) {
  if (status.is_array()) return status.get<std::vector<int>>();
  return {status.get<int>()};
}

}  // namespace mockmeter::conformance
