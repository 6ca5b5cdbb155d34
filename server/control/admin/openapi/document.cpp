#include "server/control/admin/openapi/document.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text/ascii.h"
#include "server/control/admin/openapi/components.h"
#include "server/control/admin/routes.h"
#include "server/control/version.h"

namespace mockmeter {
namespace {

/// "get" for "GET": how OpenAPI writes methods.
/// Without its full stop.
std::string_view first_sentence(std::string_view text) {
  text = text.substr(0, text.find(". "));
  if (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

std::string description_of(const Operation& operation, const Lifecycle& lifecycle) {
  std::string text(operation.summary);
  if (lifecycle.deprecated) {
    text +=
        "\n\nDeprecated since " + format_rfc3339(*lifecycle.deprecated) + ", by this mock's clock.";
  }
  if (lifecycle.removed) {
    text += "\n\nGone on " + format_rfc3339(*lifecycle.removed) + ", by this mock's clock.";
  }
  text.append("\n\nEvidence: ").append(to_string(operation.evidence));
  text.append(", \"").append(operation.quote).append("\".");
  return text;
}

/// Who may ask: the provider's scheme, or nobody in particular.
Json security_of(const Provider& provider, const Operation& operation) {
  if (operation.open) return Json::array();
  return Json::array({{{std::string(provider.name), Json::array()}}});
}

class Writer {
 public:
  Writer(const World& world, Instant now) : world_(world), now_(now) {}

  void add(const Provider& provider, const Operation& operation) {
    const std::string method = lower_case(operation.method);
    Json written = operation_object(provider, operation);
    paths_[std::string(operation.path)][method] = written;
    if (operation.alias.empty()) return;
    written["operationId"] = std::string(operation.id) + ".alias";
    paths_[std::string(operation.alias)][method] = std::move(written);
  }

  Json take_paths() { return std::move(paths_); }
  Json take_schemas() { return components_.take(); }

 private:
  Json operation_object(const Provider& provider, const Operation& operation) {
    const Lifecycle& lifecycle = world_.lifecycle_of(std::string(operation.id));
    const Json request =
        schema_file(provider.name, std::string(operation.name()) + ".request.json");
    Json object = {{"operationId", operation.id},
                   {"tags", Json::array({provider.name})},
                   {"summary", first_sentence(operation.summary)},
                   {"description", description_of(operation, lifecycle)},
                   {"externalDocs", {{"url", operation.source}}}};
    if (lifecycle.deprecated_at(now_)) object["deprecated"] = true;
    object["security"] = security_of(provider, operation);
    object["parameters"] = openapi_parameters(provider.name, request, components_);
    const bool takes_body = request["properties"].contains("body");
    if (takes_body) {
      object["requestBody"] = request_body(provider, operation, request["properties"]["body"]);
    }
    object["responses"] = openapi_responses(provider, operation, takes_body, components_);
    return object;
  }

  Json request_body(const Provider& provider, const Operation& operation, const Json& schema) {
    const Json reference =
        components_.refer(provider.name, std::string(operation.name()) + ".request", schema);
    return {{"required", true}, {"content", {{"application/json", {{"schema", reference}}}}}};
  }

  const World& world_;
  const Instant now_;
  SchemaComponents components_;
  Json paths_ = Json::object();
};

Json info(Instant now) {
  return {
      {"title", "mockmeter"},
      {"version", kVersion},
      {"description",
       "What this mock serves at " + format_rfc3339(now) +
           ", its own time. Made from its table of operations and its schemas. An operation "
           "that the clock or a variant took away is not listed; what faults do to responses is "
           "not described."}};
}

}  // namespace

Json openapi_document(const MockState& mock, std::string_view url) {
  const auto world = mock.world();
  const Instant now = mock.clock().now();
  Writer writer(*world, now);
  Json tags = Json::array();
  Json schemes = Json::object();
  for (const Provider* provider : mock.providers()) {
    tags.push_back({{"name", provider->name}, {"description", provider->title}});
    schemes[std::string(provider->name)] = {{"type", "http"}, {"scheme", provider->auth_scheme}};
    for (const Operation& operation : provider->operations) {
      if (mock.serves(operation)) writer.add(*provider, operation);
    }
  }
  return {{"openapi", "3.1.0"},
          {"info", info(now)},
          {"servers", Json::array({{{"url", url}}})},
          {"tags", std::move(tags)},
          {"paths", writer.take_paths()},
          {"components",
           {{"schemas", writer.take_schemas()}, {"securitySchemes", std::move(schemes)}}}};
}

namespace admin {
namespace {

/// Where the APIs are for who asks: behind a published port, and where the mock is bound to every
/// address, they have another name there than the mock itself knows.
std::string url_for(const AdminRequest& call) {
  const std::string_view own = call.facts.url;
  const auto host = call.request.headers.get("Host");
  if (own.empty() || !host) return std::string(own.empty() ? "/" : own);
  const std::string scheme(own.substr(0, own.find("//") + 2));
  if (call.facts.shares_port) return scheme + std::string(*host);
  const std::size_t bracket = std::min(host->find(']'), host->size());
  const std::size_t colon = host->find(':', bracket == host->size() ? 0 : bracket);
  return scheme + std::string(host->substr(0, colon)) + std::string(own.substr(own.rfind(':')));
}

}  // namespace

Response get_openapi(const AdminRequest& call) {
  return json_document(200, openapi_document(call.mock, url_for(call)));
}

}  // namespace admin
}  // namespace mockmeter
