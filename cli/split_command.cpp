#include "cli/split_command.h"

#include <wordexp.h>

#include <stdexcept>

namespace mockmeter::cli {
namespace {

struct WordExpansion {
  ~WordExpansion() { wordfree(&words); }
  wordexp_t words{};
};

const char* reason_of(int error) {
  switch (error) {
    case WRDE_BADCHAR:
      return "one of | & ; < > ( ) { } or a line break is not quoted, and no shell runs it: put "
             "that into a script";
    case WRDE_CMDSUB:
      return "it runs another command within: put that into a script";
    case WRDE_SYNTAX:
      return "a quote is not closed";
    default:
      return "it cannot be split into words";
  }
}

}  // namespace

std::vector<std::string> split_command(const std::string& option, const std::string& text) {
  WordExpansion split;
  const int error = wordexp(text.c_str(), &split.words, WRDE_NOCMD);
  const bool is_empty = error == 0 && split.words.we_wordc == 0;
  if (error != 0 || is_empty) {
    throw std::invalid_argument(
        option + " \"" + text + "\": " +
        (is_empty ? "it has no word: give a program and its arguments" : reason_of(error)));
  }
  return {split.words.we_wordv, split.words.we_wordv + split.words.we_wordc};
}

}  // namespace mockmeter::cli
