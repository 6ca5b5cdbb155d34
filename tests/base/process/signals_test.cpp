#include "base/process/signals.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using std::chrono::milliseconds;

constexpr ReceivedSignal kSent{SIGINT, false};
constexpr ReceivedSignal kPressed{SIGINT, true};

TEST(SignalPolicy, PassesEverySignalOn) {
  SignalPolicy policy(false);
  milliseconds when{0};
  for (const int signal : {SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGUSR1, SIGUSR2, SIGUSR1, SIGTERM}) {
    EXPECT_EQ(policy.react({signal, false}, when += milliseconds(200)), SignalAction::kForward)
        << signal;
  }
}

TEST(SignalPolicy, DoesNotRepeatWhatTheTerminalHasSentToTheCommandItself) {
  EXPECT_EQ(SignalPolicy(true).react(kPressed, milliseconds(0)), SignalAction::kNothing);
  EXPECT_EQ(SignalPolicy(true).react(kSent, milliseconds(0)), SignalAction::kForward);
  EXPECT_EQ(SignalPolicy(false).react(kPressed, milliseconds(0)), SignalAction::kForward);
}

TEST(SignalPolicy, ASecondPressKills) {
  for (const ReceivedSignal& second : {kSent, kPressed}) {
    SignalPolicy policy(true);
    policy.react(kPressed, milliseconds(1000));
    EXPECT_EQ(policy.react(second, milliseconds(1100)), SignalAction::kKill);
  }
}

TEST(SignalPolicy, AnEchoOfAPressIsNoSecondPress) {
  SignalPolicy policy(true);
  policy.react(kPressed, milliseconds(0));
  EXPECT_EQ(policy.react(kSent, milliseconds(60)), SignalAction::kNothing);
  EXPECT_EQ(policy.react(kSent, milliseconds(99)), SignalAction::kNothing);
  EXPECT_EQ(policy.react(kPressed, milliseconds(100)), SignalAction::kKill)
      << "counted from the press, not from its echo";
}

TEST(SignalPolicy, OnlyCtrlCKills) {
  SignalPolicy policy(false);
  policy.react({SIGTERM, false}, milliseconds(0));
  EXPECT_EQ(policy.react({SIGTERM, false}, milliseconds(50)), SignalAction::kNothing);
  EXPECT_EQ(policy.react({SIGTERM, false}, milliseconds(500)), SignalAction::kForward);
  EXPECT_EQ(policy.react(kSent, milliseconds(510)), SignalAction::kForward);
}

TEST(SignalPolicy, UserSignalsAreCountedByNobody) {
  SignalPolicy policy(false);
  EXPECT_EQ(policy.react({SIGUSR1, false}, milliseconds(0)), SignalAction::kForward);
  EXPECT_EQ(policy.react({SIGUSR1, false}, milliseconds(1)), SignalAction::kForward);
}

}  // namespace
}  // namespace mockmeter
