#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/files/atomic_file.h"
#include "base/text/wording.h"
#include "cli/commands/command.h"
#include "server/control/recording/recorded_world.h"
#include "server/control/world_file.h"

namespace mockmeter::cli {
namespace {

struct WorldOptions {
  std::vector<std::string> from;
  std::string output;  // empty: stdout
  std::string name = "recorded";
};

void explain(const RecordedWorld& world, const WorldOptions& options) {
  std::cerr << "mockmeter: a world of " << world.used << " recorded calls until "
            << format_rfc3339(world.until) << '\n';
  for (const std::string& section : world.sections) std::cerr << "  " << section << '\n';
  for (const std::string& each : world.left_out) std::cerr << "  left out: " << each << '\n';
  if (options.output.empty()) return;
  std::cerr << "Serve it: mockmeter serve --world " << options.output << " --clock "
            << format_rfc3339(world.until) << '\n';
}

int make(const WorldOptions& options) {
  std::optional<AtomicFile> file;
  if (!options.output.empty()) file.emplace("--output", options.output);
  const RecordedWorld world = make_world(options.name, options.from);
  load_world(world.document, 1);  // what is written can be served
  const std::string text = world.document.dump(1) + '\n';
  if (file) {
    file->publish(text);
  } else {
    std::cout << text;
  }
  explain(world, options);
  return kExitOk;
}

std::string world_footer() {
  return "A recording is a HAR of anyone (a browser, a proxy, `mockmeter check --report har=FILE`) "
         "or the NDJSON\nreport of `check`: of " +
         join_names(recordable_apis()) +
         ". A file of `serve --journal-file` has no\nbodies of responses, so no world is made of "
         "it. A later file replaces what it has of the same. The world\nhas none of the ids, names "
         "and secrets of the recording: the same id is always replaced by the same one.\nWhat was "
         "not recorded is generated; `mockmeter explain --world FILE ID` tells which values those "
         "are.\n\n"
         "Exit code: 0 written; 2 a file cannot be used, and nothing is written.\n\n"
         "Examples:\n"
         "  mockmeter world --from monday.har --from tuesday.har --output ours.json\n"
         "  mockmeter serve --world ours.json --clock 2026-05-20T12:00:00Z";
}

}  // namespace

Command add_world(CLI::App& app) {
  CLI::App* sub =
      app.add_subcommand("world", "Make a world of recordings, to serve what an account has");
  sub->footer(world_footer());
  const auto options = std::make_shared<WorldOptions>();
  // No environment variables: these name files of one call.
  sub->add_option("--from", options->from,
                  "Recordings, repeatable; a later one replaces what it has of the same")
      ->required();
  sub->add_option("-o,--output", options->output, "File to write; stdout when it is missing");
  sub->add_option("--name", options->name, "Name of the world")
      ->capture_default_str()
      ->check(CLI::Validator(
          [](std::string& name) {
            return name.empty() || name.size() > 100 ? "use 1 to 100 bytes" : std::string();
          },
          ""));
  return {sub, [options] { return make(*options); }};
}

}  // namespace mockmeter::cli
