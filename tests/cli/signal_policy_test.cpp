#include "cli/signal_policy.h"

#include <gtest/gtest.h>

namespace mockmeter::cli {
namespace {

using std::chrono::milliseconds;

constexpr Arrival kSent{SIGINT, false};
constexpr Arrival kPressed{SIGINT, true};

TEST(SignalPolicy, PassesEverySignalOn) {
  SignalPolicy policy(false);
  milliseconds when{0};
  for (const int signal : {SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGUSR1, SIGUSR2, SIGUSR1, SIGTERM}) {
    EXPECT_EQ(policy.react({signal, false}, when += milliseconds(200)), Reaction::kForward)
        << signal;
  }
}

TEST(SignalPolicy, DoesNotRepeatWhatTheTerminalHasSentToTheCommandItself) {
  EXPECT_EQ(SignalPolicy(true).react(kPressed, milliseconds(0)), Reaction::kNothing);
  EXPECT_EQ(SignalPolicy(true).react(kSent, milliseconds(0)), Reaction::kForward);
  EXPECT_EQ(SignalPolicy(false).react(kPressed, milliseconds(0)), Reaction::kForward);
}

TEST(SignalPolicy, ASecondPressKills) {
  for (const Arrival& second : {kSent, kPressed}) {
    SignalPolicy policy(true);
    policy.react(kPressed, milliseconds(1000));
    EXPECT_EQ(policy.react(second, milliseconds(1100)), Reaction::kKill);
  }
}

TEST(SignalPolicy, AnEchoOfAPressIsNoSecondPress) {
  SignalPolicy policy(true);
  policy.react(kPressed, milliseconds(0));
  EXPECT_EQ(policy.react(kSent, milliseconds(60)), Reaction::kNothing);
  EXPECT_EQ(policy.react(kSent, milliseconds(99)), Reaction::kNothing);
  EXPECT_EQ(policy.react(kPressed, milliseconds(100)), Reaction::kKill)
      << "counted from the press, not from its echo";
}

TEST(SignalPolicy, OnlyCtrlCKills) {
  SignalPolicy policy(false);
  policy.react({SIGTERM, false}, milliseconds(0));
  EXPECT_EQ(policy.react({SIGTERM, false}, milliseconds(50)), Reaction::kNothing);
  EXPECT_EQ(policy.react({SIGTERM, false}, milliseconds(500)), Reaction::kForward);
  EXPECT_EQ(policy.react(kSent, milliseconds(510)), Reaction::kForward);
}

TEST(SignalPolicy, UserSignalsAreCountedByNobody) {
  SignalPolicy policy(false);
  EXPECT_EQ(policy.react({SIGUSR1, false}, milliseconds(0)), Reaction::kForward);
  EXPECT_EQ(policy.react({SIGUSR1, false}, milliseconds(1)), Reaction::kForward);
}

}  // namespace
}  // namespace mockmeter::cli
