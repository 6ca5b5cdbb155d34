// A client of the three APIs behind the adapter protocol of `mockmeter conform`; see README.md.
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string_view>

#include "conformance/adapters/reference/adapter.h"

namespace {

constexpr std::string_view kUsage =
    "usage: mockmeter_reference_client [--bug=NAME ...]\n"
    "       mockmeter_reference_client --list-bugs\n"
    "Speaks the adapter protocol of `mockmeter conform` on stdin and stdout. Each --bug switches "
    "a\n"
    "fault on that real clients have had, so that the suite can be tried.\n";

void list_bugs() {
  for (const reference::BugRow& row : reference::bug_table()) {
    std::cout << row.name << '\t' << row.line << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  reference::Bugs bugs;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    constexpr std::string_view kBug = "--bug=";
    if (argument == "--list-bugs") return list_bugs(), EXIT_SUCCESS;
    if (argument == "--help") return std::cout << kUsage, EXIT_SUCCESS;
    try {
      if (argument.substr(0, kBug.size()) != kBug) throw std::invalid_argument(std::string(kUsage));
      bugs.add(argument.substr(kBug.size()));
    } catch (const std::invalid_argument& error) {
      std::cerr << error.what() << '\n';
      return 2;
    }
  }
  // A connection that the server has closed is an error of a call, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);  // reading would flush stdout, behind the backs of those who write to it
  reference::serve(std::cin, std::cout, bugs);
}
