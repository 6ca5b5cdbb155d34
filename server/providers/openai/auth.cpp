#include "server/providers/openai/auth.h"

#include "base/tables.h"
#include "server/api/credentials.h"
#include "server/providers/openai/errors.h"
#include "server/providers/openai/world.h"

namespace mockmeter::openai {
namespace {

struct Holder {
  const Organization* organization = nullptr;  // null: nobody's
  std::string_view credential;
  bool may_read_usage = false;
};

Holder find_holder(const Context& context) {
  const auto secret = credentials_of(context.request.headers, "Bearer");
  if (!secret) return {};
  for (const Organization& organization : context.world.part<Part>(kName).organizations) {
    if (const AdminKey* key = find_by(organization.admin_keys, &AdminKey::secret, *secret)) {
      return {&organization, key->name, key->may_read_usage};
    }
    for (const Project& project : organization.projects) {
      const ProjectKey* key = find_by(project.keys, &ProjectKey::secret, *secret);
      if (key != nullptr) return {&organization, key->id, false};
    }
  }
  return {};
}

}  // namespace

void name_secrets(const World& world, const SecretVisitor& visit) {
  for (const Organization& organization : world.part<Part>(kName).organizations) {
    for (const AdminKey& key : organization.admin_keys) visit(key.secret, key.name);
    for (const Project& project : organization.projects) {
      for (const ProjectKey& key : project.keys) visit(key.secret, key.id);
    }
  }
}

Principal authenticate(const Call& call) {
  const auto secret = credentials_of(call.request.headers, "Bearer");
  if (!secret || secret->empty()) throw missing_api_key();
  const Holder holder = find_holder(call);
  if (holder.organization == nullptr) throw incorrect_api_key(*secret);
  return {std::string(holder.credential), holder.organization->id};
}

void authorize(const Call& call) {
  if (!find_holder(call).may_read_usage) throw missing_scope(call);
}

}  // namespace mockmeter::openai
