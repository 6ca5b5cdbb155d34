#include <iostream>
#include <memory>
#include <string>

#include "base/files/file_text.h"
#include "cli/commands/command.h"
#include "conformance/model/json.h"

namespace mockmeter::cli {
namespace {

/// What it says to a line of the protocol.
conformance::Json reply_to(const conformance::Json& message, const std::string& response) {
  if (message.value("type", "") == "hello") {
    return {{"type", "hello"},
            {"client", {{"name", "floor"}, {"version", ""}, {"language", "C++"}}},
            {"parallel", 1024}};
  }
  return {{"id", message.value("id", "")}, {"result_text", response}};
}

int serve(const std::string& path) {
  const std::string response = file_text(path).value_or("");
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << reply_to(conformance::Json::parse(line), response).dump() << std::endl;
  }
  return kExitOk;
}

}  // namespace

Command add_bench_floor(CLI::App& app) {
  CLI::App* sub = app.add_subcommand(
      kFloorCommand, "An adapter that asks nobody: every call gets the same reply from a file");
  sub->group("");  // for `bench --client` alone
  const auto path = std::make_shared<std::string>();
  sub->add_option("file", *path, "The reply, JSON")->required();
  return {sub, [path] { return serve(*path); }};
}

}  // namespace mockmeter::cli
