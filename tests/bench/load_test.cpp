#include "bench/load/load.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <utility>

namespace mockmeter::load {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Accepts one connection at a time on loopback and says `answer` to whatever comes; once, or until
/// the other side ends.
class OneTrackServer {
 public:
  OneTrackServer(std::string response, bool keep_alive)
      : response_(std::move(response)), keep_alive_(keep_alive) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_EQ(bind(listener_, plain, size), 0);
    EXPECT_EQ(listen(listener_, 16), 0);
    EXPECT_EQ(getsockname(listener_, plain, &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~OneTrackServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  OneTrackServer(const OneTrackServer&) = delete;
  OneTrackServer& operator=(const OneTrackServer&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  void serve() const {
    for (int client = accept(listener_, nullptr, nullptr); client >= 0;
         client = accept(listener_, nullptr, nullptr)) {
      char request[1024];
      while (recv(client, request, sizeof request, 0) > 0) {
        if (send(client, response_.data(), response_.size(), MSG_NOSIGNAL) < 0 || !keep_alive_)
          break;
      }
      ::close(client);
    }
  }

  std::string response_;
  bool keep_alive_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

LoadPlan plan_for(std::uint16_t port) {
  LoadPlan plan;
  plan.host = "127.0.0.1";
  plan.port = port;
  plan.request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  plan.duration = seconds(20);
  plan.max_requests = 50;
  return plan;
}

std::uint64_t failures(const LoadReport& report, Failure failure) {
  return report.failures[static_cast<std::size_t>(failure)];
}

constexpr const char* kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST(Load, CountsResponsesAndBytes) {
  const OneTrackServer server(kOk, true);
  const LoadReport report = run(plan_for(server.port()));
  EXPECT_EQ(report.requests, 50U);
  EXPECT_EQ(report.failed(), 0U);
  EXPECT_EQ(report.bytes, 50 * std::string(kOk).size());
  EXPECT_EQ(report.latency.count(), 50U);
  EXPECT_GT(report.requests_per_second(), 0);
  EXPECT_LT(report.elapsed, seconds(20)) << "the count ends the run";
}

TEST(Load, ConnectsAnewWhenTheServerCloses) {
  const OneTrackServer server("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                              false);
  const LoadReport report = run(plan_for(server.port()));
  EXPECT_EQ(report.requests, 50U);
  EXPECT_EQ(report.failed(), 0U);
}

struct Bad {
  const char* response;
  Failure failure;
};
constexpr Bad kBad[] = {
    {"HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n", Failure::kStatus},
    {"", Failure::kClosed},
    {"H", Failure::kCut},
    {"HTTP/1.1 200 OK\r\n", Failure::kCut},
    {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", Failure::kCut},
    {"nonsense\r\n", Failure::kMalformed},
    {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore", Failure::kMalformed},
};

TEST(Load, CountsFailuresByKind) {
  for (const Bad& bad : kBad) {
    const OneTrackServer server(bad.response, bad.failure == Failure::kStatus);
    LoadPlan plan = plan_for(server.port());
    plan.max_requests = 1;
    const LoadReport report = run(plan);
    EXPECT_EQ(report.requests, 0U);
    EXPECT_EQ(failures(report, bad.failure), report.failed()) << bad.response;
    EXPECT_EQ(report.failed(), 1U) << bad.response;
  }
}

TEST(Load, AResponseThatNeverEndsIsATimeout) {
  const OneTrackServer server("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", true);
  LoadPlan plan = plan_for(server.port());
  plan.max_requests = 1;
  plan.timeout = milliseconds(1);
  EXPECT_EQ(failures(run(plan), Failure::kTimeout), 1U);
}

TEST(Load, AClosedPortIsAFailureToConnect) {
  std::uint16_t port = 0;
  {
    const OneTrackServer server(kOk, true);
    port = server.port();
  }
  LoadPlan plan = plan_for(port);
  plan.max_requests = 1;
  const LoadReport report = run(plan);
  EXPECT_EQ(report.requests, 0U);
  EXPECT_GE(failures(report, Failure::kConnect), 1U);
}

TEST(Load, OpenLoopAsksAtItsRate) {
  const OneTrackServer server(kOk, true);
  LoadPlan plan = plan_for(server.port());
  plan.rate = 200;
  plan.max_requests = 40;
  const LoadReport report = run(plan);
  EXPECT_EQ(report.requests, 40U);
  EXPECT_EQ(report.unanswered, 0U);
  EXPECT_GE(report.elapsed, milliseconds(195)) << "the last is meant to start at 39 / 200 s";
}

TEST(Load, AnUnservedConnectionOfAnOpenLoopStillCounts) {
  // The second connection is accepted by the kernel alone; its request is never answered.
  const OneTrackServer server(kOk, true);
  LoadPlan plan = plan_for(server.port());
  plan.connections = 2;
  plan.rate = 100;
  plan.duration = milliseconds(300);
  const LoadReport report = run(plan);
  EXPECT_GE(report.unanswered, 1U);
  EXPECT_EQ(report.requests + report.unanswered, 30U);
  EXPECT_EQ(report.latency.count(), 30U);
  EXPECT_GT(report.latency.max(), milliseconds(250)) << "it waited to the end";
}

}  // namespace
}  // namespace mockmeter::load
