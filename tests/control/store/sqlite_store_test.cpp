#include "server/control/store/sqlite_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "server/control/store/sqlite.h"
#include "tests/control/journal/entries.h"
#include "tests/support/scratch.h"

namespace mockmeter::testing {
namespace {

class SqliteFile : public ::testing::Test {
 protected:
  std::shared_ptr<Store> open() const { return open_sqlite_store(path_); }
  std::string refusal() const {
    try {
      open();
      return {};
    } catch (const StoreError& error) {
      return error.what();
    }
  }
  std::string content() const { return file_text(path_).value_or("nothing"); }
  void write(const std::string& text) const { std::ofstream(path_, std::ios::binary) << text; }

  Folder folder_;
  const std::string path_ = folder_.file("mock.db");
};

TEST_F(SqliteFile, KeepsValuesAndErasesThemByTheBeginOfTheirNames) {
  open()->write({{}, {{"a", "1"}, {"a/b", "2"}, {"a/c", "3"}, {"b", "4"}}, {}});
  EXPECT_EQ(open()->load().values,
            (StoredValues{{"a", "1"}, {"a/b", "2"}, {"a/c", "3"}, {"b", "4"}}));
  open()->write({{"a/"}, {{"a/c", "5"}}, {}});
  EXPECT_EQ(open()->load().values, (StoredValues{{"a", "1"}, {"a/c", "5"}, {"b", "4"}}));
  open()->write({{""}, {{"new", "6"}}, {}});
  EXPECT_EQ(open()->load().values, (StoredValues{{"new", "6"}}));
}

TEST_F(SqliteFile, AJournalRowComesBackWhole) {
  JournalChange change;
  const auto record = record_of("GET", "/v2?a=\xff", nullptr, 404, {{"X", "a\"b"}, {"X", "\x01"}});
  change.added.push_back({7, *parse_rfc3339("2026-05-20T12:00:00.123456789Z"),
                          std::chrono::nanoseconds(5), std::chrono::nanoseconds(6), record});
  change.counts.push_back({{nullptr, 404}, 9, 8});
  open()->write({{}, {}, change});
  const JournalContents contents = open()->load().journal;
  ASSERT_EQ(contents.entries.size(), 1U);
  const JournalEntry& entry = contents.entries.front();
  EXPECT_EQ(entry.number, 7U);
  EXPECT_EQ(entry.when, change.added[0].when);
  EXPECT_EQ(entry.elapsed.count(), 5);
  EXPECT_EQ(entry.advanced.count(), 6);
  EXPECT_EQ(entry.record->target, record->target);
  EXPECT_EQ(entry.record->fields.all(), record->fields.all());
  EXPECT_EQ(entry.record->response_fields.all(), record->response_fields.all());
  EXPECT_EQ(entry.record->status, 404);
  EXPECT_EQ(contents.counts, change.counts);
}

TEST_F(SqliteFile, IsRefusedAndUntouchedWhenItIsNoneOfOurs) {
  for (const std::string text : {"a text", "SQLite format 3\0 but short"}) {
    write(text);
    EXPECT_NE(refusal().find("is no SQLite database"), std::string::npos);
    EXPECT_EQ(content(), text);
  }
  std::filesystem::remove(path_);
  SqliteConnection(path_).run("CREATE TABLE theirs(a)");
  const std::string before = content();
  EXPECT_NE(refusal().find("is the database of another program"), std::string::npos);
  EXPECT_EQ(content(), before);
}

TEST_F(SqliteFile, OfALaterVersionIsRefusedAndUntouched) {
  open();
  SqliteConnection(path_).run("PRAGMA journal_mode = DELETE; PRAGMA user_version = 2");
  const std::string before = content();
  EXPECT_NE(refusal().find("its schema is 2, and this one reads 1"), std::string::npos);
  EXPECT_EQ(content(), before);
}

TEST_F(SqliteFile, BelongsToOneMockAtATime) {
  const auto first = open();
  EXPECT_NE(refusal().find("is in use by another mock"), std::string::npos);
  first->write({{}, {{"a", "1"}}, {}});
  EXPECT_EQ(first->load().values.size(), 1U) << "the refused one took no lock away";
  EXPECT_EQ(SqliteConnection(path_).ask("SELECT value FROM state"), "1") << "readers are welcome";
}

TEST_F(SqliteFile, AnUnfinishedTransactionLeavesNothing) {
  const auto store = open();
  store->write({{}, {{"a", "1"}}, {}});
  SqliteConnection other(path_);
  other.run("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END");
  JournalChange change;
  change.added.push_back({1, {}, {}, {}, record_of("GET", "/")});
  EXPECT_THROW(store->write({{}, {{"a", "2"}}, change}), StoreError);
  EXPECT_EQ(store->load().values, (StoredValues{{"a", "1"}}));
  other.run("DROP TRIGGER full");
  store->write({{}, {{"a", "3"}}, change});
  EXPECT_EQ(store->load().values, (StoredValues{{"a", "3"}}));
  EXPECT_EQ(store->load().journal.entries.size(), 1U);
}

TEST(OpenStore, NamesWhatItCannotOpenAndTheRemedy) {
  const auto refusal = [](const std::string& text) -> std::string {
    try {
      open_store(text);
      return {};
    } catch (const StoreError& error) {
      return error.what();
    }
  };
  EXPECT_EQ(open_store("memory"), nullptr);
  EXPECT_EQ(refusal("mysql://x"),
            "store \"mysql://x\" is unknown: use memory, sqlite:FILE, or redis://HOST[:PORT][/DB]");
  EXPECT_EQ(refusal("sqlite:"),
            "store \"sqlite:\" is unknown: use memory, sqlite:FILE, or redis://HOST[:PORT][/DB]");
  EXPECT_EQ(refusal("sqlite:/"),
            "store sqlite:/ cannot be opened: Is a directory; choose another file");
  EXPECT_EQ(refusal("sqlite:/no/such/x.db"),
            "store sqlite:/no/such/x.db cannot be opened: No such file or directory; choose "
            "another file");
}

}  // namespace
}  // namespace mockmeter::testing
