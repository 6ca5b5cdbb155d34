// Responses that are given again must never be older than what the control plane has confirmed, and
// must show one state, not a mixture: everything changes while clients ask as fast as they can.

#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "mockmeter/server.h"

namespace {

using Json = nlohmann::json;

constexpr int kChanges = 120;
constexpr int kClients = 4;
constexpr int kResponsesPerChange = 40;  // enough for every thread of the server to reuse some
constexpr const char* kUser = "/v2/qstash/user/99a4c327-31f0-490f-a594-043ade84085a";
constexpr const char* kBudget = "/v2/qstash/update-budget/99a4c327-31f0-490f-a594-043ade84085a";
const httplib::Headers kKey{
    {"Authorization", "Basic ZGV2QGV4YW1wbGUuY29tOnVwc3Rhc2gtdGVzdC1rZXk="}};

/// What one response shows of the mock: clock, world, variants and faults.
struct State {
  std::string date = "Wed, 20 May 2026 12:00:00 GMT";
  std::int64_t budget = 0;
  bool shows_password = true;  // of the generation 2026-03 of the schema
  std::string type = "application/json";
  bool operator==(const State&) const = default;
};

State shown_by(const httplib::Result& response) {
  const Json user = Json::parse(response->body);
  return {response->get_header_value("Date"), user.at("budget").get<std::int64_t>(),
          user.contains("password"), response->get_header_value("Content-Type")};
}

std::ostream& operator<<(std::ostream& out, const State& state) {
  return out << state.date << ", budget " << state.budget << ", password " << state.shows_password
             << ", " << state.type;
}

/// The states that the mock went through. `begun` counts those that may be seen, `confirmed` those
/// whose change has returned: nothing older than the last of them may be seen any more.
class History {
 public:
  explicit History(State first) : states_{std::move(first)} {}

  template <typename Change>
  void change(const State& next, Change change) {
    {
      const std::scoped_lock lock(mutex_);
      states_.push_back(next);
    }
    change();
    confirmed_ = size();
  }
  std::size_t confirmed() const { return confirmed_; }
  /// Whether `state` was in force at some time since `confirmed` was read.
  bool allows(const State& state, std::size_t confirmed) const {
    const std::scoped_lock lock(mutex_);
    return std::find(states_.begin() + static_cast<std::ptrdiff_t>(confirmed) - 1, states_.end(),
                     state) != states_.end();
  }

 private:
  std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return states_.size();
  }

  mutable std::mutex mutex_;
  std::deque<State> states_;
  std::atomic<std::size_t> confirmed_{1};
};

class Changes {
 public:
  Changes(mockmeter::Server& mock, History& history, const State& state)
      : mock_(mock), history_(history), client_(mock.url()), first_(state), state_(state) {}

  void make(int i) {
    constexpr std::array<void (Changes::*)(int), 8> kKinds{
        &Changes::set_clock,        &Changes::set_budget,
        &Changes::add_fault,        &Changes::set_variant,
        &Changes::set_clock_by_api, &Changes::clear_faults,
        &Changes::add_fault,        &Changes::reset};
    (this->*kKinds[static_cast<std::size_t>(i) % kKinds.size()])(i);
  }

 private:
  static std::string two_digits(int i) { return (i < 10 ? "0" : "") + std::to_string(i); }

  void set_clock(int i) {
    const std::string time = "13:" + two_digits(i % 60) + ":00";
    state_.date = "Thu, 21 May 2026 " + time + " GMT";
    history_.change(state_, [&] { mock_.set_clock("2026-05-21T" + time + "Z"); });
  }
  void set_clock_by_api(int i) {
    const std::string time = "14:" + two_digits(i % 60) + ":00";
    state_.date = "Thu, 21 May 2026 " + time + " GMT";
    history_.change(state_, [&] {
      const std::string body = R"({"mode":"frozen","now":"2026-05-21T)" + time + R"(Z"})";
      EXPECT_EQ(client_.Put("/__admin/clock", body, "application/json")->status, 200);
    });
  }
  void set_budget(int i) {
    state_.budget = 100 + i;
    history_.change(state_, [&] {
      const std::string body = R"({"budget":)" + std::to_string(state_.budget) + "}";
      EXPECT_EQ(client_.Patch(kBudget, kKey, body, "application/json")->status, 200);
    });
  }
  void set_variant(int) {
    state_.shows_password = !state_.shows_password;
    history_.change(state_, [&] {
      mock_.set_variant("upstash.users_schema", state_.shows_password ? "2026-03" : "2026-07");
    });
  }
  void add_fault(int i) {
    state_.type = "text/fault-" + std::to_string(i);
    history_.change(state_, [&] { mock_.add_fault("content-type=" + state_.type); });
  }
  void clear_faults(int) {
    state_.type = first_.type;
    history_.change(state_, [&] { EXPECT_EQ(client_.Delete("/__admin/faults")->status, 200); });
  }
  void reset(int) {
    state_ = first_;
    history_.change(state_, [&] { mock_.reset(); });
  }

  mockmeter::Server& mock_;
  History& history_;
  httplib::Client client_;
  const State first_;
  State state_;
};

TEST(FreshResponses, NoResponseIsOlderThanAConfirmedChange) {
  mockmeter::Server mock;
  httplib::Client probe(mock.url());
  const State first = shown_by(probe.Get(kUser, kKey));
  History history(first);
  std::atomic<int> responses{0};
  std::atomic<bool> done{false};
  std::vector<std::thread> clients;
  for (int c = 0; c < kClients; ++c) {
    clients.emplace_back([&] {
      httplib::Client client(mock.url());
      client.set_keep_alive(true);
      client.set_tcp_nodelay(true);
      while (!done) {
        const std::size_t confirmed = history.confirmed();
        const State seen = shown_by(client.Get(kUser, kKey));
        if (!history.allows(seen, confirmed)) {
          ADD_FAILURE() << "stale or mixed: " << seen;
          done = true;
        }
        ++responses;
      }
    });
  }
  Changes changes(mock, history, first);
  for (int i = 0; i < kChanges && !done; ++i) {
    const int enough = responses + kResponsesPerChange;
    while (responses < enough && !done) std::this_thread::yield();
    changes.make(i);
  }
  done = true;
  for (std::thread& client : clients) client.join();
}

}  // namespace
