#include "cli/conform_options.h"

#include <algorithm>
#include <random>
#include <thread>

#include "cli/command.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

constexpr int kMostJobs = 256;
// A case waits far more than it works. More processes cost memory, and the longest case is no
// shorter.
constexpr int kJobsPerCore = 4;
constexpr int kMaxDefaultJobs = 16;

void add_running(CLI::App& app, ConformOptions& options) {
  constexpr const char* kGroup = "How it is run";
  add_option(app, "--client", options.client, "The adapter's command line, as one argument")
      ->group(kGroup);
  app.add_flag("--self-test{fast}", options.self_test,
               "Try the suite itself: does each case find its bugs, and no good client's fault? "
               "=full: each bug with each case")
      ->check(CLI::IsMember({"fast", "full"}))
      ->group(kGroup);
  add_option(
      app, "--jobs", options.jobs,
      "Cases at the same time, if need be by several processes of the client; four per core, "
      "at most 16, when not given")
      ->check(CLI::Range(1, kMostJobs))
      ->default_str("")
      ->group(kGroup);
  add_option(app, "--order", options.order,
             "suite, or random: what comes first is decided by the seed")
      ->check(CLI::IsMember({"suite", "random"}))
      ->group(kGroup);
  add_option(app, "--seed", options.seed, "Serve the same salted values as the run with this seed")
      ->check(CLI::NonNegativeNumber)
      ->group(kGroup);
  add_option(app, "--timeout-scale", options.timeout_scale, "For slow machines: 3 waits thrice")
      ->check(CLI::Range(0.01, 1000.0))
      ->group(kGroup);
}

/// No environment twins: these write files.
void add_start(CLI::App& app, ConformOptions& options) {
  constexpr const char* kGroup = "To begin with";
  auto* init =
      app.add_option("--init", options.init,
                     "Write an adapter in bash, python, node or c++ that passes, with what "
                     "CI needs")
          ->group(kGroup);
  app.add_option("--into", options.into, "The folder that it is written into")
      ->needs(init)
      ->capture_default_str()
      ->group(kGroup);
}

}  // namespace

void add_conform_options(CLI::App& app, ConformOptions& options) {
  add_start(app, options);
  add_running(app, options);
  const std::string group = add_selection(app, options, "case");
  add_option(app, "--profile", options.profile,
             "core, resilient or secure: each has the one before")
      ->check(CLI::IsMember({"core", "resilient", "secure"}))
      ->group(group);
  add_judgement(app, options, "case");
}

std::string conform_footer() {
  const std::string provider(catalogue().front().name);
  return "COMMAND is split into words as sh does it (quotes, \\, ~, $VAR), but no shell runs it.\n"
         "It speaks one JSON object per line on stdin and stdout, and may log on stderr.\n\n"
         "Verdicts: pass, fail; warning: a SHOULD was missed; advisory: something inferred was, "
         "and "
         "that never\nfails a run; known failure, unexpected pass: see --known-failing; "
         "unsupported: the client does not\nclaim it; not run; harness error: our own fault.\n\n"
         "Exit code: 0 conformant, 1 not, 2 the client cannot be run or the options are wrong, 3 "
         "incomplete,\n70 our own fault, 130 interrupted. The last line: N passed, N failed.\n\n"
         "Reports: junit for CI systems, tap for prove, markdown for a page of GitHub, har: all "
         "traffic, badge:\nan SVG, json and ndjson for programs, text for people. None shows a "
         "credential.\n\n"
         "Examples:\n"
         "  mockmeter conform --init python\n"
         "  mockmeter conform --client 'python3 adapter.py'\n"
         "  mockmeter conform --client ./adapter --run '" +
         provider +
         "/**' --profile core\n"
         "  mockmeter conform --client ./adapter --report junit=out.xml --report har=out.har\n"
         "  mockmeter conform --list --run '" +
         provider + "/**'";
}

int jobs_of(const ConformOptions& options) {
  if (options.jobs != 0) return options.jobs;
  const auto cores = static_cast<int>(std::thread::hardware_concurrency());
  return std::clamp(cores * kJobsPerCore, 1, kMaxDefaultJobs);
}

std::uint64_t seed_of(const ConformOptions& options) {
  return options.seed ? *options.seed : std::random_device{}();
}

}  // namespace mockmeter::cli
