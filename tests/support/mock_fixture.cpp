#include "tests/support/mock_fixture.h"

#include <gtest/gtest.h>

#include <utility>

#include "base/text/base64.h"
#include "server/control/catalog.h"
#include "server/control/world_file.h"

namespace mockmeter::testing {
MockSettings make_settings(const MockSetup& setup) {
  MockSettings settings;
  settings.world = open_world(setup.world, setup.seed);
  settings.clock = parse_clock(setup.clock).value();
  settings.monotonic = setup.monotonic;
  settings.variants = settings.world->variants;
  for (const auto& [name, value] : setup.variants.items()) {
    EXPECT_EQ(choose_variant(settings.variants, name, value.get<std::string>()), "");
  }
  return settings;
}

std::vector<std::string> pointers_of(const Json& document) {
  std::vector<std::string> pointers;
  try {
    load_world(document, 1);
  } catch (const WorldError& error) {
    for (const ValidationError& fault : error.faults()) pointers.push_back(fault.pointer);
  }
  return pointers;
}

Request make_request(std::string_view method, std::string_view target, Headers headers,
                     std::string body) {
  return {std::string(method), std::string(target), std::move(headers), std::move(body)};
}

Response get(Mock& mock, std::string_view target, Headers headers) {
  return mock.handle(make_request("GET", target, std::move(headers)));
}

Response send(Mock& mock, std::string_view method, std::string_view target, Headers headers,
              std::string body) {
  if (!body.empty()) headers.add("Content-Type", "application/json");
  return mock.handle(make_request(method, target, std::move(headers), std::move(body)));
}

Json body_of(const Response& response) {
  Json body = Json::parse(response.body, nullptr, false);
  EXPECT_FALSE(body.is_discarded()) << response.body.substr(0, 200);
  return body;
}

Headers bearer(std::string_view token) {
  return {{"Authorization", "Bearer " + std::string(token)}};
}

Headers basic(std::string_view user_and_password) {
  return {{"Authorization", "Basic " + base64_encode(user_and_password)}};
}

const Headers& credential_of(const Provider& provider) {
  if (provider.name == "upstash") return kUpstashKey;
  if (provider.name == "openai") return kOpenaiKey;
  return provider.name == "neon" ? kNeonKey : kZkscoreKey;
}

}  // namespace mockmeter::testing
