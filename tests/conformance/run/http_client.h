#pragma once

#include <httplib.h>

#include <string>

#include "conformance/run/client.h"

namespace mockmeter::conformance {

/// A client that gets a path below its base URL and reports the body, whatever the call is.
inline CallOutcome get(const Call& call, const std::string& path) {
  const std::size_t end_of_host = call.base_url.find('/', 8);
  httplib::Client http(call.base_url.substr(0, end_of_host));
  http.set_basic_auth("dev@example.com", "upstash-test-key");
  CallOutcome outcome;
  const auto response = http.Get(call.base_url.substr(end_of_host) + path);
  if (!response) return outcome;
  outcome.kind = response->status == 200 ? CallOutcome::Kind::kResult : CallOutcome::Kind::kError;
  outcome.value = outcome.kind == CallOutcome::Kind::kResult ? Json::parse(response->body)
                                                             : Json{{"status", response->status}};
  return outcome;
}

inline CallOutcome unsupported() {
  CallOutcome outcome;
  outcome.kind = CallOutcome::Kind::kUnsupported;
  outcome.text = "no such operation";
  return outcome;
}

/// One that knows upstash.list_qstash_users and nothing else.
inline Client good_client() {
  Client client;
  client.hello.given = true;
  client.hello.operations = {"upstash.list_qstash_users"};
  client.hello.parallel = 8;
  client.call = [](const Call& call, std::chrono::milliseconds, std::string*) {
    return call.operation == "upstash.list_qstash_users" ? get(call, "/qstash/users")
                                                         : unsupported();
  };
  return client;
}

}  // namespace mockmeter::conformance
