#include <algorithm>
#include <optional>

#include "base/http/har.h"
#include "base/tables.h"
#include "server/control/admin/routes.h"
#include "server/control/journal/listing.h"
#include "server/control/journal/near_misses.h"
#include "server/control/journal/pattern.h"
#include "server/control/journal/verify.h"
#include "server/control/journal/wiremock_json.h"
#include "server/control/problem.h"
#include "server/control/version.h"

namespace mockmeter::admin {
namespace {

// Choice: as many unmatched requests get their near misses unless ?limit says more; WireMock
// writes all, which may be tens of megabytes.
constexpr std::uint64_t kUsualNearMisses = 100;

Response refuse_query(const std::vector<ValidationError>& faults) {
  return problem(400, "The query cannot be understood", "nothing was listed", faults);
}

Response refuse_pattern(const std::vector<ValidationError>& faults) {
  return problem(422, "The request pattern cannot be understood", "nothing was looked for", faults);
}

Json near_misses_of(const AdminRequest& call, const JournalEntry& entry) {
  const ExchangeRecord& record = *entry.record;
  Json list = Json::array();
  for (const NearMiss& miss : closest_operations(
           record.method, record.path(), call.mock.providers(), *call.mock.world(), entry.when)) {
    list.push_back({{"request", logged_request(entry, call.mock.journal().scheme())},
                    {"stubMapping",
                     {{"name", miss.operation == nullptr ? "not mocked" : miss.operation->id},
                      {"request", {{"method", miss.method}, {"urlPathTemplate", miss.route}}}}},
                    {"matchResult", {{"distance", miss.distance}}},
                    {"differences", miss.differences}});
  }
  return list;
}

Json events(const AdminRequest& call, const std::vector<JournalEntry>& entries) {
  Json list = Json::array();
  for (const JournalEntry& entry : entries) {
    list.push_back(serve_event(entry, call.mock.journal().scheme()));
  }
  return list;
}

/// WireMock's response to what looks for requests.
Json found_document(const AdminRequest& call, const std::vector<JournalEntry>& entries,
                    bool inconclusive) {
  Json list = Json::array();
  for (const JournalEntry& entry : entries) {
    list.push_back(logged_request(entry, call.mock.journal().scheme()));
  }
  Json document = {{"requests", std::move(list)},
                   {"requestJournalDisabled", call.mock.journal().is_disabled()}};
  if (inconclusive) document["inconclusive"] = true;
  return document;
}

/// The entry that the path names; empty when there is none.
std::optional<JournalEntry> named_entry(const AdminRequest& call) {
  const auto number = number_of(call.segment);
  const auto entries = call.mock.journal().snapshot().entries;
  const JournalEntry* found = find_by(entries, &JournalEntry::number, number);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

Response no_such_entry(const AdminRequest& call) {
  return problem(404, "No such entry",
                 "no entry has the id or number " + std::string(call.segment) +
                     "; it may have been dropped, see \"dropped\" of GET /__admin/requests");
}

std::vector<JournalEntry> matching(const RequestPattern& pattern,
                                   const Journal::Snapshot& journal) {
  std::vector<JournalEntry> entries;
  std::copy_if(journal.entries.begin(), journal.entries.end(), std::back_inserter(entries),
               [&](const JournalEntry& entry) { return pattern.matches(*entry.record); });
  return entries;
}

/// The newest first.
Listing unmatched_entries(const Journal::Snapshot& journal, std::optional<std::uint64_t> limit) {
  ListingQuery query;
  query.limit = limit;
  query.unmatched = true;
  Listing listing = list_entries(journal, query);
  listing.inconclusive = std::ranges::any_of(
      journal.dropped, [](const auto& dropped) { return dropped.first.operation == nullptr; });
  return listing;
}

CountBounds bounds_of(const Json& body) {
  CountBounds bounds;
  if (body.contains("atMost")) bounds = {0, body.at("atMost").get<std::uint64_t>()};
  bounds.at_least = body.value("atLeast", bounds.at_least);
  return bounds;
}

std::string expectation_words(const CountBounds& bounds, const MatchCount& count) {
  std::string words = "expected at least " + std::to_string(bounds.at_least);
  if (bounds.at_most) words += " and at most " + std::to_string(*bounds.at_most);
  words += ", found " + std::to_string(count.kept);
  if (count.dropped > 0) {
    words += " and up to " + std::to_string(count.dropped) +
             " more among the entries that were dropped (see --journal-size)";
  }
  return words;
}

}  // namespace

Response list_requests(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  const ListingQuery query = read_listing_query(call.query, faults);
  if (!faults.empty()) return refuse_query(faults);
  const auto journal = call.mock.journal().snapshot();
  const Listing listing = list_entries(journal, query);
  Json meta = {{"total", journal.entries.size()},
               {"next", listing.next},
               {"counts", counts_document(journal.answered)},
               {"dropped", counts_document(journal.dropped)}};
  if (listing.inconclusive) meta["inconclusive"] = true;
  return json_document(200, {{"requests", events(call, listing.entries)},
                             {"meta", std::move(meta)},
                             {"requestJournalDisabled", call.mock.journal().is_disabled()}});
}

Response clear_requests(const AdminRequest& call) {
  call.mock.journal().clear();
  return json_document(200, Json::object());
}

Response get_request(const AdminRequest& call) {
  const auto entry = named_entry(call);
  if (!entry) return no_such_entry(call);
  Json event = serve_event(*entry, call.mock.journal().scheme());
  if (entry->record->operation == nullptr) event["nearMisses"] = near_misses_of(call, *entry);
  return json_document(200, event);
}

Response delete_request(const AdminRequest& call) {
  const auto entry = named_entry(call);
  if (!entry) return no_such_entry(call);
  call.mock.journal().remove({entry->number});
  return json_document(200, Json::object());
}

Response count_requests(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  const auto pattern = RequestPattern::read(call.body, faults);
  if (!faults.empty()) return refuse_pattern(faults);
  const MatchCount count = count_matches(pattern, call.mock.journal().snapshot());
  Json document = {{"count", count.kept},
                   {"requestJournalDisabled", call.mock.journal().is_disabled()}};
  if (count.dropped > 0) {
    document["inconclusive"] = true;
    document["atMost"] = count.kept + count.dropped;
  }
  return json_document(200, document);
}

Response find_requests(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  const auto pattern = RequestPattern::read(call.body, faults);
  if (!faults.empty()) return refuse_pattern(faults);
  const auto journal = call.mock.journal().snapshot();
  return json_document(200, found_document(call, matching(pattern, journal),
                                           count_matches(pattern, journal).dropped > 0));
}

Response remove_requests(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  const auto pattern = RequestPattern::read(call.body, faults);
  if (!faults.empty()) return refuse_pattern(faults);
  const auto entries = matching(pattern, call.mock.journal().snapshot());
  std::vector<std::uint64_t> numbers;
  for (const JournalEntry& entry : entries) numbers.push_back(entry.number);
  call.mock.journal().remove(numbers);
  return json_document(200, {{"serveEvents", events(call, entries)}});
}

Response unmatched_requests(const AdminRequest& call) {
  const Listing listing = unmatched_entries(call.mock.journal().snapshot(), std::nullopt);
  return json_document(200, found_document(call, listing.entries, listing.inconclusive));
}

Response unmatched_near_misses(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  const ListingQuery query = read_listing_query(call.query, faults);
  if (!faults.empty()) return refuse_query(faults);
  const Listing listing =
      unmatched_entries(call.mock.journal().snapshot(), query.limit.value_or(kUsualNearMisses));
  Json list = Json::array();
  for (const JournalEntry& entry : listing.entries) {
    for (Json& miss : near_misses_of(call, entry)) list.push_back(std::move(miss));
  }
  return json_document(200, {{"nearMisses", std::move(list)}});
}

HarMessage har_message(const PackedFields& fields, std::size_t body_size, std::string body) {
  const auto all = fields.all();
  return {{all.begin(), all.end()}, body_size, std::move(body)};
}

/// Bodies of responses are not kept, only their sizes; times are the mock's, and no exchange takes
/// any.
Response get_har(const AdminRequest& call) {
  const std::string scheme(call.mock.journal().scheme());
  Json list = Json::array();
  for (const JournalEntry& entry : call.mock.journal().snapshot().entries) {
    const ExchangeRecord& record = *entry.record;
    Json document = har_entry(
        {format_rfc3339(entry.when), 0, scheme + "://" + host_of(record), record.method,
         record.target, har_message(record.fields, record.body.size(), record.body), record.status,
         har_message(record.response_fields, record.response_size, {}), record.error});
    document["response"]["bodySize"] = record.response_size;
    document["comment"] = "journal entry " + std::to_string(entry.number);
    list.push_back(std::move(document));
  }
  return json_document(200, har_log(kVersion, std::move(list), nullptr));
}

Response verify(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  const auto pattern = RequestPattern::read(call.body, faults);
  const CountBounds bounds = bounds_of(call.body);
  if (bounds.at_most && *bounds.at_most < bounds.at_least) {
    faults.push_back(
        {"/atMost", "a number that is not below atLeast", std::to_string(*bounds.at_most)});
  }
  if (!faults.empty()) return refuse_pattern(faults);
  const auto journal = call.mock.journal().snapshot();
  const MatchCount count = count_matches(pattern, journal);
  const VerifyResult verdict = compare_count(count, bounds);
  if (verdict == VerifyResult::kMet)
    return json_document(200, {{"verified", true}, {"count", count.kept}});

  // Source: MockServer answers a verification that failed with 406. What cannot be decided must
  // not pass either.
  const bool inconclusive = verdict == VerifyResult::kInconclusive;
  Json body = {{"type", "about:blank"}, {"title", inconclusive ? "Inconclusive" : "Not verified"},
               {"status", 406},         {"detail", expectation_words(bounds, count)},
               {"verified", false},     {"inconclusive", inconclusive},
               {"count", count.kept}};
  const bool too_few = count.kept < bounds.at_least;
  if (const Closest closest = closest_entry(pattern, journal.entries); too_few && closest.entry) {
    body["closest"] = serve_event(*closest.entry, call.mock.journal().scheme());
    body["differences"] = closest.differences;
  }
  Response response = json_document(406, body);
  response.headers.set("Content-Type", "application/problem+json");
  return response;
}

}  // namespace mockmeter::admin
