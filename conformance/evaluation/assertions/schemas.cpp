#include "conformance/evaluation/assertions/schemas.h"

#include <algorithm>
#include <utility>

#include "base/text/json_pointer.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/model/display.h"
#include "conformance/model/provider.h"
#include "schemas/data/embedded.h"
#include "schemas/load.h"

namespace mockmeter::conformance {
namespace {

std::optional<Json> find_schema(const std::string& path) {
  if (!embedded_file(path)) return std::nullopt;
  return load_schema(path);
}

Json path_part(const Json& schema, const Target& target) {
  Json part = Json::object();
  const Json::json_pointer place("/properties/path/properties");
  if (!schema.contains(place)) return part;
  const Json& parameters = schema.at(place);
  const std::vector<std::string> segments = target.segments();
  std::size_t next = segments.size() - std::min(parameters.size(), segments.size());
  for (auto name = parameters.begin(); name != parameters.end() && next < segments.size(); ++name) {
    part[name.key()] = segments[next++];
  }
  return part;
}

/// A name that is there more than once has an array.
Json query_part(const Target& target) {
  Json part = Json::object();
  for (const Parameter& parameter : target.parameters) {
    Json& value = part[parameter.name];
    if (value.is_string()) value = Json::array({value});
    if (value.is_array()) {
      value.push_back(parameter.value);
    } else {
      value = parameter.value;
    }
  }
  return part;
}

/// What was served, with what the client made different in its place.
Json restore_served(const Json& served, const Json& actual, const std::string& pointer,
                    const MatchTarget& place) {
  if (served.is_object() && actual.is_object()) {
    Json out = Json::object();
    for (auto member = served.begin(); member != served.end(); ++member) {
      const Json* reported = find_member(actual, member.key());
      const std::string at = below(pointer, member.key());
      if (!reported && !member->is_null()) place.coverage->miss(at);
      out[member.key()] = reported ? restore_served(*member, *reported, at, place) : *member;
    }
    return out;
  }
  if (served.is_array() && actual.is_array()) {
    Json out = actual;
    for (std::size_t i = 0; i < std::min(actual.size(), served.size()); ++i) {
      out[i] = restore_served(served[i], actual[i], below(pointer, std::to_string(i)), place);
    }
    return out;
  }
  const CompareOptions how{place.time_resolution, true, place.coverage};
  return find_difference(served, actual, pointer, how) ? actual : served;
}

/// The schema of what an operation is answered with this status; empty when there is none.
std::optional<Json> schema_for(std::string_view operation, int status) {
  if (status / 100 == 2) return schema_of(operation, "response");
  if (status >= 400) return error_schema_of(provider_of(operation));
  return std::nullopt;
}

std::string fault_of(const Exchange& exchange, std::string_view operation) {
  const auto schema = schema_for(operation, exchange.status);
  if (!schema) return {};
  const Json body = document_in(exchange);
  if (body.is_discarded()) return "no JSON";
  return validation_text(Schema(*schema).validate(body));
}

/// Of the first exchange that breaks the schema of its operation, which is `operation(i)`, or empty
/// for one that is not looked at.
template <typename Operation>
std::string first_broken(const std::vector<Exchange>& exchanges, std::size_t most,
                         const Operation& operation) {
  for (std::size_t i = 0; i < std::min(most, exchanges.size()); ++i) {
    const std::string_view id = operation(i);
    const std::string fault = fault_of(exchanges[i], id);
    if (fault.empty()) continue;
    return "response " + std::to_string(i + 1) + " (" + std::to_string(exchanges[i].status) +
           ") breaks the schema of " + std::string(id) + ": " + fault;
  }
  return {};
}

/// `operation(i)` is that of the call which answer i is for.
template <typename Operation>
std::string broken_script(const Json& script, const std::vector<Exchange>& exchanges,
                          const Operation& operation) {
  return first_broken(exchanges, script.size(), [&](std::size_t i) {
    return script[i].contains("schema_violation") ? std::string_view() : operation(i);
  });
}

std::string broken_mock(const std::vector<Exchange>& exchanges) {
  constexpr std::size_t kMaxExaminedResponses = 20;  // one that asks without end is served the same
  return first_broken(exchanges, kMaxExaminedResponses, [&](std::size_t i) {
    return operation_of(exchanges[i].method, parse_target(exchanges[i].target));
  });
}

/// The operation of all calls; empty when they are several.
std::string_view only_operation(const std::vector<Call>& calls) {
  const bool same = std::ranges::all_of(
      calls, [&](const Call& call) { return call.operation == calls.front().operation; });
  return same && !calls.empty() ? calls.front().operation : std::string_view();
}

}  // namespace

std::string validation_text(const std::vector<ValidationError>& faults) {
  if (faults.empty()) return {};
  const ValidationError& first = faults.front();
  std::string words = first.pointer.empty() ? "" : "at " + first.pointer + ": ";
  words += "expected " + first.expected + ", found " + first.found;
  if (faults.size() > 1) words += ", and " + std::to_string(faults.size() - 1) + " more";
  return words;
}

std::optional<Json> schema_of(std::string_view operation, std::string_view kind) {
  std::string name(operation);
  if (const std::size_t dot = name.find('.'); dot != std::string::npos) name[dot] = '/';
  return find_schema("schemas/" + name + "." + std::string(kind) + ".json");
}

std::optional<Json> error_schema_of(std::string_view provider) {
  return find_schema("schemas/" + std::string(provider) + "/error.json");
}

Assertion make_schema_assertion(const std::vector<ValidationError>& faults, std::string expected,
                                std::string actual) {
  return make_assertion(faults.empty(), std::move(expected), std::move(actual),
                        validation_text(faults));
}

Assertion evaluate_request_schema(const Json&, const ExaminedRequest& subject) {
  const std::string& operation = subject.call.operation;
  const std::string& body = subject.exchange.body;
  const std::string expected = "a request that is valid for " + operation;
  const auto document = schema_of(operation, "request");
  if (!document) return make_assertion(true, expected, "no schema to compare with");
  Json request = {{"path", path_part(*document, subject.target)},
                  {"query", query_part(subject.target)}};
  if (!body.empty()) {
    request["body"] = Json::parse(body, nullptr, false);
    if (request["body"].is_discarded() || deeper_than(request["body"], kMaxExaminedDepth)) {
      return make_assertion(false, expected, to_display(body), "the body is no JSON of use");
    }
  }
  return make_schema_assertion(Schema(*document).validate(request), expected, to_display(request));
}

Assertion evaluate_schema(const Json& wanted, const MatchTarget& place) {
  const auto file = wanted.get<std::string>();
  const Schema schema(load_schema("schemas/" + file));
  if (deeper_than(*place.actual, kMaxExaminedDepth)) {
    ++place.coverage->evaluated;
    return make_assertion(false, "valid against " + file, to_display(*place.actual),
                          "it is more than " + std::to_string(kMaxExaminedDepth) + " levels deep");
  }
  if (!place.served) ++place.coverage->evaluated;
  const Json value = place.served
                         ? restore_served(*place.served, *place.actual, place.pointer, place)
                         : *place.actual;
  return make_schema_assertion(schema.validate(value), "valid against " + file,
                               to_display(*place.actual));
}

std::string invalid_response(const CaseTrace& trace, const std::vector<std::size_t>& calls) {
  const Json& given = trace.subject->given;
  if (given.contains("faults")) return {};
  const std::string_view only = only_operation(trace.calls);
  if (given.contains("second_server")) {
    std::string words = broken_script(given["second_server"], trace.second_exchanges,
                                      [&](std::size_t) { return only; });
    if (!words.empty()) return words;
  }
  if (!given.contains("script")) return broken_mock(trace.exchanges);
  return broken_script(given["script"], trace.exchanges, [&](std::size_t i) {
    // Which of the calls made together got which answer is up to chance.
    return trace.subject->together ? only : trace.calls[calls[i]].operation;
  });
}

}  // namespace mockmeter::conformance
