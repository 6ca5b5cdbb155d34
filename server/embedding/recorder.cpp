#include "server/embedding/recorder.h"

#include "server/api/sent_part.h"

namespace mockmeter {
namespace {

Exchange::Headers copy(const Headers& headers) { return {headers.begin(), headers.end()}; }

}  // namespace

std::size_t Recorder::begin(const Request& request, std::uint64_t open_connections) {
  Exchange exchange;
  exchange.method = request.method;
  exchange.target = request.target;
  exchange.headers = copy(request.headers);
  exchange.body = request.body;
  exchange.connection = request.connection;
  exchange.open_connections = open_connections;
  exchange.received_at = stopwatch_.elapsed();
  exchange.received_on = machine_time();
  const std::scoped_lock lock(mutex_);
  exchanges_.push_back(std::move(exchange));
  return exchanges_.size() - 1;
}

void Recorder::finish(std::size_t place, Response& response) {
  response.on_cache_hit = nullptr;
  const SentPart sent = sent_part_of(response);
  const std::scoped_lock lock(mutex_);
  Exchange& exchange = exchanges_[place];
  exchange.status = response.status;
  exchange.response_headers = copy(response.headers);
  exchange.response_body = response.body;
  exchange.error = sent.error;
  exchange.sent_status = sent.status;
  exchange.sent_body_size = sent.body_size;
  exchange.responded_at = stopwatch_.elapsed();
}

std::vector<Exchange> Recorder::exchanges() const {
  const std::scoped_lock lock(mutex_);
  return exchanges_;
}

}  // namespace mockmeter
