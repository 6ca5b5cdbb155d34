#include "conformance/report/html/page.h"

#include <array>
#include <stdexcept>

#include "schemas/data/embedded_files.h"

namespace mockmeter {

EmbeddedFiles page_table();  // the build makes it

namespace conformance {
namespace {

/// Each may use what those before it define.
constexpr std::array<std::string_view, 9> kScripts{"dom.js",   "model.js",  "filter.js",
                                                   "copy.js",  "detail.js", "grid.js",
                                                   "bench.js", "keys.js",   "main.js"};

}  // namespace

std::string_view page_file(std::string_view name) {
  const auto file = find_file(page_table(), "conformance/report/html/" + std::string(name));
  if (!file) throw std::logic_error("the program carries no " + std::string(name));
  return *file;
}

std::string page_script() {
  std::string script = "(() => {\n'use strict';\n";
  for (const std::string_view name : kScripts) script += page_file(name);
  return script + "})();\n";
}

}  // namespace conformance
}  // namespace mockmeter
