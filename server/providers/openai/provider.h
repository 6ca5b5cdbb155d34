#pragma once

#include "server/api/operation.h"

namespace mockmeter::openai {

/// OpenAI's usage and costs of an organization. Sources, evidence and choices: README.md beside
/// this file.
const Provider& provider();

}  // namespace mockmeter::openai
