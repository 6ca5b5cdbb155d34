#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/http/listener.h"

namespace mockmeter {

/// Answers with the request itself: "METHOD target|body".
Response echo(const Request& request);

/// A listener of its own, serving.
std::unique_ptr<Listener> serve_under(const Limits& limits, const Service& service);

/// All that a client gets which sends these bytes and ends.
std::string answer_to(const Service& service, std::string_view bytes);

/// The fields of a request as the service meets them.
Headers fields_seen(std::string_view bytes);

}  // namespace mockmeter
