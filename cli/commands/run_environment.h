#pragma once

#include <string>
#include <vector>

#include "base/process/child_process.h"
#include "base/process/environment.h"

namespace mockmeter::cli {

/// What a command has to know about a mock.
struct MockAddress {
  std::string url;          ///< without a trailing slash
  std::string admin_url;    ///< likewise
  std::string admin_token;  ///< empty = none is asked for
  std::string trust_file;   ///< PEM, with what to trust; empty = nothing more
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
RunEnvironment run_environment(const MockAddress& mock, const VariableReader& look_up);

/// Every variable with its meaning, one a line; and where known clients take their base URL from.
std::string describe_run_environment();

}  // namespace mockmeter::cli
