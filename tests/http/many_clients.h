#pragma once

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <vector>

#include "tests/http/http_messages.h"

namespace mockmeter {

/// Checks that so many clients at once get the response to each of their requests, from a listener
/// that serves echo(). `connect` makes a client.
template <typename Connect>
void expect_to_serve(int clients, int requests, const Connect& connect) {
  std::vector<std::future<int>> under_way;
  for (int c = 0; c < clients; ++c) {
    under_way.push_back(std::async(std::launch::async, [&connect, requests, c] {
      auto client = connect();
      int right = 0;
      for (int i = 0; i < requests; ++i) {
        const std::string target = "/" + std::to_string(c) + "/" + std::to_string(i);
        client.send(http_messages::get("", target));
        right += client.read_response().ends_with("\r\n\r\nGET " + target + "|") ? 1 : 0;
      }
      return right;
    }));
  }
  for (auto& each : under_way) EXPECT_EQ(each.get(), requests);
}

}  // namespace mockmeter
