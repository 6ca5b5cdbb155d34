#include "conformance/report/read_events.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "conformance/adapter/exact_json.h"
#include "schemas/load.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {
namespace {

constexpr const char* kHowTo =
    "; a stream is what `mockmeter conform --report ndjson=FILE` writes, whole";
constexpr const char* kAgain =
    "; the run was interrupted or its file was cut: judge the client again";

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
  throw BadStream(place + ": " + what);
}

std::string type_of(const Json& event) {
  const auto type = event.is_object() ? event.find("type") : event.end();
  return event.is_object() && type != event.end() && type->is_string() ? type->get<std::string>()
                                                                       : "";
}

/// The schema of each type of line that there is one for.
class Schemas {
 public:
  void check(const Json& event, const std::string& place) const {
    for (const auto& [type, schema] : all_) {
      if (type != type_of(event)) continue;
      const auto faults = schema.validate(event);
      if (faults.empty()) return;
      const DocumentFault& first = faults.front();
      refuse_stream(place, "at \"" + first.pointer + "\": expected " + first.expected + ", found " +
                               first.found + kHowTo);
    }
  }

 private:
  static std::pair<std::string, Schema> load(const std::string& type) {
    return {type, Schema(load_schema("schemas/report/" + type + ".json"))};
  }
  const std::array<std::pair<std::string, Schema>, 4> all_{load("header"), load("case"),
                                                           load("footer"), load("bench")};
};

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
                                "; use the mockmeter that wrote it, or judge the client again");
}

/// The footer last; it has to be the only one, with nothing of the run behind it.
void move_footer(Events& events, const std::vector<StreamLine>& lines) {
  std::optional<std::size_t> footer;
  for (std::size_t index = 1; index < events.size(); ++index) {
    const std::string type = type_of(events[index]);
    const bool is_of_run = type == "header" || type == "case" || type == "footer";
    if (type == "header" || (footer && is_of_run)) {
      refuse_stream(lines[index].place, "a second run; give each a file of its own");
    }
    if (type == "footer") footer = index;
  }
  if (!footer) refuse_stream(lines.back().place, std::string("no footer follows") + kAgain);
  std::rotate(events.begin() + static_cast<std::ptrdiff_t>(*footer),
              events.begin() + static_cast<std::ptrdiff_t>(*footer) + 1, events.end());
}

}  // namespace

Events read_events(std::string_view text, const std::string& name) {
  const std::vector<StreamLine> lines = lines_of(text, name);
  if (lines.empty()) refuse_stream(name, std::string("it is empty") + kHowTo);
  check_begin(lines.front());
  const Schemas schemas;
  Events events;
  for (const StreamLine& line : lines) {
    events.push_back(parse(line));
    schemas.check(events.back(), line.place);
  }
  move_footer(events, lines);
  const std::size_t promised = header_of(events)["cases"].get<std::size_t>();
  if (const std::size_t found = cases_of(events).size(); found != promised) {
    refuse_stream(name, "its header promises " + std::to_string(promised) + " cases, and " +
                            std::to_string(found) + " are there" + kAgain);
  }
  return events;
}

}  // namespace mockmeter::conformance
