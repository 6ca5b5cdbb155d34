#include "tests/support/mock_fixture.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <mutex>
#include <utility>

#include "server/control/catalog.h"
#include "server/control/world_file.h"

namespace mockmeter::testing {
namespace {

std::shared_ptr<const World> shared_world(const std::string& name, std::uint64_t seed) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::uint64_t>, std::shared_ptr<const World>> worlds;
  const std::scoped_lock lock(mutex);
  auto& world = worlds[{name, seed}];
  if (!world) world = open_world(name, seed);
  return world;
}

std::string base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const std::string_view group = text.substr(i, 3);
    std::array<unsigned, 3> byte{};
    for (std::size_t k = 0; k < group.size(); ++k) {
      byte.at(k) = static_cast<unsigned char>(group[k]);
    }
    out += kDigits[byte[0] >> 2U];
    out += kDigits[((byte[0] & 3U) << 4U) | (byte[1] >> 4U)];
    out += group.size() > 1 ? kDigits[((byte[1] & 15U) << 2U) | (byte[2] >> 6U)] : '=';
    out += group.size() > 2 ? kDigits[byte[2] & 63U] : '=';
  }
  return out;
}

}  // namespace

MockSettings make_settings(const MockSetup& setup) {
  MockSettings settings;
  settings.world = shared_world(setup.world, setup.seed);
  settings.clock = parse_clock(setup.clock).value();
  settings.readings = settings.world->readings;
  for (const auto& [name, value] : setup.readings.items()) {
    EXPECT_EQ(choose_reading(settings.readings, name, value.get<std::string>()), "");
  }
  return settings;
}

Request make_request(std::string_view method, std::string_view target, Headers headers,
                     std::string body) {
  return {std::string(method), std::string(target), std::move(headers), std::move(body)};
}

Response get(Mock& mock, std::string_view target, Headers headers) {
  return mock.answer(make_request("GET", target, std::move(headers)));
}

Response send(Mock& mock, std::string_view method, std::string_view target, Headers headers,
              std::string body) {
  if (!body.empty()) headers.add("Content-Type", "application/json");
  return mock.answer(make_request(method, target, std::move(headers), std::move(body)));
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
  return {{"Authorization", "Basic " + base64(user_and_password)}};
}

}  // namespace mockmeter::testing
