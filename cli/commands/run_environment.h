#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/process/child_process.h"

namespace mockmeter::cli {

/// What a command has to know about a mock.
struct MockAddress {
  std::string url;          ///< without a trailing slash
  std::string admin_url;    ///< likewise
  std::string admin_token;  ///< empty = none is asked for
  std::string trust_file;   ///< PEM, with the authority to trust; empty = none to be trusted
};

/// A variable that was set already, and stays.
struct KeptVariable {
  std::string name;
  std::string value;
  bool is_url = false;  ///< no secret, and may be shown
};

struct RunEnvironment {
  Environment set;
  std::vector<KeptVariable> kept;
};

/// What the command gets beside our own environment, which `look_up` reads.
RunEnvironment run_environment(
    const MockAddress& mock,
    const std::function<std::optional<std::string>(const std::string&)>& look_up);

/// The environment of this process.
std::optional<std::string> environment_variable(const std::string& name);

/// Every variable with its meaning, one a line.
std::string describe_run_environment();

}  // namespace mockmeter::cli
