#pragma once

#include "server/api/operation.h"

namespace mockmeter::openai {

/// Visits the admin keys and the project keys of every organization of the world.
void name_secrets(const World& world, const SecretVisitor& visit);

/// Authorization: Bearer with a key of the world; throws the 401 for anything else.
/// Source: OpenAPI file f85dbe2, AdminApiKeyAuth. OpenAI-Organization and OpenAI-Project are not
/// looked at: a key of the world belongs to one organization.
Principal authenticate(const Call& call);

/// Throws the 403 of a key that may not read usage: a restricted admin key without that scope, and
/// every key of a project. Observed: CodexBar, pull request 1802.
void authorize(const Call& call);

}  // namespace mockmeter::openai
