set -eu
curl -fsS "$MOCKMETER_URL/__admin/faults" -d '{"fault":"status=503,times=1,op=zkscore.get_usage"}'
# Stands for your client.
curl -fsS --retry 1 --retry-delay 1 -H "Authorization: Bearer $ZKSCORE_API_KEY" \
  "$ZKSCORE_API_BASE/developer/usage?timeframe=1h"
curl -fsS "$MOCKMETER_URL/__admin/verify" \
  -d '{"method":"GET","urlPath":"/v1/developer/usage","atLeast":2,"atMost":2}'
