#include "cli/check_options.h"

#include <chrono>

#include "cli/command.h"
#include "conformance/check/role.h"
#include "conformance/report/formats.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

void add_choice(CLI::App& app, CheckOptions& options) {
  constexpr const char* kGroup = "Which probes";
  add_option(app, "--provider", options.provider,
             list_providers(&ProviderFacts::name) + "; all when not given")
      ->group(kGroup);
  add_option(app, "--run", options.run, "Only probes that fit this glob; repeatable. ** crosses /")
      ->allow_extra_args(false)
      ->group(kGroup);
  add_option(app, "--skip", options.skip, "None that fit this glob; the run is incomplete, then")
      ->allow_extra_args(false)
      ->group(kGroup);
  app.add_flag("--writes", options.writes,
               "Also send what changes something: creates an API key and revokes it, and tries "
               "methods that are not allowed. Without it only GET and HEAD are sent")
      ->group(kGroup);
  app.add_flag("--list", options.list, "Print the ids of these probes, and ask nothing")
      ->group(kGroup);
}

void add_judgement(CLI::App& app, CheckOptions& options) {
  constexpr const char* kGroup = "What is judged";
  add_option(app, "--level", options.level, "should: a missed SHOULD fails the run, too")
      ->check(CLI::IsMember({"must", "should"}))
      ->group(kGroup);
  add_option(app, "--known-failing", options.known_failing,
             "File of lines: <probe glob> [#check] until=YYYY-MM-DD issue=URL")
      ->group(kGroup);
  add_option(app, "--report", options.reports,
             "FORMAT=PATH, repeatable; formats: " + conformance::report_format_names())
      ->allow_extra_args(false)
      ->group(kGroup);
}

void add_connection(CLI::App& app, CheckOptions& options) {
  constexpr const char* kGroup = "The way to the server";
  add_option(app, "--timeout", options.timeout, "Seconds for a whole answer")
      ->check(CLI::Range(0.05, 3600.0))
      ->group(kGroup);
  add_option(app, "--ca-file", options.ca_file, "PEM file of an authority to trust")
      ->check(CLI::ExistingFile)
      ->group(kGroup);
  app.add_flag("--insecure", options.insecure,
               "Take any certificate: whoever is on the way reads the credentials")
      ->group(kGroup);
}

/// A line per provider: what each variable holds.
std::string credential_variables() {
  std::string text;
  for (const ProviderInfo& provider : catalogue()) {
    for (const TestInput& input : provider.inputs) {
      text += "  " + conformance::variables_of(input) + ": " + std::string(input.meaning) + '\n';
    }
  }
  return text;
}

}  // namespace

void add_check_options(CLI::App& app, CheckOptions& options) {
  app.add_option("url", options.url,
                 "Where the server is, with or without an API's base path: "
                 "http://127.0.0.1:8080, " +
                     std::string(catalogue().front().url))
      ->envname("MOCKMETER_URL");
  add_choice(app, options);
  add_judgement(app, options);
  add_connection(app, options);
}

std::string check_footer() {
  const ProviderInfo& first = catalogue().front();
  return "Credentials come from the environment and are neither stored nor shown:\n" +
         credential_variables() +
         "Some probes need another one; what is missing is said. Of a provider without any, a "
         "mockmeter is asked\nwith those of its world `default`.\n\n"
         "Verdicts: pass, fail; warning: a SHOULD was missed; advisory: something that no sentence "
         "says outright,\nnever fails a run; unsupported: does not apply here; not run: something "
         "is missing.\n\n"
         "Exit code: 0 the server keeps the contract, 1 it does not, 2 it cannot be reached or the "
         "options are\nwrong, 3 incomplete, 70 our own fault, 130 interrupted. The last line: N "
         "passed, N failed.\n\n"
         "Examples:\n"
         "  mockmeter check http://127.0.0.1:8080\n"
         "  mockmeter check " +
         std::string(first.url) + " --provider " + std::string(first.name) +
         "\n"
         "  mockmeter check \"$URL\" --run '" +
         std::string(catalogue().back().name) +
         "/**' --report junit=out.xml\n"
         "  mockmeter check https://127.0.0.1:8443 --ca-file ca.pem";
}

conformance::Choice choice_of(const CheckOptions& options) {
  return {options.run, options.skip, conformance::Profile::kSecure, options.provider};
}

conformance::Level level_of(const CheckOptions& options) {
  return options.level == "should" ? conformance::Level::kShould : conformance::Level::kMust;
}

conformance::HttpOptions http_options_of(const CheckOptions& options) {
  const std::chrono::duration<double> timeout(options.timeout);
  return {std::chrono::round<std::chrono::milliseconds>(timeout), options.ca_file,
          options.insecure};
}

}  // namespace mockmeter::cli
