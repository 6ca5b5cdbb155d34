#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mockmeter {

class SecretLabels;
struct FaultKind;

inline constexpr std::string_view kFaultGrammar =
    "KIND[=VALUE][,times=N][,skip=N][,p=0.2][,op=ID][,key=CREDENTIAL]";

/// One fault as it was asked for, see kFaultGrammar.
struct Fault {
  static constexpr std::uint32_t kAlways = 1'000'000;

  const FaultKind* kind = nullptr;     ///< a row of fault_kinds(); never null
  std::string value;                   ///< as written; empty = none
  std::int64_t number = 0;             ///< what the value means, in the kind's unit
  std::optional<std::uint64_t> times;  ///< how often it fires; empty = until it is removed
  std::uint64_t skip = 0;              ///< how many requests of its scope it lets pass first
  std::uint32_t p = kAlways;           ///< of a million requests, how many it fires at
  std::string op;                      ///< operation id; empty = any
  std::string key;                     ///< a credential's name in the world; empty = any
};

/// Back in the grammar, options in the order of the grammar.
std::string to_string(const Fault& fault);

/// A text that is no fault. what() is one line that says where, what was expected and what found.
class FaultSyntaxError : public std::invalid_argument {
 public:
  /// `position`: of the first character of `found` in `text`, from 0.
  FaultSyntaxError(std::string_view text, std::size_t position, std::string_view expected,
                   std::string_view found);

  const std::string& expected() const { return expected_; }
  const std::string& found() const { return found_; }  ///< in quotes, with its place

 private:
  std::string expected_;
  std::string found_;
};

/// The one parser behind every way in. All or nothing: throws FaultSyntaxError.
/// No blanks; each option once; `op` must be an operation that the kind can act on.
Fault parse_fault(std::string_view text);

/// The same for a fault that has to wait for requests: `key` may be a credential's secret, too, and
/// must be one of `credentials`; the fault then has its name.
Fault parse_fault(std::string_view text, const SecretLabels& credentials);

}  // namespace mockmeter
