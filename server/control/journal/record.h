#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/message.h"
#include "server/api/operation.h"
#include "server/control/journal/secrets.h"

namespace mockmeter {

/// Header fields in one piece of memory, in their order: cheap to make and to throw away.
class PackedFields {
 public:
  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  void add(std::string_view name, std::string_view value);
  std::vector<std::pair<std::string_view, std::string_view>> all() const;
  std::size_t memory() const { return bytes_.capacity(); }

 private:
  std::string bytes_;  // length name length value ...
};

/// One exchange as it may be shown: secrets are redacted. Immutable; shared by all entries that
/// were answered with the very same response.
struct ExchangeRecord {
  const Operation* operation = nullptr;  ///< null: unmatched, no operation fits
  std::string credential;                ///< as shown, without its scheme; empty = none was sent
  bool looks_live = false;               ///< something in it looks like a real vendor's credential
  std::string method;
  std::string target;             ///< raw but for secrets
  bool secret_in_target = false;  ///< there was one
  PackedFields fields;
  std::string body;
  int status = 0;  ///< 0 = nothing left that HTTP would call a response
  PackedFields response_fields;
  std::size_t response_size = 0;    ///< bytes of the body that left, before any compression
  std::string_view error{};         ///< as browsers name it; empty = the response left whole
  std::vector<std::string> faults;  ///< that fired: "empty,times=1"
  Traits traits;                    ///< of the response

  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
  std::string_view query() const;  ///< behind the "?"; empty when there is none
  std::size_t memory() const;      ///< in bytes, roughly
};

/// The record of a request that carries `credential`, and of what leaves of its response. Secrets
/// are redacted.
std::shared_ptr<const ExchangeRecord> make_record(
    const Request& request, const Credential& credential, const Operation* operation,
    const Response& response, const SecretLabels& names, std::vector<std::string> faults = {});

}  // namespace mockmeter
