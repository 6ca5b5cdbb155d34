#include "conformance/adapter/message.h"

#include <iterator>
#include <map>
#include <random>
#include <stdexcept>
#include <utility>

#include "base/text/ascii.h"
#include "conformance/adapter/exact_json.h"
#include "schemas/load.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {
namespace {

/// One of schemas/adapter, read when it is needed first.
const Schema& schema(const std::string& name) {
  static const std::map<std::string, Schema> schemas = [] {
    std::map<std::string, Schema> all;
    for (const char* each : {"hello.request", "hello.response", "call.request", "call.response"}) {
      all.emplace(each, Schema(load_schema(std::string("schemas/adapter/") + each + ".json")));
    }
    return all;
  }();
  return schemas.at(name);
}

/// What is wrong with `value`, in one line; empty when nothing is.
std::string faults_of(const std::string& name, const Json& value) {
  std::string text;
  for (const ValidationError& fault : schema(name).validate(value)) {
    if (!text.empty()) text += "; ";
    text += (fault.pointer.empty() ? "" : fault.pointer + ": ") + "expected " + fault.expected +
            ", found " + fault.found;
  }
  return text;
}

std::string sent(const std::string& name, const Json& message) {
  const std::string faults = faults_of(name, message);
  if (!faults.empty()) throw std::logic_error("our own " + name + " is wrong: " + faults);
  return message.dump() + '\n';
}

bool holds_other_end(const Json& reply) {
  return reply.contains("result_text") || reply.contains("error") || reply.contains("unsupported");
}

/// Null is as good as absent, but for a result that stands alone: a client may return nothing.
void drop_nulls(Json& reply) {
  const auto drop_null = [&](const char* name) {
    const auto member = reply.find(name);
    if (member != reply.end() && member->is_null()) reply.erase(member);
  };
  for (const char* name : {"result_text", "error", "unsupported", "warnings"}) drop_null(name);
  if (holds_other_end(reply)) drop_null("result");
  const auto error = reply.find("error");
  if (error == reply.end() || !error->is_object()) return;
  for (auto member = error->begin(); member != error->end();) {
    member = member->is_null() ? error->erase(member) : std::next(member);
  }
}

CallOutcome crashed(std::string text) {
  CallOutcome outcome;
  outcome.kind = CallOutcome::Kind::kCrashed;
  outcome.text = std::move(text);
  return outcome;
}

const std::map<std::string, std::chrono::nanoseconds> kResolutions{
    {"ns", std::chrono::nanoseconds(1)},
    {"us", std::chrono::microseconds(1)},
    {"ms", std::chrono::milliseconds(1)},
    {"s", std::chrono::seconds(1)},
};

}  // namespace

std::string hello_line(const std::vector<std::string>& operations) {
  return sent("hello.request", {{"mockmeter", 1}, {"type", "hello"}, {"operations", operations}});
}

std::string call_line(const std::string& id, const Call& call) {
  Json message{
      {"type", "call"}, {"id", id}, {"operation", call.operation}, {"base_url", call.base_url}};
  if (!call.credential.is_null()) message["credential"] = call.credential;
  message["arguments"] = call.arguments;
  message["options"] = call.options;
  return sent("call.request", message);
}

std::string new_id() {
  std::random_device random;
  std::string id;
  for (int word = 0; word < 4; ++word) append_hex(id, random(), 8);
  return id;
}

Message read_message(std::string_view line) {
  auto body = parse_exactly(line);
  if (!body || !body->is_object()) return {};
  Message message;
  const auto id = body->find("id");
  if (id != body->end() && id->is_string()) {
    message.kind = Message::Kind::kReply;
    message.id = id->get<std::string>();
  } else if (body->value("type", Json()) == "hello") {
    message.kind = Message::Kind::kHello;
  } else if (body->contains("result") || holds_other_end(*body)) {
    message.kind = Message::Kind::kRefusal;
  }
  message.body = std::move(*body);
  return message;
}

ClientInfo to_hello(const Json& body) {
  const std::string faults = faults_of("hello.response", body);
  if (!faults.empty()) throw std::runtime_error("its hello is wrong: " + faults);
  ClientInfo hello;
  hello.given = true;
  const Json& client = body["client"];
  hello.name = client["name"].get<std::string>();
  hello.version = client["version"].get<std::string>();
  hello.language = client["language"].get<std::string>();
  hello.source = client.value("source", hello.source);
  hello.issues = client.value("issues", hello.issues);
  hello.operations = body.value("operations", hello.operations);
  hello.features = body.value("features", hello.features);
  hello.typed = body.value("model", "raw") == "typed";
  hello.time_resolution = kResolutions.at(body.value("time_resolution", "ns"));
  hello.parallel = body.value("parallel", hello.parallel);
  return hello;
}

CallOutcome to_outcome(Json body) {
  drop_nulls(body);
  CallOutcome outcome;
  outcome.kind = CallOutcome::Kind::kResult;
  // The result may be long and is free: only the rest is looked at.
  if (body.contains("result")) std::swap(outcome.value, body["result"]);
  const std::string faults = faults_of("call.response", body);
  if (!faults.empty()) return crashed("its reply is wrong: " + faults);
  if (body.contains("result_text")) {
    auto value = parse_exactly(body["result_text"].get_ref<const std::string&>());
    if (!value) return crashed("it replied with a result_text that is no JSON, or outsized");
    outcome.value = std::move(*value);
  } else if (body.contains("unsupported")) {
    outcome.kind = CallOutcome::Kind::kUnsupported;
    outcome.text = body["unsupported"].get<std::string>();
  } else if (body.contains("error")) {
    outcome.kind = CallOutcome::Kind::kError;
    outcome.value = std::move(body["error"]);
  }
  outcome.warnings = body.value("warnings", outcome.warnings);
  return outcome;
}

}  // namespace mockmeter::conformance
