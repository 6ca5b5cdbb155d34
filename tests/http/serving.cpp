#include "tests/http/serving.h"

#include "tests/http/raw_client.h"

namespace mockmeter {

Response echo(const Request& request) {
  return json_response(200, request.method + " " + request.target + "|" + request.body);
}

Service planned(const Delivery& delivery, const std::string& body) {
  return [delivery, body](const Request& request) {
    Response response = json_response(200, body);
    if (request.path() != "/plain") response.delivery = delivery;
    return response;
  };
}

Instant noon() { return *parse_rfc3339("2026-05-20T12:00:00Z"); }

ListenerOptions noon_options() {
  ListenerOptions options;
  options.now = noon;
  return options;
}

std::unique_ptr<Listener> serve(const Service& service, const ListenerOptions& options) {
  auto listener = std::make_unique<Listener>(options, service);
  listener->start();
  return listener;
}

std::unique_ptr<Listener> serve_under(const Limits& limits, const Service& service) {
  ListenerOptions options = noon_options();
  options.limits = limits;
  return serve(service, options);
}

std::string response_to(const Listener& listener, std::string_view bytes) {
  RawClient client(listener.port());
  client.send(bytes);
  client.finish_sending();
  return client.read_to_end().bytes;
}

std::string response_to(const Service& service, std::string_view bytes) {
  return response_to(*serve(service), bytes);
}

Headers fields_seen(std::string_view bytes) {
  Headers seen;
  response_to(
      [&seen](const Request& request) {
        seen = request.headers;
        return Response{};
      },
      bytes);
  return seen;
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

}  // namespace mockmeter
