#include "conformance/report/stream/read_events.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/tables.h"
#include "base/time/instant.h"
#include "conformance/adapter/exact_json.h"
#include "conformance/report/stream/drift_event.h"
#include "schemas/load.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {
namespace {

constexpr const char* kHowTo =
    "; a stream is what `mockmeter conform --report ndjson=FILE` writes, whole";
constexpr const char* kAgain =
    "; the run was interrupted or its file was cut: test the client again";

/// A line and where it stands.
struct StreamLine {
  std::string place;  ///< "run.ndjson:17"
  std::string_view text;
  bool is_ended;  ///< a line feed is behind it
};

std::vector<StreamLine> lines_of(std::string_view text, const std::string& name) {
  std::vector<StreamLine> lines;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    lines.push_back({name + ':' + std::to_string(lines.size() + 1), text.substr(0, length),
                     length < text.size()});
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return lines;
}

[[noreturn]] void refuse_stream(const std::string& place, const std::string& what) {
  throw InvalidStream(place + ": " + what);
}

std::string type_of(const Json& event) {
  const bool has_type = event.is_object() && event.contains("type") && event["type"].is_string();
  return has_type ? text_in(event, "type") : std::string();
}

/// By type of line.
using Schemas = std::map<std::string, Schema>;

Schemas load_schemas() {
  Schemas schemas;
  for (const char* type : {"header", "case", "drift", "footer", "bench"}) {
    schemas.emplace(type, load_schema("schemas/report/" + std::string(type) + ".json"));
  }
  return schemas;
}

void check_schema(const Schemas& schemas, const Json& event, const std::string& place) {
  const auto schema = schemas.find(type_of(event));
  if (schema == schemas.end()) return;
  const auto faults = schema->second.validate(event);
  if (faults.empty()) return;
  const ValidationError& first = faults.front();
  refuse_stream(place, "at \"" + first.pointer + "\": expected " + first.expected + ", found " +
                           first.found + kHowTo);
}

Json parse(const StreamLine& line) {
  std::optional<Json> event = parse_exactly(line.text);
  if (event && !type_of(*event).empty()) return *std::move(event);
  if (!line.is_ended) refuse_stream(line.place, std::string("the line is cut") + kAgain);
  refuse_stream(line.place, std::string(event ? "no event: it has no type" : "no JSON") + kHowTo);
}

/// Before its schema, which would say less.
void check_begin(const StreamLine& line) {
  const std::optional<Json> header = parse_exactly(line.text);
  if (header && type_of(*header) == "bench") {
    refuse_stream(line.place, "figures without a run; put them behind one: cat FILE >> run.ndjson");
  }
  if (!header || type_of(*header) != "header") {
    refuse_stream(line.place,
                  std::string("no stream of a run: it does not begin with a header") + kHowTo);
  }
  const Json version = header->value("stream", Json());
  if (version == kStreamVersion) return;
  refuse_stream(line.place, "version " + version.dump() +
                                " of the stream, and this mockmeter reads " +
                                std::to_string(kStreamVersion) +
                                "; use the mockmeter that wrote it, or test the client again");
}

/// There has to be one footer, with nothing of the run behind it.
void check_footer(const Events& events, const std::vector<StreamLine>& lines) {
  bool has_footer = false;
  for (std::size_t index = 1; index < events.size(); ++index) {
    const std::string type = type_of(events[index]);
    const bool is_of_run = type == "header" || type == "case" || type == "footer";
    if (type == "header" || (has_footer && is_of_run)) {
      refuse_stream(lines[index].place, "a second run; give each a file of its own");
    }
    has_footer = has_footer || type == "footer";
  }
  if (!has_footer) refuse_stream(lines.back().place, std::string("no footer follows") + kAgain);
}

std::chrono::nanoseconds read_milliseconds(const Json& number) {
  return std::chrono::microseconds(std::llround(number.get<double>() * 1000));
}

Instant read_instant(const std::string& text) {
  if (const auto instant = parse_rfc3339_timestamp(text)) return *instant;
  throw InvalidStream('"' + text + "\" is no time" + kHowTo);
}

Requirement read_requirement(const Json& document) {
  return {.id = document["id"],
          .level = parse_level(text_in(document, "level")),
          .evidence = document["evidence"],
          .text = document["text"],
          .document = document["document"],
          .url = document["url"]};
}

const Case& read_subject(const Json& event, RecordedCases& recorded) {
  Case& subject = recorded.cases.emplace_back();
  subject.id = event["id"];
  subject.title = event["title"];
  subject.rationale = event["rationale"];
  subject.topic = event["topic"];
  subject.level = parse_level(text_in(event, "level"));
  subject.operations = event["operations"];
  for (const Json& each : event["requirements"]) {
    subject.requirements.push_back(&recorded.requirements.emplace_back(read_requirement(each)));
  }
  return subject;
}

Assertion read_check(const Json& document, const Case& subject) {
  Assertion check{document["name"], document["passed"], document["expected"], document["actual"],
                  document["difference"]};
  for (const Requirement* each : subject.requirements) {
    const Json& ids = document["requirements"];
    const auto found = std::find(ids.begin(), ids.end(), each->id);
    if (found != ids.end()) check.requirements.push_back(each);
  }
  return check;
}

CaseResult read_result(const Json& event, RecordedCases& recorded) {
  CaseResult result;
  result.subject = &read_subject(event, recorded);
  result.verdict = find_by(kVerdicts, &VerdictInfo::name, text_in(event, "verdict"))->verdict;
  result.reason = event["reason"];
  for (const Json& each : event["assertions"]) {
    result.checks.push_back(read_check(each, *result.subject));
  }
  result.calls = event["calls"];
  result.wire = event["wire"];
  result.curl = event["curl"];
  result.exchanges = event["exchanges"];
  result.exchanges_left_out = event["exchanges_left_out"];
  result.unreported = event["unreported"];
  result.started = read_instant(event["started"]);
  result.took = read_milliseconds(event["duration_ms"]);
  result.crashed = !all_passed(result.checks) && !event.contains("likely_cause");
  result.likely_cause = text_of(event, "likely_cause");
  result.known_failing_line = text_of(event, "known_failing_line");
  return result;
}

ClientInfo read_client(const Json& document) {
  ClientInfo client;
  client.name = document["name"];
  client.version = document["version"];
  client.language = document["language"];
  client.source = text_of(document, "source");
  client.issues = text_of(document, "issues");
  client.typed = document["model"] == "typed";
  client.operations = document["operations"];
  client.features = document["features"];
  return client;
}

void read_header(const Json& header, RunRecord& run) {
  run.version = header["mockmeter"];
  run.suite = header["suite"];
  run.today =
      std::chrono::floor<std::chrono::days>(read_instant(text_in(header, "date") + "T00:00:00Z"));
  run.side = text_of(header, "side") == "server" ? Side::kServer : Side::kClient;
  run.client = read_client(header["client"]);
  run.profile = header["profile"];
  run.level = parse_level(text_in(header, "level"));
  run.is_whole = header["is_complete"];
  run.seed = header["seed"];
}

/// The rest of it follows from the cases.
void read_footer(const Json& footer, RunRecord& run) {
  run.problems = footer["problems"];
  run.warnings = footer["warnings"];
  run.processes = footer.value("processes", std::size_t{0});
  run.interrupted = footer["interrupted"];
  run.took = read_milliseconds(footer["duration_ms"]);
}

RunRecord record_of(Events events) {
  const auto recorded = std::make_shared<RecordedCases>();
  RunRecord run;
  run.recorded = recorded;
  for (Json& event : events) {
    const std::string type = type_of(event);
    if (type == "header") {
      read_header(event, run);
    } else if (type == "case") {
      run.results.push_back(read_result(event, *recorded));
    } else if (type == "drift") {
      run.drift = read_drift(event);
    } else if (type == "footer") {
      read_footer(event, run);
    } else {
      run.other_events.push_back(std::move(event));
    }
  }
  return run;
}

}  // namespace

RunRecord read_events(std::string_view text, const std::string& name) {
  const std::vector<StreamLine> lines = lines_of(text, name);
  if (lines.empty()) refuse_stream(name, std::string("it is empty") + kHowTo);
  check_begin(lines.front());
  const Schemas schemas = load_schemas();
  Events events;
  for (const StreamLine& line : lines) {
    events.push_back(parse(line));
    check_schema(schemas, events.back(), line.place);
  }
  check_footer(events, lines);
  const auto promised = events.front()["cases"].get<std::size_t>();
  const auto found = static_cast<std::size_t>(
      std::ranges::count_if(events, [](const Json& each) { return type_of(each) == "case"; }));
  if (found != promised) {
    refuse_stream(name, "its header promises " + std::to_string(promised) + " cases, and " +
                            std::to_string(found) + " are there" + kAgain);
  }
  return record_of(std::move(events));
}

}  // namespace mockmeter::conformance
