#pragma once

#include <memory>
#include <string>

#include "server/control/journal/record.h"
#include "server/metering/json.h"

// A record of the journal as text that a store keeps. What is no UTF-8 becomes U+FFFD.
namespace mockmeter {

/// [["Host","localhost"],...]: in their order, and a name may come twice.
std::string text_of(const PackedFields& fields);
PackedFields read_fields(const Json& fields);
std::string text_of(const std::vector<std::string>& faults);

/// Appends a record as a JSON array.
void append_record(std::string& out, const ExchangeRecord& record);
/// Throws Json::exception when this is no array of append_record().
std::shared_ptr<const ExchangeRecord> read_record(const Json& row);

}  // namespace mockmeter
