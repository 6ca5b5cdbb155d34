#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/call.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// The messages of the protocol, each held to its schema in schemas/adapter. Lines that are sent
/// end with their newline; std::logic_error when one would break its schema: our own fault.
std::string hello_line(const std::vector<std::string>& operations);
std::string call_line(const std::string& id, const Call& call);

/// An id that says nothing, and that nobody can guess: 128 random bits.
std::string new_id();

/// What a line from an adapter seems to be.
struct Message {
  enum class Kind {
    kHello,
    kReply,    ///< to the call `id`
    kRefusal,  ///< a reply to something without an id: to hello
    kNoise,    ///< no message at all
  };
  Kind kind = Kind::kNoise;
  std::string id;
  Json body;
};
Message read_message(std::string_view line);

/// Throws std::runtime_error that says what is wrong with it.
ClientInfo to_hello(const Json& body);

/// How the call ended; kCrashed with what is wrong when the reply is not what it has to be.
CallOutcome to_outcome(Json body);

}  // namespace mockmeter::conformance
