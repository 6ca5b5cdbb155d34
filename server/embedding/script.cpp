#include "server/embedding/script.h"

#include <atomic>
#include <stdexcept>
#include <string>

#include "server/api/operation.h"
#include "server/control/faults/fault.h"
#include "server/control/faults/kinds.h"
#include "server/control/problem.h"
#include "server/http/gzip.h"

namespace mockmeter {
namespace {

/// A fault that needs neither a vendor nor an operation: it only shapes what is there.
Fault parse_delivery(const std::string& text) {
  Fault fault = parse_fault(text);
  const bool is_whole = !fault.times && fault.skip == 0 && fault.p == Fault::kAlways;
  if (fault.kind->apply_faults == nullptr || fault.kind->needs != Requires::kNothing || !is_whole) {
    throw std::invalid_argument("delivery \"" + text +
                                "\" cannot shape a scripted response: use a fault such as "
                                "delay=300ms, truncate=64, reset, empty, hang or html, alone");
  }
  return fault;
}

Response response_of(const ScriptedResponse& scripted) {
  Response response{scripted.status, {}, scripted.body, {}};
  for (const auto& [name, value] : scripted.headers) response.headers.add(name, value);
  if (scripted.gzip) {
    response.body = Gzip().compress(scripted.body);
    if (!response.headers.get("Content-Encoding")) response.headers.add("Content-Encoding", "gzip");
  }
  response.delivery.chunked = scripted.chunked;
  if (scripted.close) response.delivery.end = Delivery::End::kClose;
  return response;
}

}  // namespace

Script::Script(const std::vector<ScriptedResponse>& responses) {
  for (const ScriptedResponse& scripted : responses) {
    Line line{response_of(scripted), {}};
    for (const std::string& text : scripted.delivery) line.delivery.push_back(parse_delivery(text));
    lines_.push_back(std::move(line));
  }
}

Response Script::next(const Request& request, const MockState& mock) {
  std::size_t number = 0;
  {
    const std::scoped_lock lock(mutex_);
    number = next_++;
  }
  if (number >= lines_.size()) {
    return problem(500, "The script has ended",
                   "it has " + std::to_string(lines_.size()) + " responses, and this is request " +
                       std::to_string(number + 1));
  }
  Line line = lines_[number];
  const auto state = mock.current();
  std::atomic<std::uint64_t> serials{0};
  Serial serial(serials);
  const RequestContext context{request, {}, *state->world, state->variants, state->clock.now(),
                               serial};
  const OperationInfo none{};
  for (const Fault& fault : line.delivery) {
    fault.kind->apply_faults({line.response, fault, context, none});
  }
  return std::move(line.response);
}

}  // namespace mockmeter
