#include "tests/http/serving.h"

#include "tests/http/raw_client.h"

namespace mockmeter {

Response echo(const Request& request) {
  return json_response(200, request.method + " " + request.target + "|" + request.body);
}

std::unique_ptr<Listener> serve_under(const Limits& limits, const Service& service) {
  ListenerOptions options;
  options.limits = limits;
  auto listener = std::make_unique<Listener>(options, service);
  listener->start();
  return listener;
}

std::string answer_to(const Service& service, std::string_view bytes) {
  const auto listener = serve_under({}, service);
  RawClient client(listener->port());
  client.send(bytes);
  client.finish_sending();
  return client.read_to_end().bytes;
}

Headers fields_seen(std::string_view bytes) {
  Headers seen;
  answer_to(
      [&seen](const Request& request) {
        seen = request.headers;
        return Response{};
      },
      bytes);
  return seen;
}

}  // namespace mockmeter
