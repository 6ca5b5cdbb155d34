#pragma once

#include <chrono>
#include <string>

#include "conformance/adapter/adapter.h"
#include "tests/support/scratch.h"

namespace mockmeter::conformance {

/// An adapter in sh. Its script may use
///   next         reads a line into $line; ends the shell at EOF. $id and $op are the call's
///   hello        answers hello
///   result JSON  answers the call
///   is_hello     whether $line is hello
AdapterOptions shell_adapter(const std::string& script);

/// Answers every call with its process id until its stdin is closed.
inline constexpr const char* kLoop = "while next; do is_hello && hello || result $$; done";

Call a_call(const std::string& operation = "test.call");

/// Longer than any call of a test takes.
inline constexpr std::chrono::milliseconds kCallLimit{20'000};

}  // namespace mockmeter::conformance
