// What one replica writes of a change, and another one takes over of it.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/control/faults/fault.h"
#include "server/control/store/state_document.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

class TwoReplicas : public ::testing::Test {
 protected:
  TwoReplicas() {
    StoreChange first = first_change(settings_, *here_.current());
    add_faults(here_.current()->faults, true, first);
    kept_ = first.values;
  }
  /// Lets `there_` take over what `change` makes of the state of the other one.
  template <typename Change>
  void follow(Change change) {
    const State before = *here_.current();
    change();
    const StoreChange written = change_between(before, *here_.current());
    for (const auto& [name, value] : written.values) kept_.insert_or_assign(name, value);
    read_changes({written.values, kept_, !written.erased.empty()}, settings_, there_);
  }
  /// What operations have changed of a world.
  static StoredValues changes_of(const State& state) {
    StoredValues values;
    add_world_changes(*state.origin, *state.world, values);
    return values;
  }
  std::string create_key(const std::string& name) {
    return send(here_, "POST", "/v1/developer/keys", kZkscoreKey, Json{{"name", name}}.dump()).body;
  }

  const MockSettings settings_ = make_settings();
  Mock here_{settings_};
  State there_ = *Mock(settings_).current();
  StoredValues kept_;
};

TEST_F(TwoReplicas, HaveTheSameKeysInTheSameOrder) {
  std::string made;
  follow([&] { made = create_key("first"); });
  follow([&] { create_key("second"); });
  const std::string id = Json::parse(made)["keyId"];
  follow([&] { send(here_, "DELETE", "/v1/developer/keys/" + id, kZkscoreKey, ""); });
  EXPECT_EQ(changes_of(there_), changes_of(*here_.current()));
  EXPECT_EQ(changes_of(there_).size(), 2U) << "a key that was revoked is no further key";
}

TEST_F(TwoReplicas, HaveTheSameClockVariantsAndSettings) {
  follow([&] {
    here_.set_clock({.mode = ClockSetting::Mode::kFrozen, .start = here_.clock().now()});
    here_.advance_clock(std::chrono::hours(7));
    here_.change_settings([](ResponseSettings& settings) { settings.enforce_rate_limits = true; });
  });
  EXPECT_EQ(there_.clock.now(), here_.clock().now());
  EXPECT_EQ(there_.clock.advanced(), std::chrono::hours(7));
  EXPECT_TRUE(there_.settings.enforce_rate_limits);
  EXPECT_NEAR(static_cast<double>((there_.clock.elapsed() - here_.clock().elapsed()).count()), 0,
              1e9);
}

TEST_F(TwoReplicas, WriteNothingThatHasNotChanged) {
  const State before = *here_.current();
  EXPECT_TRUE(change_between(before, State(before)).empty());
  create_key("made");
  const StoreChange change = change_between(before, *here_.current());
  EXPECT_EQ(change.values.size(), 1U);
  EXPECT_TRUE(change.erased.empty());
}

TEST_F(TwoReplicas, HaveTheSameFaults) {
  follow([&] { here_.add_faults({parse_fault("status=503,times=2")}); });
  EXPECT_EQ(there_.faults.document(), here_.faults());
  follow([&] { here_.clear_faults(); });
  EXPECT_TRUE(there_.faults.empty());
}

}  // namespace
}  // namespace mockmeter::testing
