#include "server/http/response_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "server/http/listener.h"
#include "tests/http/http_messages.h"
#include "tests/http/raw_client.h"
#include "tests/http/serving.h"

namespace mockmeter {
namespace {

using testing::EndsWith;

/// Opens by hand.
class ManualGate : public ResponseGate {
 public:
  std::uint64_t position() const override { return noted; }
  bool is_open(std::uint64_t position) const override { return position <= safe; }
  void watch(std::function<void()> moved) override {
    const std::scoped_lock lock(mutex_);
    moved_ = std::move(moved);
  }
  void open(std::uint64_t position) {
    safe = position;
    const std::scoped_lock lock(mutex_);
    moved_();
  }
  std::atomic<std::uint64_t> noted{0};
  std::atomic<std::uint64_t> safe{0};

 private:
  std::mutex mutex_;
  std::function<void()> moved_;
};

class GatedListener : public ::testing::Test {
 protected:
  GatedListener() {
    ListenerOptions options = noon_options();
    options.threads = 1;
    options.gate = &gate_;
    listener_ = serve(
        [this](const Request& request) {
          ++gate_.noted;
          Response response = echo(request);
          if (request.path() == "/slow") response.delivery.delay = std::chrono::milliseconds(1);
          return response;
        },
        options);
  }
  /// Until the service was called so often.
  void await(std::uint64_t calls) const {
    while (gate_.noted < calls) std::this_thread::yield();
  }

  ManualGate gate_;
  std::unique_ptr<Listener> listener_;
};

TEST_F(GatedListener, HoldsAResponseBackUntilTheGateOpens) {
  RawClient first(listener_->port());
  RawClient second(listener_->port());
  first.send(http_messages::get(""));
  await(1);
  second.send(http_messages::get(""));
  await(2);
  gate_.open(1);
  EXPECT_THAT(first.read_response(), EndsWith("GET /|"));
  gate_.open(2);
  EXPECT_THAT(second.read_response(), EndsWith("GET /|"));
}

TEST_F(GatedListener, GoesOnWithTheRequestsBehind) {
  RawClient client(listener_->port());
  client.send(http_messages::get("") + http_messages::get("", "/slow") + http_messages::get(""));
  for (std::uint64_t i = 1; i <= 3; ++i) {
    await(i);
    EXPECT_EQ(gate_.noted, i) << "one at a time";
    gate_.open(i);
    EXPECT_THAT(client.read_response(), EndsWith(i == 2 ? "GET /slow|" : "GET /|"));
  }
}

TEST_F(GatedListener, EndsWithAResponseThatIsHeldBack) {
  RawClient client(listener_->port());
  client.send(http_messages::get(""));
  await(1);
  listener_->stop(std::chrono::milliseconds(1));
  EXPECT_EQ(client.read_to_end().bytes, "");
}

}  // namespace
}  // namespace mockmeter
