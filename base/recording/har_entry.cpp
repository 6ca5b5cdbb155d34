// An entry of a HAR, whoever wrote it; formats.h declares it.
// Source: http://www.softwareishard.com/blog/har-12-spec/, and what writers make of it: Chromium,
// mitmproxy (savehar.py) and Insomnia (har.ts).
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/recording/formats.h"
#include "base/text/base64.h"
#include "base/text/percent.h"

namespace mockmeter {
namespace {

// A reader of text takes the byte order mark off, which a size counts.
constexpr std::size_t kByteOrderMark = 3;

/// Without the pseudo-headers of HTTP/2, which Chromium writes as well.
std::vector<std::pair<std::string, std::string>> headers_of(const RecordingJson& message) {
  std::vector<std::pair<std::string, std::string>> headers;
  for (const RecordingJson& each : member(message, "headers")) {
    std::string name = text_member(each, "name");
    if (name.empty() || name.starts_with(':')) continue;
    headers.emplace_back(std::move(name), text_member(each, "value"));
  }
  return headers;
}

std::string pair_text(const RecordingJson& pair) {
  return percent_encoded(text_member(pair, "name")) + '=' +
         percent_encoded(text_member(pair, "value"));
}

/// "a=1&b=2" of a list of names and values.
std::string form_text(const RecordingJson& pairs) {
  std::string form;
  for (const RecordingJson& pair : pairs) form += (form.empty() ? "" : "&") + pair_text(pair);
  return form;
}

/// Insomnia leaves the parameters of a request out of its URL.
std::string url_of(const RecordingJson& request) {
  std::string url = text_member(request, "url");
  url.resize(std::min(url.find('#'), url.size()));
  const RecordingJson& pairs = member(request, "queryString");
  if (url.find('?') != url.npos || !pairs.is_array() || pairs.empty()) return url;
  return url + '?' + form_text(pairs);
}

/// A text, or base64 of other bytes.
void set_body(RecordedMessage& message, std::string text, const std::string& encoding) {
  message.body = std::move(text);
  if (encoding.empty()) return;
  auto bytes = encoding == "base64" ? base64_decode(message.body) : std::nullopt;
  if (!bytes) message.incomplete = "its encoding " + encoding + " cannot be read";
  message.body = std::move(bytes).value_or("");
}

RecordedMessage request_of(const RecordingJson& request) {
  RecordedMessage message;
  message.headers = headers_of(request);
  const RecordingJson& data = member(request, "postData");
  if (member(data, "text").is_string()) {
    set_body(message, text_member(data, "text"), text_member(data, "_encoding"));
  } else if (member(data, "params").is_array()) {
    message.body = form_text(data["params"]);
  }
  undo_codings(message);
  return message;
}

/// The size that `content` states; 0 when it states none. That of mitmproxy is the size of what
/// was sent, which "compression" tells.
std::size_t stated_size(const RecordingJson& content) {
  const RecordingJson& size = member(content, "size");
  const RecordingJson& compression = member(content, "compression");
  const bool is_decoded = !compression.is_number_integer() || compression == 0;
  return is_decoded && size.is_number_integer() && size > 0 ? size.get<std::size_t>() : 0;
}

RecordedMessage response_of(const RecordingJson& response) {
  RecordedMessage message;
  message.headers = headers_of(response);
  const RecordingJson& content = member(response, "content");
  const std::size_t size = stated_size(content);
  set_body(message, text_member(content, "text"), text_member(content, "encoding"));
  const bool is_cut = message.body.size() + kByteOrderMark < size;
  if (message.incomplete.empty() && is_cut) {
    message.incomplete =
        message.body.empty() ? "the recording has no body" : cut_text(message.body.size(), size);
  }
  undo_codings(message);
  return message;
}

}  // namespace

RecordedExchange har_exchange(const RecordingJson& entry, const std::string& place) {
  const RecordingJson& request = member(entry, "request");
  RecordedExchange exchange = make_exchange(entry, url_of(request), place);
  exchange.request = request_of(request);
  exchange.response = response_of(member(entry, "response"));
  exchange.started = parse_rfc3339_any_case(text_member(entry, "startedDateTime"));
  return exchange;
}

}  // namespace mockmeter
