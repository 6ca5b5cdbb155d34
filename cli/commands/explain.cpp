#include <array>
#include <iostream>
#include <memory>
#include <string>

#include "base/tables.h"
#include "base/text/wording.h"
#include "cli/commands/command.h"
#include "cli/terminal/suite_text.h"
#include "mockmeter/catalogue.h"
#include "server/control/catalog.h"
#include "server/control/faults/fault.h"
#include "server/control/faults/kinds.h"
#include "server/control/findings/findings.h"
#include "server/control/recording/sources.h"
#include "server/control/world_file.h"

namespace mockmeter::cli {
namespace {

/// "deprecated 2026-02-16T00:00:00Z, removed 2026-06-01T00:00:00Z"; empty when nothing will happen.
std::string dates_of(const OperationInfo& operation) {
  const auto world = open_world("default", 1);
  const Lifecycle& lifecycle = world->lifecycle_of(std::string(operation.id));
  std::string text;
  if (lifecycle.deprecated) text += "deprecated " + format_rfc3339(*lifecycle.deprecated);
  if (lifecycle.removed) {
    text += (text.empty() ? "removed " : ", removed ") + format_rfc3339(*lifecycle.removed);
  }
  return text;
}

void explain_operation(const OperationInfo& operation) {
  std::cout << operation.id << "\n\n  " << operation.method << ' ' << operation.path << '\n';
  if (!operation.alias.empty()) std::cout << "  also at " << operation.alias << '\n';
  std::cout << "\n" << operation.summary << "\n\n";
  for (const std::string_view name : operation.parameters) {
    std::cout << "  parameter  " << name << '\n';
  }
  if (const std::string dates = dates_of(operation); !dates.empty()) {
    std::cout << "  lifecycle  " << dates << ", by the mock's clock; a world may say otherwise\n";
  }
  std::cout << "  evidence   " << to_string(operation.evidence) << ": \"" << operation.quote
            << "\"\n"
            << "  source     " << operation.source << '\n'
            << "  schemas    schemas/" << operation.provider() << '/' << operation.name()
            << ".request.json, .response.json\n"
            << "  try        " << try_line(operation.id) << '\n';
}

void explain_variant(const Variant& variant) {
  std::cout << variant.name << "\n\n" << variant.question << "\n\n";
  for (const VariantValue& value : variant.values) {
    std::cout << "  " << value.value << (&value == variant.values.data() ? " (default)" : "")
              << "\n      " << value.source << '\n';
  }
  std::cout << "\nChoose with --variant " << variant.name << '=' << variant.values.back().value
            << ", in a world's \"variants\", or with PUT /__admin/variants.\n";
}

/// The credential of the first provider that takes a bearer token.
std::string bearer_example() {
  const auto* provider = find_by(catalogue(), &ProviderInfo::auth_scheme, "bearer");
  return provider == nullptr ? "Bearer TOKEN" : mock_authorization_of(*provider);
}

void explain_fault(const FaultKind& kind) {
  const std::string example = kind.example();
  std::cout << kind.name << "\n\n" << kind.summary << "\n\n";
  if (!kind.expects.empty()) {
    std::cout << "  value      " << kind.expects
              << (kind.takes == ValueRule::kMaybe ? "; may be left out" : "") << '\n';
  }
  if (kind.needs != Requires::kNothing) {
    std::cout << "  acts on    " << to_string(kind.needs) << ": " << operations_for(kind) << '\n';
  }
  if (const auto broken = broken_requirements(kind); !broken.empty()) {
    std::cout << "  breaks     " << join_names(broken) << '\n';
  }
  std::cout << "  grammar    " << kFaultGrammar << "\n\nFour ways in:\n"
            << "  mockmeter serve --fault '" << example << "'\n"
            << "  curl -X POST $URL/__admin/faults -d '{\"fault\":\"" << example << "\"}'\n"
            << "  curl -H 'Prefer: fault=\"" << example << "\"' ...    this request only\n"
            << "  curl -H 'Authorization: " << bearer_example() << '!' << example
            << "' ...    any client; for Basic behind the password\n";
}

void explain_finding(const FindingRule& kind) {
  std::cout << kind.name << "\n\n"
            << kind.summary << "\n\n"
            << kind.why << "\n\nSeen in the journal: GET $URL/__admin/findings.\n";
}

template <typename Entry>
bool explain_if(const Entry* found, void (*explain)(const Entry&)) {
  if (found != nullptr) explain(*found);
  return found != nullptr;
}

/// Whatever has this id. False when nothing has.
bool explain(const std::string& id) {
  const std::array found{explain_if(find_operation_info(id), explain_operation),
                         explain_if(find_variant(id), explain_variant),
                         explain_if(find_fault_kind(id), explain_fault),
                         explain_if(find_finding_rule(id), explain_finding)};
  return contains(found, true) || explain_suite(id);
}

/// Where the values of a world come from.
int explain_sources(const std::string& world, const std::string& id) {
  if (const auto text = describe_sources(open_world(world, 1)->document, id)) {
    std::cout << id << "\n\n" << *text;
    return kExitOk;
  }
  std::cerr << "mockmeter: the world " << world << " has nothing with the id \"" << id
            << "\"; ids are the members \"id\" of its JSON\n";
  return kExitUsage;
}

}  // namespace

Command add_explain(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("explain",
                                     "Explain one operation, variant, fault, finding, "
                                     "requirement, case or probe in full");
  const auto id = std::make_shared<std::string>();
  sub->add_option("id", *id,
                  "As `mockmeter list` shows them, for example " +
                      std::string(catalogue().front().operations.front().id) +
                      ", late-data or retry-after")
      ->required();
  const auto world = std::make_shared<std::string>();
  // No environment variable: MOCKMETER_WORLD is of `serve`.
  sub->add_option(
      "--world", *world,
      "A world, by file or name: `id` is then of a project, an account, a user or a key "
      "in it, and what is told is which of its values were recorded, which were derived "
      "from recorded ones and which are generated");
  return {sub, [id, world] {
            if (!world->empty()) return explain_sources(*world, *id);
            if (explain(*id)) return kExitOk;
            std::cerr << "mockmeter: nothing is called \"" << *id
                      << "\"; see `mockmeter list operations`, `variants`, `faults`, `findings`, "
                         "`requirements`, `cases` and `probes`\n";
            return kExitUsage;
          }};
}

}  // namespace mockmeter::cli
