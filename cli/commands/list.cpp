#include <array>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/tables.h"
#include "cli/commands/command.h"
#include "cli/terminal/suite_text.h"
#include "server/control/catalog.h"
#include "server/control/faults/kinds.h"
#include "server/control/findings/findings.h"
#include "server/control/world_file.h"

namespace mockmeter::cli {
namespace {

void list_operations() {
  for_each_operation([](const Provider&, const Operation& operation) {
    std::cout << std::left << std::setw(36) << operation.id << ' ' << std::setw(9)
              << to_string(operation.relation) << ' ' << std::setw(6) << operation.method << ' '
              << operation.path << '\n';
  });
}

/// Every variant with its values, the default first, and who says which.
void list_variants() {
  for_each_variant([](const Variant& variant) {
    std::cout << variant.name << "  " << variant.question << '\n';
    for (const VariantValue& value : variant.values) {
      std::cout << "    " << std::left << std::setw(12) << value.value << ' ' << value.source
                << (&value == variant.values.data() ? " (default)" : "") << '\n';
    }
  });
}

void print_summary(std::string_view id, std::string_view summary) {
  std::cout << std::left << std::setw(24) << id << ' ' << summary << '\n';
}

void list_faults() {
  for (const FaultKind& kind : fault_kinds()) print_summary(kind.example(), kind.summary);
}

void list_findings() {
  for (const FindingRule& kind : finding_rules()) print_summary(kind.name, kind.summary);
}

void list_worlds() {
  for (const std::string& name : built_in_worlds()) std::cout << name << '\n';
}

struct Topic {
  std::string_view name;
  void (*print)();
};
constexpr std::array<Topic, 8> kTopics{{
    {"operations", list_operations},
    {"variants", list_variants},
    {"faults", list_faults},
    {"findings", list_findings},
    {"worlds", list_worlds},
    {"requirements", list_requirements},
    {"cases", list_cases},
    {"probes", list_probes},
}};

}  // namespace

Command add_list(CLI::App& app) {
  CLI::App* sub = app.add_subcommand(
      "list",
      "List operations, variants, faults, findings, worlds, requirements, cases or probes, "
      "the id first");
  const auto topic = std::make_shared<std::string>("operations");
  std::vector<std::string> names;
  for (const Topic& known : kTopics) names.emplace_back(known.name);
  sub->add_option("what", *topic, "What to list")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  return {sub, [topic] {
            find_by(kTopics, &Topic::name, *topic)->print();
            return kExitOk;
          }};
}

}  // namespace mockmeter::cli
