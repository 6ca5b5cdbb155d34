#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "cli/commands/command.h"
#include "mockmeter/server.h"

namespace mockmeter::cli {
namespace {

using ::testing::HasSubstr;

/// The exit code of `mockmeter healthcheck` with these arguments; prints nothing.
int healthcheck(const std::string& arguments) {
  CLI::App app;
  const Command command = add_healthcheck(app);
  app.parse("healthcheck " + arguments);
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const int code = command.run();
  ::testing::internal::GetCapturedStdout();
  ::testing::internal::GetCapturedStderr();
  return code;
}

/// What is wrong with the arguments.
std::string refusal(const std::string& arguments) {
  CLI::App app;
  const Command command = add_healthcheck(app);
  app.parse("healthcheck " + arguments);
  try {
    command.run();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

std::string port_of(const std::string& url) {
  const std::string origin = url.substr(0, url.find("/__admin"));
  return origin.substr(origin.rfind(':') + 1);
}

TEST(Healthcheck, AsksWhereAMockWithTheseOptionsListens) {
  const Server mock;
  const std::string port = std::to_string(mock.port());
  EXPECT_EQ(healthcheck("--port " + port), kExitOk);
  EXPECT_EQ(healthcheck("--host 0.0.0.0 --port " + port), kExitOk) << "by the loopback";
  EXPECT_EQ(healthcheck("--tls --port " + port), kExitUsage) << "it speaks no https";
}

TEST(Healthcheck, AsksAtTheAdminPortAndByHttps) {
  ServerOptions options;
  options.admin_port = 0;
  options.tls.generate = true;
  const Server mock(options);
  const std::string port = std::to_string(mock.port());
  const std::string admin = port_of(mock.admin_url());
  EXPECT_EQ(healthcheck("--tls --port " + port + " --admin-port " + admin), kExitOk);
  EXPECT_EQ(healthcheck("--tls-cert any.pem --admin-port " + admin), kExitOk);
  EXPECT_EQ(healthcheck("--tls --port " + port), kExitUsage) << "/__admin is not there";
  EXPECT_EQ(healthcheck("--admin-port " + admin), kExitUsage) << "it speaks https";
}

TEST(Healthcheck, LetsAUrlDecide) {
  const Server mock;
  EXPECT_EQ(healthcheck(mock.url() + " --port 1 --tls"), kExitOk);
}

TEST(Healthcheck, CannotGuessAFreePort) {
  EXPECT_THAT(refusal("--port 0"), HasSubstr("--port 0 is any free port"));
  EXPECT_THAT(refusal("--port 1 --admin-port 0"), HasSubstr("--admin-port 0 is any free port"));
}

}  // namespace
}  // namespace mockmeter::cli
