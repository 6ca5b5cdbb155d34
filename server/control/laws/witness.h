#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/control/mock.h"

namespace mockmeter::laws {

/// A credential of the world, and the name under which it may be shown.
struct Caller {
  std::string name;
  std::string authorization;
};

// Choice: enough for every account of the worlds that we ship; one of thousands stays quick.
inline constexpr std::size_t kMostAccounts = 8;

struct Answer {
  std::string request;  ///< "GET /v2/qstash/users as upstash-test"
  Json body;            ///< null unless the status is 200
};

/// What a client would complain about.
struct Violation {
  std::string what;
  Json expected;
  Json found;
  std::vector<std::string> requests;
};

struct Finding {
  std::uint64_t checked = 0;           ///< comparisons
  std::optional<Violation> violation;  ///< the first
};

/// A client of a mock of its own, made from the same world, clock, readings and faults: nothing
/// that it asks is journalled, counts against a limit or uses a fault up. Not thread-safe.
class Witness {
 public:
  explicit Witness(MockSettings settings);

  const World& world() const { return *settings_.world; }
  const Readings& readings() const { return settings_.readings; }
  Instant now() const { return settings_.clock.start; }

  /// The answer to GET `target`, asked once however often it is wanted; `later`: by a clock that is
  /// so far ahead. The reference lives as long as the witness.
  const Answer& ask(const Caller& caller, const std::string& target,
                    std::chrono::seconds later = std::chrono::seconds{0});

  /// The first of them that is answered with 200, those that a fault names before others; one
  /// without a name when there is none.
  Caller first_admitted(std::vector<Caller> callers, const std::string& target);

  void expect(bool holds, std::string_view what, const Json& expected, const Json& found,
              const std::vector<std::string>& requests);
  void expect_equal(std::string_view what, const Json& expected, const Json& found,
                    const std::vector<std::string>& requests) {
    expect(expected == found, what, expected, found, requests);
  }
  /// What was found since the last call.
  Finding take();

 private:
  Mock& mock_at(std::chrono::seconds later);

  const MockSettings settings_;
  std::map<std::chrono::seconds, std::unique_ptr<Mock>> mocks_;  // by how far their clock is ahead
  std::map<std::pair<std::chrono::seconds, std::string>, Answer> answers_;
  Finding finding_;
};

}  // namespace mockmeter::laws
