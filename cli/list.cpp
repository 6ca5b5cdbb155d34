#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/suite_text.h"
#include "server/control/catalog.h"
#include "server/control/faults/kinds.h"
#include "server/control/findings/conduct.h"
#include "server/control/world_file.h"

namespace mockmeter::cli {
namespace {

void list_operations() {
  for_each_operation([](const Provider&, const Operation& operation) {
    std::cout << std::left << std::setw(36) << operation.id << ' ' << std::setw(6)
              << operation.method << ' ' << operation.path << '\n';
  });
}

/// Every reading with its values, the default first, and who says which.
void list_readings() {
  for_each_reading([](const Reading& reading) {
    std::cout << reading.name << "  " << reading.question << '\n';
    for (const ReadingValue& value : reading.values) {
      std::cout << "    " << std::left << std::setw(12) << value.value << ' ' << value.source
                << (&value == reading.values.data() ? " (default)" : "") << '\n';
    }
  });
}

void list_faults() {
  for (const FaultKind& kind : fault_kinds()) {
    std::cout << std::left << std::setw(24) << kind.example() << ' ' << kind.summary << '\n';
  }
}

void list_findings() {
  for (const ConductKind& kind : conduct_kinds()) {
    std::cout << std::left << std::setw(24) << kind.name << ' ' << kind.summary << '\n';
  }
}

void list_worlds() {
  for (const std::string& name : built_in_worlds()) std::cout << name << '\n';
}

struct Topic {
  const char* name;
  void (*print)();
};
constexpr std::array<Topic, 8> kTopics{{
    {"operations", list_operations},
    {"readings", list_readings},
    {"faults", list_faults},
    {"findings", list_findings},
    {"worlds", list_worlds},
    {"requirements", list_requirements},
    {"cases", list_cases},
    {"probes", list_probes},
}};

}  // namespace

Action add_list(CLI::App& app, CLI::App*& sub) {
  sub = app.add_subcommand(
      "list",
      "List operations, readings, faults, findings, worlds, requirements, cases or probes, "
      "the id first");
  const auto topic = std::make_shared<std::string>("operations");
  std::vector<std::string> names;
  names.reserve(kTopics.size());
  for (const Topic& known : kTopics) names.emplace_back(known.name);
  sub->add_option("what", *topic, "What to list")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  return [topic] {
    const auto* found = std::find_if(kTopics.begin(), kTopics.end(),
                                     [&](const Topic& known) { return *topic == known.name; });
    found->print();
    return kGood;
  };
}

}  // namespace mockmeter::cli
