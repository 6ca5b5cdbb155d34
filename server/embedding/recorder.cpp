#include "server/embedding/recorder.h"

namespace mockmeter {
namespace {

Exchange::Headers copy(const Headers& headers) { return {headers.begin(), headers.end()}; }

}  // namespace

std::size_t Recorder::begin(const Request& request) {
  Exchange exchange;
  exchange.method = request.method;
  exchange.target = request.target;
  exchange.headers = copy(request.headers);
  exchange.body = request.body;
  exchange.connection = request.connection;
  exchange.received_at = stopwatch_.elapsed();
  const std::scoped_lock lock(mutex_);
  exchanges_.push_back(std::move(exchange));
  return exchanges_.size() - 1;
}

void Recorder::finish(std::size_t place, Response& response) {
  response.on_cache_hit = nullptr;
  const std::scoped_lock lock(mutex_);
  Exchange& exchange = exchanges_[place];
  exchange.status = response.status;
  exchange.response_headers = copy(response.headers);
  exchange.response_body = response.body;
  exchange.responded_at = stopwatch_.elapsed();
}

std::vector<Exchange> Recorder::exchanges() const {
  const std::scoped_lock lock(mutex_);
  return exchanges_;
}

}  // namespace mockmeter
