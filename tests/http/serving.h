#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/listener.h"

namespace mockmeter {

/// Answers with the request itself: "METHOD target|body".
Response echo(const Request& request);

/// Answers with `body`, delivered like this; "/plain" is delivered at once.
Service planned(const Delivery& delivery, const std::string& body = "0123456789");

/// 2026-05-20T12:00:00Z.
Instant noon();

/// Options of a listener for which it is always noon().
ListenerOptions noon_options();

/// A listener of its own, serving.
std::unique_ptr<Listener> serve(const Service& service,
                                const ListenerOptions& options = noon_options());
std::unique_ptr<Listener> serve_under(const Limits& limits, const Service& service);

/// All that a client gets which sends these bytes and ends.
std::string response_to(const Listener& listener, std::string_view bytes);
std::string response_to(const Service& service, std::string_view bytes);

/// The fields of a request as the service meets them.
Headers fields_seen(std::string_view bytes);

std::chrono::milliseconds since(std::chrono::steady_clock::time_point start);

}  // namespace mockmeter
