#include "server/control/recording/recorded_world.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "base/recording/recording.h"
#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/text/credential_label.h"
#include "base/text/plural.h"
#include "base/text/wording.h"
#include "base/time/http_date.h"
#include "server/api/pseudonyms.h"
#include "server/api/recorded_call.h"
#include "server/api/router.h"
#include "server/control/world_file.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

/// How often exchanges were left out for one reason, and the first of them.
struct LeftOut {
  std::size_t count = 0;
  std::string first;
};

/// Of whoever asked; empty when no credential was recorded.
std::string label_of(const RecordedMessage& request) {
  const std::string* field = find_field(request.headers, "Authorization");
  return field == nullptr ? std::string() : credential_label(*field);
}

std::optional<Instant> answered_at(const RecordedExchange& exchange) {
  const std::string* date = find_field(exchange.response.headers, "Date");
  const auto time = date == nullptr ? std::nullopt : parse_http_date(*date, Timestamp{});
  return time ? std::optional(clamp_to_instant(*time)) : exchange.started;
}

class WorldMaker {
 public:
  void read(const std::string& file) {
    const std::size_t before = world_.used;
    origins_.clear();
    is_known_ = false;
    reasons_.clear();
    const RecordingSummary summary =
        read_recording(file, [&](const RecordedExchange& exchange) { take(exchange); });
    if (world_.used == before) refuse(file, summary);
    for (const auto& [reason, left_out] : reasons_) {
      world_.left_out.push_back(count_text(left_out.count, "exchange") + ' ' + reason +
                                "; the first is " + left_out.first);
    }
    if (summary.left_out > 0) {
      world_.left_out.push_back(file + ": " + std::to_string(summary.left_out) +
                                " exchanges that its writer did not keep");
    }
  }

  RecordedWorld finish(const std::string& name) {
    LoggedConflicts conflicts;
    world_.document["name"] = name;
    world_.document["description"] = "Made by `mockmeter world` from recordings until " +
                                     format_rfc3339(world_.until) + "; serve it with --clock " +
                                     format_rfc3339(world_.until) + ".";
    for (const auto& [provider, reader] : readers_) {
      world_.document[std::string(provider->name)] = reader->section(conflicts);
      world_.sections.push_back(std::string(provider->title) + ": " + reader->summary());
    }
    add_conflicts(conflicts);
    return std::move(world_);
  }

 private:
  void take(const RecordedExchange& exchange) {
    const std::string_view target = exchange.target();
    const std::string_view path = target.substr(0, target.find('?'));
    Router::Match match = router_.match(exchange.method, path);
    if (match.operation == nullptr || match.bad_encoding) {
      return origins_.add(exchange.origin());
    }
    is_known_ = true;
    if (match.provider->read_recording == nullptr) {
      return leave_out(
          "of " + std::string(match.provider->title) + ", of whose recordings no world is made",
          exchange);
    }
    if (exchange.status != 200) {
      return leave_out(exchange.status == 0 ? "without a response"
                                            : "with status " + std::to_string(exchange.status),
                       exchange);
    }
    use(exchange, std::move(match));
  }

  void use(const RecordedExchange& exchange, Router::Match match) {
    if (!exchange.response.incomplete.empty()) {
      return leave_out("with a body that is not whole", exchange,
                       ": " + exchange.response.incomplete);
    }
    const std::string_view target = exchange.target();
    const std::size_t mark = target.find('?');
    auto query = Query::parse(mark == target.npos ? "" : target.substr(mark + 1));
    auto body = parse_json(exchange.response.body);
    const auto now = answered_at(exchange);
    if (!query) return leave_out("with a query that is not readable", exchange);
    if (!body) return leave_out("with a body that is not JSON", exchange);
    if (!now) return leave_out("without a time", exchange);
    add(exchange, *match.provider,
        {*match.operation, std::move(match.params), *std::move(query), *std::move(body), *now,
         label_of(exchange.request), ++number_});
  }

  void add(const RecordedExchange& exchange, const Provider& provider, const RecordedCall& call) {
    RecordingReader& reader = reader_of(provider);
    try {
      if (!reader.add(call)) return leave_out("with nothing that a world holds", exchange);
    } catch (const UnexpectedShape& error) {
      return leave_out("that is not as documented: " + std::string(error.what()), exchange);
    }
    ++world_.used;
    world_.until = std::max(world_.until, call.now);
    std::size_t values = 0;
    for (const auto& [each, other] : readers_) values += other->values();
    if (values > kMaxRecordedValues) {
      throw RecordingError(exchange.place + ": more than " + std::to_string(kMaxRecordedValues) +
                           " values; give shorter recordings");
    }
  }

  RecordingReader& reader_of(const Provider& provider) {
    for (auto& [each, reader] : readers_) {
      if (each == &provider) return *reader;
    }
    readers_.emplace_back(&provider, provider.read_recording(names_));
    return *readers_.back().second;
  }

  void leave_out(const std::string& reason, const RecordedExchange& exchange,
                 const std::string& detail = {}) {
    LeftOut& all = reasons_[reason];
    if (all.count++ == 0) all.first = exchange.place + detail;
  }

  [[noreturn]] void refuse(const std::string& file, const RecordingSummary& summary) const {
    std::string text =
        file + ": nothing in its " + count_text(summary.exchanges, "exchange") + " is for a world";
    if (!is_known_) {
      if (!origins_.empty()) text += "; they are with " + origins_.text();
      throw RecordingError(text + ", and with no API that mockmeter knows");
    }
    for (const auto& [reason, left_out] : reasons_) {
      text += "; " + count_text(left_out.count, "exchange") + ' ' + reason + " (" + left_out.first +
              ")";
    }
    throw RecordingError(text + "; record calls of usage, with their responses");
  }

  void add_conflicts(const LoggedConflicts& conflicts) {
    if (conflicts.replaced > 0) {
      world_.left_out.push_back(std::to_string(conflicts.replaced) +
                                " values that a later recording contradicts");
    }
    if (conflicts.exceeded > 0) {
      world_.left_out.push_back(std::to_string(conflicts.exceeded) +
                                " totals that are not the sum of their parts: the parts are "
                                "served as recorded, and these totals are their sums");
    }
  }

  Router router_{all_providers()};
  Pseudonyms names_;
  std::vector<std::pair<const Provider*, std::unique_ptr<RecordingReader>>> readers_;
  RecordedWorld world_;
  std::size_t number_ = 0;
  // Of the file that is read:
  RecordedOrigins origins_;
  bool is_known_ = false;
  std::map<std::string, LeftOut> reasons_;
};

}  // namespace

std::vector<std::string> recordable_apis() {
  std::vector<std::string> titles;
  for (const Provider* provider : all_providers()) {
    if (provider->read_recording != nullptr) titles.emplace_back(provider->title);
  }
  return titles;
}

RecordedWorld make_world(const std::string& name, const std::vector<std::string>& files) {
  WorldMaker maker;
  for (const std::string& file : files) maker.read(file);
  return maker.finish(name);
}

}  // namespace mockmeter
