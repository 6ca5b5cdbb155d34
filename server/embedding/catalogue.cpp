#include "mockmeter/catalogue.h"

#include "base/tables.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

std::vector<ProviderInfo> make_catalogue() {
  std::vector<ProviderInfo> infos;
  for (const Provider* provider : all_providers()) {
    infos.push_back({*provider, {provider->operations.begin(), provider->operations.end()}});
  }
  return infos;
}

}  // namespace

const std::vector<ProviderInfo>& catalogue() {
  static const std::vector<ProviderInfo> kCatalogue = make_catalogue();
  return kCatalogue;
}

const ProviderInfo* find_provider_info(std::string_view name) {
  return find_by(catalogue(), &ProviderInfo::name, name);
}

const OperationInfo* find_operation_info(std::string_view id) {
  const ProviderInfo* provider = find_provider_info(id.substr(0, id.find('.')));
  return provider == nullptr ? nullptr : find_by(provider->operations, &OperationInfo::id, id);
}

std::string list_providers(std::string_view ProviderFacts::*member, std::string_view last) {
  std::string text;
  for (const ProviderInfo& provider : catalogue()) {
    if (&provider != &catalogue().front()) {
      text += &provider == &catalogue().back() ? last : std::string_view(", ");
    }
    text += provider.*member;
  }
  return text;
}

}  // namespace mockmeter
