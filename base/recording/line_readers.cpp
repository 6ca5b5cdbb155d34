// Files of a JSON object on each line; formats.h declares their readers.
#include <nlohmann/json.hpp>
#include <utility>

#include "base/http/target_uri.h"
#include "base/recording/formats.h"
#include "base/text/base64.h"

namespace mockmeter {
namespace {

/// Calls `use` with each line and its place, "run.ndjson:17". Empty lines are passed over.
template <typename Use>
void for_each_line(FileBytes& bytes, Use use) {
  for (std::size_t number = 1; !bytes.at_end(); ++number) {
    bool is_ended = false;
    const std::string text = bytes.line(is_ended);
    if (text.find_first_not_of(" \t\r") == text.npos) continue;
    const std::string place = bytes.path() + ':' + std::to_string(number);
    const RecordingJson line = RecordingJson::parse(text, nullptr, false);
    if (!line.is_object()) {
      throw RecordingError(place + ": " +
                           (is_ended ? std::string("no JSON object") + kRecordings
                                     : std::string("the line is cut") + kRecordAgain));
    }
    use(line, place);
  }
}

/// Source: conformance/report/stream/events.h.
RecordedMessage report_message(const RecordingJson& document) {
  RecordedMessage message;
  for (const RecordingJson& pair : member(document, "headers")) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) {
      continue;
    }
    message.headers.emplace_back(pair[0], pair[1]);
  }
  const RecordingJson& body = member(document, "body");
  const bool is_text = member(body, "text").is_string();
  message.body =
      is_text ? text_member(body, "text") : base64_decode(text_member(body, "base64")).value_or("");
  const RecordingJson& size = member(body, "size");
  if (member(body, "cut") == true && size.is_number_unsigned()) {
    message.incomplete = cut_text(message.body.size(), size.get<std::size_t>());
  }
  undo_codings(message);
  return message;
}

RecordedExchange report_exchange(const RecordingJson& document, const std::string& place) {
  const RecordingJson& request = member(document, "request");
  RecordedExchange exchange = make_exchange(
      document, target_uri(text_member(document, "origin"), text_member(request, "target")), place);
  exchange.request = report_message(request);
  exchange.response = report_message(member(document, "response"));
  exchange.started = parse_rfc3339_any_case(text_member(document, "at"));
  return exchange;
}

/// Source: WireMock's journal: one value as itself, several as a list.
std::vector<std::pair<std::string, std::string>> journal_headers(const RecordingJson& message) {
  std::vector<std::pair<std::string, std::string>> headers;
  for (const auto& [name, value] : member(message, "headers").items()) {
    const RecordingJson values = value.is_array() ? value : RecordingJson::array({value});
    for (const RecordingJson& each : values) {
      if (each.is_string()) headers.emplace_back(name, each);
    }
  }
  return headers;
}

RecordedExchange journal_exchange(const RecordingJson& event, const std::string& place) {
  const RecordingJson& request = member(event, "request");
  const RecordingJson& response = member(event, "response");
  RecordedExchange exchange = make_exchange(event, text_member(request, "absoluteUrl"), place);
  exchange.request = {journal_headers(request), text_member(request, "body"), {}};
  exchange.response.headers = journal_headers(response);
  if (member(response, "bodySize") != 0) {
    exchange.response.incomplete = "a journal file keeps no bodies of responses";
  }
  exchange.started = parse_rfc3339_any_case(text_member(request, "loggedDateString"));
  return exchange;
}

}  // namespace

RecordingSummary read_ndjson(FileBytes& bytes, const TakeExchange& take) {
  RecordingSummary summary;
  bool has_footer = false;
  for_each_line(bytes, [&](const RecordingJson& line, const std::string& place) {
    has_footer = has_footer || text_member(line, "type") == "footer";
    std::size_t number = 0;
    for (const RecordingJson& each : member(line, "exchanges")) {
      take(report_exchange(each, place + ": exchange " + std::to_string(++number)));
    }
    summary.exchanges += number;
    const RecordingJson& left_out = member(line, "exchanges_left_out");
    if (left_out.is_number_unsigned()) summary.left_out += left_out.get<std::size_t>();
  });
  if (has_footer) return summary;
  throw RecordingError(bytes.path() +
                       ": no footer follows: the run was interrupted, or its file "
                       "was cut" +
                       kRecordAgain);
}

RecordingSummary read_journal(FileBytes& bytes, const TakeExchange& take) {
  RecordingSummary summary;
  for_each_line(bytes, [&](const RecordingJson& line, const std::string& place) {
    take(journal_exchange(line, place));
    ++summary.exchanges;
  });
  return summary;
}

}  // namespace mockmeter
