// A client of usage APIs behind the adapter protocol of `mockmeter conform`; see README.md.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string_view>

#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/operations/operation.h"
#include "conformance/adapters/reference/protocol/adapter.h"

namespace {

constexpr std::string_view kUsage =
    "usage: mockmeter_reference_client [--mutant=NAME ...] [--quirk=NAME ...]\n"
    "       mockmeter_reference_client --list-mutants | --list-quirks\n"
    "Speaks the adapter protocol of `mockmeter conform` on stdin and stdout. Each --mutant "
    "switches a\n"
    "fault on that real clients have had, each --quirk something unusual that no client can be\n"
    "blamed for, so that the suite can be tried.\n";

void list(const auto& table) {
  for (const auto& row : table) std::cout << row.name << '\t' << row.line << '\n';
}

struct Options {
  reference::MutantSet mutants;
  reference::QuirkSet quirks;
};

/// Throws std::invalid_argument with what to tell.
void add(Options& options, std::string_view argument) {
  const std::size_t equals = std::min(argument.find('='), argument.size());
  const std::string_view name = argument.substr(std::min(equals + 1, argument.size()));
  if (argument.substr(0, equals) == "--mutant") {
    options.mutants.add(name, "mutant");
  } else if (argument.substr(0, equals) == "--quirk") {
    options.quirks.add(name, "quirk");
  } else {
    throw std::invalid_argument(std::string(kUsage));
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--list-mutants") return list(reference::kMutants), EXIT_SUCCESS;
    if (argument == "--list-quirks") return list(reference::kQuirks), EXIT_SUCCESS;
    if (argument == "--help") return std::cout << kUsage, EXIT_SUCCESS;
    try {
      add(options, argument);
    } catch (const std::invalid_argument& error) {
      std::cerr << error.what() << '\n';
      return 2;
    }
  }
  try {
    reference::operations();
  } catch (const std::invalid_argument& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
  // A connection that the server has closed is an error of a call, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);  // reading would flush stdout, behind the backs of those who write to it
  reference::serve(std::cin, std::cout, options.mutants, options.quirks);
}
