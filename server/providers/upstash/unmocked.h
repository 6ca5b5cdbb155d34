#pragma once

#include <array>

#include "server/api/operation.h"

namespace mockmeter::upstash {

/// What the API has beside the operations.
/// Source: OpenAPI file of upstash/docs, paths; the two of QStash without /v2 in its versions
/// before 2026-03-05.
inline constexpr std::array<UnmockedRoute, 37> kUnmocked{{
    {"GET", "/auditlogs"},
    {"POST", "/qstash-upgrade"},
    {"POST", "/qstash/user/rotatetoken"},
    {"POST", "/v2/redis/change-plan/{id}"},
    {"POST", "/v2/redis/create-backup/{id}"},
    {"DELETE", "/v2/redis/delete-backup/{id}/{backup_id}"},
    {"POST", "/v2/redis/disable-autoupgrade/{id}"},
    {"PATCH", "/v2/redis/disable-dailybackup/{id}"},
    {"POST", "/v2/redis/disable-eviction/{id}"},
    {"POST", "/v2/redis/enable-autoupgrade/{id}"},
    {"PATCH", "/v2/redis/enable-dailybackup/{id}"},
    {"POST", "/v2/redis/enable-eviction/{id}"},
    {"POST", "/v2/redis/enable-tls/{id}"},
    {"GET", "/v2/redis/list-backup/{id}"},
    {"POST", "/v2/redis/move-to-team"},
    {"POST", "/v2/redis/rename/{id}"},
    {"POST", "/v2/redis/restore-backup/{id}"},
    {"PATCH", "/v2/redis/update-budget/{id}"},
    {"POST", "/v2/redis/update-regions/{id}"},
    {"POST", "/v2/search"},
    {"GET", "/v2/search/stats"},
    {"GET DELETE", "/v2/search/{id}"},
    {"POST", "/v2/search/{id}/rename"},
    {"POST", "/v2/search/{id}/reset-password"},
    {"GET", "/v2/search/{id}/stats"},
    {"POST", "/v2/search/{id}/transfer"},
    {"POST", "/v2/team"},
    {"DELETE", "/v2/team/{id}"},
    {"POST DELETE", "/v2/teams/member"},
    {"POST", "/v2/vector/index"},
    {"GET", "/v2/vector/index/stats"},
    {"GET DELETE", "/v2/vector/index/{id}"},
    {"POST", "/v2/vector/index/{id}/rename"},
    {"POST", "/v2/vector/index/{id}/reset-password"},
    {"POST", "/v2/vector/index/{id}/setplan"},
    {"GET", "/v2/vector/index/{id}/stats"},
    {"POST", "/v2/vector/index/{id}/transfer"},
}};

}  // namespace mockmeter::upstash
