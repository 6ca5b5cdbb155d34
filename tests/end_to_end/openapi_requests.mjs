// Valid requests to every operation, varied: what a check of all answers walks through. Each is
// {target, credential, status = 200, method = 'GET', body}.
import { basic, bearer, FREE, PAID } from './mock.mjs';

const QSTASH_PERIODS = ['', '?period=1h', '?period=3h', '?period=12h', '?period=1d', '?period=3d',
  '?period=7d', '?period=30d'];
const QSTASH_KEYS = [basic('dev@example.com:upstash-test-key'),
  basic('dev@example.com:upstash-readonly-key')];

/** Reads of QStash; `ids` are the users of the account. */
export function* qstashReads(ids = [PAID, FREE]) {
  for (const credential of QSTASH_KEYS) {
    for (const target of ['/v2/qstash/users', '/v2/qstash/user', '/v2/redis/databases']) {
      yield { target, credential };
    }
    for (const period of QSTASH_PERIODS) {
      for (const id of ids) yield { target: `/v2/qstash/stats/${id}${period}`, credential };
      yield { target: `/v2/qstash/stats${period}`, credential };
    }
    for (const id of ids) yield { target: `/v2/qstash/user/${id}`, credential };
  }
  yield { target: '/v2/qstash/ipv4' };
}

const TEAM = '7b0f9f6e-52d5-4a0b-8a63-6f3f0d5b1c20';
const DATABASE = { database_name: 'a', region: 'global', primary_region: 'us-east-1' };

/** What clients ask for beside QStash, and what of it is refused. */
export function* qstashNeighbours() {
  const [credential, readOnly] = QSTASH_KEYS;
  for (const target of ['/v2/vector/index', '/v2/search', '/v2/teams', `/v2/teams/${TEAM}`]) {
    yield { target, credential };
    yield { target, credential: basic('audit@example.com:upstash-team-key') };
  }
  for (const target of ['/v2/redis/database/x', '/v2/redis/stats/x', '/v2/teams/x']) {
    yield { target, credential, status: 404 };
  }
  // Not with a full key: Prism responds itself in place of a server that says 501.
  const post = { method: 'POST', target: '/v2/redis/database', body: DATABASE };
  yield { ...post, credential: readOnly, status: 403 };
  const reset = { method: 'POST', target: '/v2/redis/reset-password/x' };
  yield { ...reset, credential, status: 404 };
  yield { ...reset, credential: readOnly, status: 403 };
  yield { target: '/v2/teams', credential: basic('dev@example.com:upstash-expired-key'), status: 401 };
}

/** Changes of QStash, and what is refused to whom. */
export function* qstashChanges() {
  const [credential, readOnly] = QSTASH_KEYS;
  const post = (target, body, more) => ({ method: 'POST', target, body, credential, ...more });
  for (const id of [PAID, FREE]) {
    for (const plan of ['qstash_fixed_1m', 'qstash_fixed_10m', 'qstash_fixed_100m', 'paid']) {
      yield post(`/v2/qstash/set-plan/${id}`, { plan_name: plan });
    }
    for (const budget of [0, 20, 10000]) {
      yield post(`/v2/qstash/update-budget/${id}`, { budget }, { method: 'PATCH' });
    }
    yield post(`/v2/qstash/enable-prodpack/${id}`);
    yield post(`/v2/qstash/disable-prodpack/${id}`);
    yield post(`/v2/qstash/rotate-token/${id}`);
    yield post(`/v2/qstash/rotate-token/${id}`, undefined, { credential: readOnly, status: 403 });
  }
  yield post('/v2/qstash/move-to-team', { qstash_id: PAID, target_team_id: 'nobody' }, { status: 404 });
  yield { method: 'DELETE', target: '/v2/redis/database/x', credential, status: 404 };
  yield { target: '/v2/qstash/stats/nobody', credential, status: 404 };
  yield { target: '/v2/qstash/users', credential: basic('dev@example.com:wrong'), status: 401 };
}

const ORG = 'org_id=org-ocean-art-12345678';
const RANGES = [
  'from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly',
  'from=2026-05-20T01:30:00%2B02:00&to=2026-05-20T23:59:59.5Z&granularity=hourly',
  'from=2026-05-01T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=daily',
  'from=2026-03-25T09:00:00-07:00&to=2026-05-12T14:20:00Z&granularity=daily',
  'from=2025-06-01T00:00:00Z&to=2026-06-01T00:00:00Z&granularity=monthly',
];
const LEGACY_METRICS = ['', '&metrics=active_time_seconds', '&metrics=data_storage_bytes_hour',
  '&metrics=compute_time_seconds,written_data_bytes', '&metrics=logical_size_bytes',
  '&metrics=synthetic_storage_size_bytes&metrics=logical_size_bytes_hour,active_time_seconds'];
const V2_METRICS = ['compute_unit_seconds', 'root_branch_bytes_month', 'child_branch_bytes_month',
  'instant_restore_bytes_month', 'public_network_transfer_bytes', 'private_network_transfer_bytes',
  'extra_branches_month', 'snapshot_storage_bytes_month'];
const BRANCH_METRICS = V2_METRICS.filter((name) => !/^extra|^snapshot/.test(name));

/** Neon's four tables. Not include_v1_metrics: Prism refuses what is deprecated. */
export function* neonReads(projects) {
  const neon = (table, query, key = 'napi_scale', status = 200) => ({
    target: `/api/v2/consumption_history/${table}?${query}`, credential: bearer(key), status,
  });
  const some = projects.slice(0, 3);
  for (const range of RANGES) {
    for (const metrics of LEGACY_METRICS) {
      for (const key of ['napi_scale', 'napi_business', 'napi_enterprise']) {
        yield neon('account', range + metrics, key);
      }
      yield neon('account', `${range}${metrics}&${ORG}`);
      yield neon('projects', `${range}${metrics}&limit=3`);
    }
    yield neon('projects', `${range}&${ORG}&limit=100`);
    for (const metrics of [...V2_METRICS, V2_METRICS, V2_METRICS.slice(0, 2).join('&metrics=')]) {
      yield neon('v2/projects', `${range}&${ORG}&metrics=${metrics}&limit=4`);
    }
    for (const metrics of [...BRANCH_METRICS, BRANCH_METRICS]) {
      yield neon('v2/branches', `${range}&${ORG}&metrics=${metrics}&project_ids=${some}&limit=20`);
    }
    yield neon('v2/projects', `${range}&${ORG}&metrics=${V2_METRICS}&project_ids=${some.join('&project_ids=')}`);
    yield neon('v2/projects', `${range}&${ORG}&metrics=${V2_METRICS}&cursor=${some[0]}&limit=1`);
    yield neon('account', range, 'napi_launch', 403);
    yield neon('account', range, 'napi_nobody', 401);
    yield neon('account', `${range}&org_id=org-somebody-else-00000000`, 'napi_scale', 404);
  }
  yield neon('account', 'from=2026-01-01T00:00:00Z&to=2026-05-01T00:00:00Z&granularity=daily',
    'napi_scale', 406);
}

const TIMEFRAMES = ['1h', '24h', '7d', '30d', '90d', '1y', 'all'];
const ZKSCORE_KEYS = ['zk_test_free', 'zk_test_starter', 'zk_test_professional', 'zk_test_enterprise'];

/** ZKScore's usage and its keys, by both paths; changes last. */
export function* zkscoreRequests() {
  const zkscore = (target, key = 'zk_test_professional', more = {}) =>
    ({ target, credential: bearer(key), ...more });
  for (const timeframe of TIMEFRAMES) {
    for (const granularity of ['minute', 'hour', 'day', 'week', 'month']) {
      for (const key of ZKSCORE_KEYS) {
        yield zkscore(`/v1/developer/usage?timeframe=${timeframe}&granularity=${granularity}&limit=50`, key);
      }
    }
    for (const flag of ['includeBreakdown', 'includeErrors', 'includeLatency']) {
      yield zkscore(`/v1/developer/usage?timeframe=${timeframe}&${flag}=false`);
    }
    yield zkscore(`/api/v1/developer/usage?timeframe=${timeframe}&includeBreakdown=false`
      + '&includeErrors=false&includeLatency=false&limit=1000');
  }
  for (const sort of ['requests', 'errors', 'latency', 'timestamp']) {
    for (const order of ['asc', 'desc']) {
      yield zkscore(`/v1/developer/usage?sort=${sort}&order=${order}`);
      yield zkscore(`/v1/developer/usage?sortBy=${sort}&sortOrder=${order}&limit=3&offset=2`);
    }
  }
  yield zkscore('/v1/developer/usage?keyId=key_pro_staging&timeframe=30d');
  yield zkscore('/v1/developer/usage?keyId=key_of_nobody', undefined, { status: 404 });
  yield zkscore('/v1/developer/usage', 'zk_test_readonly', { status: 403 });
  yield zkscore('/v1/developer/usage', 'zk_test_expired', { status: 401 });
  for (const key of ZKSCORE_KEYS) yield zkscore('/v1/developer/keys', key);
  yield zkscore('/api/v1/developer/keys?limit=1&offset=1');
  for (const body of [
    { name: 'ci' },
    { name: 'simple', permissions: ['read'], rateLimit: 100 },
    {
      name: 'whole', description: 'd', expiry: '2027-01-01T00:00:00Z', metadata: { team: 'a' },
      permissions: [{ resource: 'scores', actions: ['read'], restrictions: {} }],
      rateLimit: { requestsPerMinute: 10 },
      webhooks: [{ url: 'https://example.com/hook', events: ['usage'] }],
    },
  ]) {
    yield zkscore('/v1/developer/keys', undefined, { method: 'POST', body });
  }
  yield zkscore('/v1/developer/keys/key_pro_staging', undefined, { method: 'DELETE' });
  yield zkscore('/v1/developer/keys/key_of_nobody', undefined, { method: 'DELETE', status: 404 });
}
