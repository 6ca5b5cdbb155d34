#include "cli/options/option_variables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "cli/commands/command.h"

namespace mockmeter::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Environment variables while it lives.
class Variables {
 public:
  explicit Variables(std::map<std::string, std::string> values) : values_(std::move(values)) {
    for (const auto& [name, value] : values_) setenv(name.c_str(), value.c_str(), 1);
  }
  ~Variables() {
    for (const auto& [name, value] : values_) unsetenv(name.c_str());
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

 private:
  const std::map<std::string, std::string> values_;
};

class OptionVariablesTest : public ::testing::Test {
 protected:
  OptionVariablesTest() {
    for (CLI::App* const sub : {serve_, app_.add_subcommand("run")}) {
      add_option(*sub, "--port", port_, "")->check(CLI::Range(0, 65535));
    }
    add_option(*serve_, "--provider", providers_, "")->delimiter(',');
    add_option(*serve_, "--fault", faults_, "")->delimiter(';');
    add_option(*serve_, "--run", globs_, "")->allow_extra_args(false);
    bind_environment(*serve_->add_flag("--tls", tls_, ""), "--tls");
    CLI::Option* const client = add_option(*serve_, "--client", client_, "");
    client->excludes(add_option(*serve_, "--url", url_, ""));
    add_option(*serve_, "--repeat", repeat_, "")->needs(client);
  }

  /// What is wrong; empty when nothing is.
  std::string parse(const std::map<std::string, std::string>& variables,
                    const std::vector<std::string>& arguments) {
    const Variables environment(variables);
    std::vector<const char*> argv{"mockmeter", "serve"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    warnings_.clear();
    try {
      const OptionVariables bound(app_);
      bound.read(*serve_, {argv.begin() + 2, argv.end()},
                 [](const std::string& sentence) { warnings_.push_back(sentence); });
      app_.parse(static_cast<int>(argv.size()), argv.data());
      return {};
    } catch (const CLI::ParseError& error) {
      return error.get_name() == "CallForHelp" ? "help" : error.what();
    }
  }

  CLI::App app_;
  CLI::App* const serve_ = app_.add_subcommand("serve");
  int port_ = 8080;
  int repeat_ = 1;
  bool tls_ = false;
  std::vector<std::string> providers_;
  std::vector<std::string> faults_;
  std::vector<std::string> globs_;
  std::string client_;
  std::string url_;
  static inline std::vector<std::string> warnings_;
};

TEST_F(OptionVariablesTest, StandInForWhatTheCommandLineLeavesOut) {
  EXPECT_EQ(parse({{"MOCKMETER_PORT", "81"}, {"MOCKMETER_TLS", "true"}}, {}), "");
  EXPECT_EQ(port_, 81);
  EXPECT_TRUE(tls_);
}

TEST_F(OptionVariablesTest, AreNotLookedAtWhereTheCommandLineDecides) {
  EXPECT_EQ(parse({{"MOCKMETER_PORT", "no number"}}, {"--port", "0"}), "");
  EXPECT_EQ(port_, 0);
  EXPECT_EQ(parse({{"MOCKMETER_PORT", "no number"}}, {"--port=1"}), "");
  EXPECT_EQ(port_, 1);
  EXPECT_EQ(parse({{"MOCKMETER_PORT", "no number"}}, {"--help"}), "help");
}

TEST_F(OptionVariablesTest, AreNamedWhenTheyCannotBeUsed) {
  EXPECT_THAT(parse({{"MOCKMETER_PORT", "70000"}}, {}),
              AllOf(HasSubstr("MOCKMETER_PORT cannot be used"), HasSubstr("70000"),
                    HasSubstr("unset it, or give --port")));
}

TEST_F(OptionVariablesTest, ThatAContainerPlatformSetAreLeftOut) {
  EXPECT_EQ(parse({{"MOCKMETER_PORT", "tcp://10.96.1.7:8080"}}, {}), "");
  EXPECT_EQ(port_, 8080);
  EXPECT_THAT(warnings_, ElementsAre(HasSubstr("MOCKMETER_PORT=tcp://10.96.1.7:8080 is left out")));
  EXPECT_EQ(parse({{"MOCKMETER_PORT", "tcp://10.96.1.7:8080"}}, {"--port", "2"}), "");
  EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(OptionVariablesTest, HoldSeveralValuesOfARepeatableOption) {
  EXPECT_EQ(parse({{"MOCKMETER_PROVIDER", "neon,upstash"},
                   {"MOCKMETER_FAULT", "status=503,times=1;hang"},
                   {"MOCKMETER_RUN", "a/{b,c}/**\nd/*\n"}},
                  {}),
            "");
  EXPECT_THAT(providers_, ElementsAre("neon", "upstash"));
  EXPECT_THAT(faults_, ElementsAre("status=503,times=1", "hang"));
  EXPECT_THAT(globs_, ElementsAre("a/{b,c}/**", "d/*"));
}

TEST_F(OptionVariablesTest, NeverConflictWithTheCommandLine) {
  EXPECT_EQ(parse({{"MOCKMETER_URL", "http://a"}}, {"--client", "x"}), "");
  EXPECT_EQ(url_, "");
  EXPECT_EQ(parse({{"MOCKMETER_CLIENT", "y"}}, {"--url", "http://b"}), "");
  EXPECT_EQ(client_, "x") << "what it was";
  EXPECT_EQ(parse({{"MOCKMETER_REPEAT", "3"}}, {}), "");
  EXPECT_EQ(repeat_, 1) << "it needs --client";
}

TEST_F(OptionVariablesTest, MayNeedAndExcludeEachOther) {
  EXPECT_EQ(parse({{"MOCKMETER_REPEAT", "3"}, {"MOCKMETER_CLIENT", "x"}}, {}), "");
  EXPECT_EQ(repeat_, 3);
}

TEST_F(OptionVariablesTest, AreBothNamedWhenTheyExcludeEachOther) {
  EXPECT_THAT(parse({{"MOCKMETER_URL", "http://a"}, {"MOCKMETER_CLIENT", "x"}}, {}),
              AllOf(HasSubstr("MOCKMETER_URL"), HasSubstr("MOCKMETER_CLIENT"),
                    HasSubstr("exclude each other")));
}

TEST_F(OptionVariablesTest, AreInTheHelp) {
  EXPECT_EQ(parse({}, {"--help"}), "help");
  EXPECT_THAT(serve_->help(), HasSubstr("(Env:MOCKMETER_PORT)"));
}

}  // namespace
}  // namespace mockmeter::cli
