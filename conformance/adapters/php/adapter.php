<?php
/**
 * A client of four usage-metering APIs (Upstash, Neon, ZKScore, OpenAI) on Guzzle 7, the usual HTTP
 * client of PHP, and an adapter that lets mockmeter drive it.
 *
 * Needs (Debian 12): php-cli php-curl php-guzzlehttp-guzzle.    Run: php adapter.php
 *
 * Rules of the client: GETs are tried up to four times on 429, 502, 503, 504, on timeouts and broken
 * connections; Retry-After is obeyed up to 30 s; a POST is sent again only after a 429. The timeout
 * holds for one attempt. Responses are decoded to PHP arrays, 64-bit integers beyond PHP_INT_MAX to
 * strings. Listings read one page, or all if $allPages says so.
 */
declare(strict_types=1);

require '/usr/share/php/GuzzleHttp/autoload.php';

use GuzzleHttp\Client;
use GuzzleHttp\Exception\BadResponseException;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Exception\RequestException;
use GuzzleHttp\Exception\TransferException;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Middleware;
use GuzzleHttp\Psr7\Query;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;

class UsageException extends RuntimeException
{
}
class ConnectionException extends UsageException
{
}
class TimeoutException extends ConnectionException
{
}
class InvalidResponseException extends UsageException
{
}
class ApiException extends UsageException
{
    public function __construct(
        public readonly int $status,
        string $message,
        public readonly ?string $errorCode = null,
        public readonly ?string $requestId = null,
        public readonly ?int $retryAfterMs = null,
        ?Throwable $previous = null,
    ) {
        parent::__construct($message, $status, $previous);
    }
}
class AuthenticationException extends ApiException
{
}
class PermissionException extends ApiException
{
}
class NotFoundException extends ApiException
{
}
class RateLimitException extends ApiException
{
}

abstract class UsageClient
{
    private const MAX_WAIT_MS = 30_000;
    private const BROKEN_CONNECTION = [18, 52, 55, 56, 92]; // CURLE_PARTIAL_FILE, GOT_NOTHING, SEND, RECV, HTTP2_STREAM

    private Client $http;

    /** @param array $options Guzzle request options: auth, headers, timeout, verify */
    public function __construct(
        private string $baseUrl,
        array $options = [],
        private int $maxRetries = 3,
        protected bool $allPages = false,
    ) {
        $stack = HandlerStack::create();
        $stack->push(Middleware::retry($this->shouldRetry(...), self::delay(...)));
        $this->http = new Client(array_replace_recursive([
            'handler' => $stack,
            'timeout' => 30,
            'connect_timeout' => 10,
            'headers' => ['Accept' => 'application/json', 'User-Agent' => 'usagemeter-php/1.0'],
        ], $options));
    }

    protected function get(string $path, array $query = []): array
    {
        $query = array_filter($query, fn ($v) => $v !== null && $v !== []);
        $query = array_map(fn ($v) => is_bool($v) ? ($v ? 'true' : 'false') : $v, $query);
        return $this->request('GET', $path, ['query' => Query::build($query)]);
    }

    protected function request(string $method, string $path, array $options = []): array
    {
        try {
            $response = $this->http->request($method, rtrim($this->baseUrl, '/') . $path, $options);
        } catch (BadResponseException $e) {
            throw self::apiException($e->getResponse(), $e);
        } catch (TransferException $e) {
            $errno = method_exists($e, 'getHandlerContext') ? ($e->getHandlerContext()['errno'] ?? 0) : 0;
            throw $errno === CURLE_OPERATION_TIMEDOUT
                ? new TimeoutException($e->getMessage(), 0, $e)
                : new ConnectionException($e->getMessage(), 0, $e);
        }
        if ($response->getStatusCode() >= 300) {
            throw self::apiException($response);
        }
        try {
            $data = json_decode((string) $response->getBody(), true, 512, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
        } catch (JsonException $e) {
            throw new InvalidResponseException('The response is no JSON: ' . $e->getMessage(), 0, $e);
        }
        if (!is_array($data)) {
            throw new InvalidResponseException('Expected a JSON object or array, got ' . get_debug_type($data));
        }
        return $data;
    }

    private function shouldRetry(int $retries, RequestInterface $request, ?ResponseInterface $response = null, ?Throwable $e = null): bool
    {
        if ($retries >= $this->maxRetries) {
            return false;
        }
        if ($response !== null) {
            $statuses = $request->getMethod() === 'GET' ? [429, 502, 503, 504] : [429];
            return in_array($response->getStatusCode(), $statuses, true)
                && (self::retryAfterMs($response) ?? 0) <= self::MAX_WAIT_MS;
        }
        return $request->getMethod() === 'GET' && ($e instanceof ConnectException
            || $e instanceof RequestException && in_array($e->getHandlerContext()['errno'] ?? 0, self::BROKEN_CONNECTION, true));
    }

    private static function delay(int $retries, ?ResponseInterface $response = null): int
    {
        $backoff = random_int(250, 500) * 2 ** ($retries - 1);
        return max($backoff, $response ? self::retryAfterMs($response) ?? 0 : 0);
    }

    private static function retryAfterMs(ResponseInterface $response): ?int
    {
        $value = trim($response->getHeaderLine('Retry-After'));
        if (ctype_digit($value)) {
            return min((int) $value, 1_000_000) * 1000;
        }
        foreach ([DateTimeInterface::RFC7231, 'l, d-M-y H:i:s \G\M\T', 'D M j H:i:s Y'] as $format) { // RFC 9110, 5.6.7
            $date = DateTimeImmutable::createFromFormat($format, preg_replace('/ +/', ' ', $value), new DateTimeZone('UTC'));
            if ($date) {
                return max(0, $date->getTimestamp() - time()) * 1000;
            }
        }
        return null;
    }

    private static function apiException(ResponseInterface $response, ?Throwable $previous = null): ApiException
    {
        $status = $response->getStatusCode();
        $body = (string) $response->getBody();
        $json = json_decode($body, true);
        $error = is_array($json) ? $json['error'] ?? null : null;
        // {"message"}, {"error":"text"}, {"error":{"message"}}, {"error":"CODE","message"}, "text", or plain text
        if (is_array($error)) {
            [$message, $code] = [$error['message'] ?? null, $error['code'] ?? null];
        } elseif (is_array($json)) {
            [$message, $code] = isset($json['message']) ? [$json['message'], $error ?? $json['code'] ?? null] : [$error, null];
        } else {
            $isHtml = str_contains($response->getHeaderLine('Content-Type'), 'html');
            [$message, $code] = [is_string($json) ? $json : ($isHtml ? null : substr($body, 0, 200)), null];
        }
        $message = is_string($message) && $message !== '' ? $message : $response->getReasonPhrase();
        $requestId = $json['request_id'] ?? $error['request_id'] ?? $response->getHeaderLine('X-Request-Id');
        $class = match ($status) {
            401 => AuthenticationException::class,
            403 => PermissionException::class,
            404 => NotFoundException::class,
            429 => RateLimitException::class,
            default => ApiException::class,
        };
        return new $class(
            $status,
            $message,
            is_string($code) && $code !== '' ? $code : null,
            is_string($requestId) && $requestId !== '' ? $requestId : null,
            self::retryAfterMs($response),
            $previous,
        );
    }

    protected static function required(array $data, string $key): array
    {
        return is_array($data[$key] ?? null) ? $data[$key] : throw new InvalidResponseException("The response has no list \"$key\"");
    }
}

class Upstash extends UsageClient
{
    public function listQStashUsers(): array
    {
        return $this->get('/qstash/users');
    }

    public function qstashStats(string $id, ?string $period = null): array
    {
        if (in_array($id, ['', '.', '..'], true)) {
            throw new InvalidArgumentException('No QStash user has the id "' . $id . '"');
        }
        return $this->get('/qstash/stats/' . rawurlencode($id), ['period' => $period]);
    }
}

class Neon extends UsageClient
{
    public function accountConsumption(array $query): array
    {
        $data = $this->get('/consumption_history/account', $query);
        self::required($data, 'periods');
        return $data;
    }

    public function projectConsumption(array $query): array
    {
        $projects = [];
        do {
            $sent = $query['cursor'] ?? '';
            $page = $this->get('/consumption_history/projects', $query);
            $found = self::required($page, 'projects');
            array_push($projects, ...$found);
            $query['cursor'] = $page['pagination']['cursor'] ?? '';
        } while ($this->allPages && $found && !in_array($query['cursor'], ['', $sent], true));
        return $this->allPages ? ['projects' => $projects] : $page;
    }
}

class ZkScore extends UsageClient
{
    public function usage(array $query): array
    {
        return $this->allPages('/developer/usage', $query, 'timeSeries');
    }

    public function listApiKeys(array $query = []): array
    {
        return $this->allPages('/developer/keys', $query, 'keys');
    }

    public function createApiKey(array $key): array
    {
        foreach (['metadata', 'rateLimit'] as $name) { // an empty PHP array must stay an object
            if (isset($key[$name])) {
                $key[$name] = is_array($key[$name]) ? (object) $key[$name] : $key[$name];
            }
        }
        return self::checked($this->request('POST', '/developer/keys', ['json' => $key]));
    }

    private function allPages(string $path, array $query, string $list): array
    {
        $first = $page = self::checked($this->get($path, $query));
        while ($this->allPages && ($page['pagination']['hasMore'] ?? false) === true && ($page[$list] ?? [])) {
            $page = self::checked($this->get($path, ['offset' => ($query['offset'] ?? 0) + count($first[$list])] + $query));
            array_push($first[$list], ...self::required($page, $list));
            $first['pagination']['hasMore'] = $page['pagination']['hasMore'] ?? false;
        }
        return $first;
    }

    private static function checked(array $data): array
    {
        return ($data['success'] ?? true) === false ? throw new InvalidResponseException('success is false') : $data;
    }
}

class OpenAi extends UsageClient
{
    public function usageCompletions(array $query): array
    {
        return $this->allPages('/organization/usage/completions', $query);
    }

    public function costs(array $query): array
    {
        return $this->allPages('/organization/costs', $query);
    }

    private function allPages(string $path, array $query): array
    {
        foreach ($query as $name => $value) { // arrays as the official SDKs write them: group_by[]=a&group_by[]=b
            if (is_array($value)) {
                unset($query[$name]);
                $query[$name . '[]'] = $value;
            }
        }
        $buckets = $seen = [];
        do {
            $page = $this->get($path, $query);
            array_push($buckets, ...self::required($page, 'data'));
            $more = $this->allPages && ($page['has_more'] ?? false) === true;
            if ($more) {
                $token = $page['next_page'] ?? '';
                if ($token === '' || isset($seen[$token])) {
                    throw new InvalidResponseException('has_more without a new next_page');
                }
                $query['page'] = $token;
                $seen[$token] = true;
            }
        } while ($more);
        return ['data' => $buckets] + $page;
    }
}

// ---- The adapter ---------------------------------------------------------------------------------

const OPERATIONS = [
    'upstash.list_qstash_users', 'upstash.get_qstash_stats', 'neon.account_consumption', 'neon.project_consumption',
    'zkscore.get_usage', 'zkscore.list_api_keys', 'zkscore.create_api_key', 'openai.usage_completions', 'openai.costs',
];

function call(array $call): array
{
    $credential = $call['credential'] ?? [];
    $options = match ($credential['scheme'] ?? '') {
        'basic' => ['auth' => [$credential['username'] ?? '', $credential['password'] ?? '']],
        'bearer' => ['headers' => ['Authorization' => 'Bearer ' . ($credential['token'] ?? '')]],
        default => [],
    };
    if ($timeout = $call['options']['timeout_ms'] ?? null) {
        $options['timeout'] = $options['connect_timeout'] = $timeout / 1000;
    }
    $ca = $call['options']['ca_file'] ?? $call['ca_file'] ?? getenv('SSL_CERT_FILE');
    if ($ca) {
        $options['verify'] = $ca;
    }
    $a = $call['arguments'] ?? [];
    $client = fn (string $class) => new $class(
        $call['base_url'], $options, $call['options']['max_retries'] ?? 3, $call['options']['all_pages'] ?? false,
    );
    return match ($call['operation']) {
        'upstash.list_qstash_users' => $client(Upstash::class)->listQStashUsers(),
        'upstash.get_qstash_stats' => $client(Upstash::class)->qstashStats((string) ($a['id'] ?? ''), $a['period'] ?? null),
        'neon.account_consumption' => $client(Neon::class)->accountConsumption($a),
        'neon.project_consumption' => $client(Neon::class)->projectConsumption($a),
        'zkscore.get_usage' => $client(ZkScore::class)->usage($a),
        'zkscore.list_api_keys' => $client(ZkScore::class)->listApiKeys($a),
        'zkscore.create_api_key' => $client(ZkScore::class)->createApiKey($a),
        'openai.usage_completions' => $client(OpenAi::class)->usageCompletions($a),
        'openai.costs' => $client(OpenAi::class)->costs($a),
    };
}

function reply(array $message): void
{
    fwrite(STDOUT, json_encode($message, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR) . "\n");
    fflush(STDOUT);
}

while (($line = fgets(STDIN)) !== false) {
    $message = json_decode($line, true, 512, JSON_BIGINT_AS_STRING);
    if (!is_array($message)) {
        continue;
    }
    if (($message['type'] ?? '') === 'hello') {
        reply([
            'type' => 'hello', 'client' => ['name' => 'usagemeter-php', 'version' => '1.0', 'language' => 'PHP'],
            'operations' => OPERATIONS, 'features' => ['retry', 'timeout', 'paging', 'tls_ca'],
        ]);
        continue;
    }
    $id = $message['id'] ?? '';
    if (!in_array($message['operation'] ?? '', OPERATIONS, true)) {
        reply(['id' => $id, 'unsupported' => 'no such operation']);
        continue;
    }
    try {
        reply(['id' => $id, 'result' => call($message)]);
    } catch (Throwable $e) {
        $error = ['class' => $e::class, 'message' => $e->getMessage()];
        if ($e instanceof ApiException) {
            $error = ['status' => $e->status] + $error;
            if ($e->retryAfterMs !== null) {
                $error['retry_after_ms'] = $e->retryAfterMs;
            }
        }
        reply(['id' => $id, 'error' => $error]);
    }
}
