#pragma once

#include <memory>
#include <string>

#include "server/control/journal/journal.h"

namespace mockmeter::testing {

/// The record of "METHOD target" with these headers, answered with `status`.
inline std::shared_ptr<const ExchangeRecord> record_of(std::string method, std::string target,
                                                       const Operation* operation = nullptr,
                                                       int status = 200, Headers headers = {}) {
  const Request request{std::move(method), std::move(target), std::move(headers), ""};
  return make_record(request, {}, operation, json_response(status, "{}"), SecretLabels());
}

}  // namespace mockmeter::testing
