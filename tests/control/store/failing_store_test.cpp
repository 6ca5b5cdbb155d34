// A store that cannot write, as on a full disk: what goes on, what is refused, what comes after.

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "server/control/admin/admin.h"
#include "server/control/store/store.h"
#include "tests/control/targets.h"
#include "tests/support/mock_fixture.h"
#include "tests/support/scratch.h"

namespace mockmeter::testing {
namespace {

/// A store in front of another one, which can be told to fail.
class FailingStore : public Store {
 public:
  explicit FailingStore(std::shared_ptr<Store> behind) : behind_(std::move(behind)) {}
  const std::string& name() const override { return behind_->name(); }
  StoredState load() override { return behind_->load(); }
  void write(const StoreChange& change) override {
    if (is_full) throw StoreError("the disk is full");
    behind_->write(change);
  }
  std::atomic<bool> is_full{false};

 private:
  const std::shared_ptr<Store> behind_;
};

class FullStore : public ::testing::Test {
 protected:
  FullStore() {
    MockSettings settings = make_settings();
    settings.store = store_;
    mock_ = std::make_unique<Mock>(settings);
  }
  Response admin(std::string_view method, const std::string& path, const std::string& body = "") {
    return handle_admin(*mock_, make_request(method, "/__admin" + path, {}, body));
  }

  Folder folder_;
  std::shared_ptr<FailingStore> store_ =
      std::make_shared<FailingStore>(open_store("sqlite:" + folder_.file("mock.db")));
  std::unique_ptr<Mock> mock_;
};

TEST_F(FullStore, RefusesChangesWithoutMakingThemAndSaysSo) {
  get(*mock_, kUsers, kUpstashKey);
  const std::string keys = get(*mock_, "/v1/developer/keys", kZkscoreKey).body;
  store_->is_full = true;
  const Response change =
      send(*mock_, "POST", "/v1/developer/keys", kZkscoreKey, R"({"name":"x"})");
  EXPECT_EQ(change.status, 503);
  EXPECT_EQ(body_of(change)["detail"], "the disk is full; nothing was changed");
  for (const auto& [method, path, body] :
       {std::array{"PUT", "/clock", R"({"now":"2026-05-21T00:00:00Z"})"},
        std::array{"POST", "/faults", R"({"fault":"html"})"}, std::array{"DELETE", "/faults", ""},
        std::array{"PUT", "/settings", R"({"fixedDelay":7})"}, std::array{"POST", "/reset", ""}}) {
    EXPECT_EQ(admin(method, path, body).status, 503) << path;
  }
  EXPECT_EQ(body_of(admin("GET", "/clock"))["now"], kDefaultClock);
  EXPECT_EQ(body_of(admin("GET", "/faults"))["faults"].size(), 0U);
  EXPECT_EQ(get(*mock_, "/v1/developer/keys", kZkscoreKey).body, keys) << "reads go on";
  EXPECT_EQ(admin("GET", "/health").status, 503);
  EXPECT_EQ(body_of(admin("GET", "/health"))["message"], "the disk is full");
  EXPECT_EQ(body_of(admin("GET", "/requests"))["meta"]["total"], 4) << "reset cleared nothing";
}

TEST_F(FullStore, WritesEverythingThatWaitedOnceItCan) {
  get(*mock_, kUsers, kUpstashKey);
  store_->is_full = true;
  for (int i = 0; i < 3; ++i) get(*mock_, "/v1/developer/keys", kZkscoreKey);
  mock_->settle();
  EXPECT_TRUE(mock_->store_problem());
  store_->is_full = false;
  EXPECT_EQ(send(*mock_, "POST", "/v1/developer/keys", kZkscoreKey, R"({"name":"x"})").status, 200);
  EXPECT_FALSE(mock_->store_problem());
  mock_->settle();
  EXPECT_EQ(store_->load().journal.entries.size(), 5U);
  EXPECT_EQ(store_->load().values.count("limit/zkscore/key_pro_production"), 1U);
}

}  // namespace
}  // namespace mockmeter::testing
