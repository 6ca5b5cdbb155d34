exports.totalRequests = async (baseUrl, key, attempts = 2) => {
  const response = await fetch(`${baseUrl}/developer/usage?timeframe=1h`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  if (response.status === 503 && attempts > 1) return exports.totalRequests(baseUrl, key, attempts - 1);
  if (!response.ok) throw new Error(`the API responded with ${response.status}`);
  return (await response.json()).usage.totalRequests;
};
