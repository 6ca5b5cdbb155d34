// A hand-written Java 17 client of four usage-metering APIs (Upstash QStash, Neon, ZKScore, OpenAI): java.net.http and
// Jackson, typed records in and out. Below it is the adapter that lets mockmeter make calls with it.
// Build: javac -cp "$CP" -d classes Adapter.java     (Debian: openjdk-17-jdk-headless, libjackson2-databind-java)
// Run:   java -cp "classes:$CP" Adapter     with CP=/usr/share/java/jackson-{core,databind,annotations}.jar, joined by :

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.*;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.*;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.*;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.*;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.Collectors;
import javax.net.ssl.*;

// ---- Models. What the vendor marks optional may be null. ------------------------------------------------------

record Point(String x, BigDecimal y) {}
record RequestPoint(String x, BigDecimal y, @JsonProperty("workflow_message") Long workflowMessage,
        @JsonProperty("workflow_run") Long workflowRun) {}
record Series(String id, @JsonProperty("data_points") List<Point> dataPoints) {}
record QStashStats(List<String> days, @JsonProperty("daily_requests") List<RequestPoint> dailyRequests,
        @JsonProperty("daily_billings") List<Point> dailyBillings,
        @JsonProperty("daily_bandwidths") List<Point> dailyBandwidths,
        @JsonProperty("daily_used") List<Point> dailyUsed,
        @JsonProperty("daily_used_workflow") List<Point> dailyUsedWorkflow,
        @JsonProperty("daily_qstash_messages") List<Series> dailyQstashMessages,
        @JsonProperty("daily_workflow_messages") List<Series> dailyWorkflowMessages,
        @JsonProperty("dlq_message_count") Long dlqMessageCount,
        @JsonProperty("daily_bandwidth_used") List<Point> dailyBandwidthUsed,
        @JsonProperty("total_monthly_billing") BigDecimal totalMonthlyBilling) {}

/** Forty-odd settings, most of them limits: a bean, written with the names of the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
class QStashUser {
    public String customer_id, id, password, token, read_only_token, state, modifying_state, type, reserved_type,
            prometheus_enabled, region, created_by;
    public Boolean active, prod_pack_enabled;
    public Long last_plan_upgrade_time, max_message_size, max_requests_per_day, max_requests_per_day_hard,
            max_endpoints_per_topic, max_requests_per_second, max_dlq_size, max_completion_tokens_per_day,
            max_completion_tokens_per_minute, max_completions_per_day, max_completions_per_minute, max_retries,
            max_topics, max_schedules, max_events_size, max_dlq_retention_time_milis, max_delay, max_parallelism,
            max_global_parallelism, max_queues, max_bandwidth_per_second, retention, timeout, rate_limit, budget,
            creation_time, deletion_time;
    public BigDecimal reserved_price;
    public Enterprise enterprise;
    record Enterprise(Boolean enabled) {}
}

record Timeframe(@JsonProperty("timeframe_start") Instant start, @JsonProperty("timeframe_end") Instant end,
        @JsonProperty("active_time_seconds") BigInteger activeTimeSeconds, // uint64: a long is one bit short
        @JsonProperty("compute_time_seconds") BigInteger computeTimeSeconds,
        @JsonProperty("written_data_bytes") BigInteger writtenDataBytes,
        @JsonProperty("synthetic_storage_size_bytes") BigInteger syntheticStorageSizeBytes,
        @JsonProperty("data_storage_bytes_hour") BigInteger dataStorageBytesHour,
        @JsonProperty("logical_size_bytes") BigInteger logicalSizeBytes,
        @JsonProperty("logical_size_bytes_hour") BigInteger logicalSizeBytesHour) {}
record Period(@JsonProperty("period_id") String id, @JsonProperty("period_plan") String plan,
        @JsonProperty("period_start") Instant start, @JsonProperty("period_end") Instant end,
        List<Timeframe> consumption) {}
record AccountConsumption(List<Period> periods) {}
record Project(@JsonProperty("project_id") String id, List<Period> periods) {}
record Cursor(String cursor) {}
record ProjectPage(List<Project> projects, Cursor pagination) {}

record Pagination(Long total, Long limit, Long offset, Boolean hasMore) {}
record Totals(Long totalRequests, Long successfulRequests, Long failedRequests, BigDecimal successRate,
        BigDecimal averageLatency, BigDecimal peakLatency, BigDecimal requestsPerMinute, BigDecimal requestsPerHour,
        BigDecimal requestsPerDay, BigDecimal peakRequestsPerMinute, BigDecimal peakRequestsPerHour,
        BigDecimal dataTransferred, BigDecimal averageDataPerRequest) {}
record UsagePoint(Instant timestamp, Long requests, Long successfulRequests, Long failedRequests,
        BigDecimal averageLatency, BigDecimal peakLatency, BigDecimal dataTransferred) {}
record EndpointUsage(String endpoint, Long requests, BigDecimal successRate, BigDecimal averageLatency,
        BigDecimal dataTransferred) {}
record Breakdown(List<EndpointUsage> byEndpoint, List<JsonNode> byMethod, List<JsonNode> byStatusCode,
        List<JsonNode> byKey) {}
record ErrorType(String type, Long count, BigDecimal percentage, String description) {}
record Errors(Long totalErrors, BigDecimal errorRate, List<ErrorType> byType, List<JsonNode> byEndpoint,
        List<JsonNode> byStatusCode) {}
record Rates(BigDecimal requestsPerMinute, BigDecimal requestsPerHour, BigDecimal requestsPerDay) {}
record RateLimits(Rates current, Rates usage, Rates utilization) {}
record Alert(String type, String message, String priority, String recommendation) {}
record Usage(Boolean success, Totals usage, List<UsagePoint> timeSeries, Breakdown breakdown, Errors errors,
        RateLimits rateLimits, List<Alert> alerts, Pagination pagination, Instant timestamp) {}
record Permission(String resource, List<String> actions, JsonNode restrictions) {}
record KeyRateLimit(Long requestsPerMinute, Long requestsPerHour, Long requestsPerDay, Long burstLimit) {}
record KeyUsage(Long totalRequests, Long requestsToday, Long requestsThisWeek, Long requestsThisMonth,
        BigDecimal averageRequestsPerDay, BigDecimal peakRequestsPerHour, Instant lastRequestAt) {}
record Webhook(String id, String url, List<String> events, String secret, String status, Instant lastDelivery,
        Long deliveryCount, Long failureCount) {}
record ApiKey(String id, String name, String description, List<Permission> permissions, KeyRateLimit rateLimit,
        String status, Instant createdAt, Instant expiry, Instant lastUsed, KeyUsage usage, List<Webhook> webhooks,
        JsonNode metadata) {}
record KeySummary(Long totalKeys, Long activeKeys, Long inactiveKeys, Long expiredKeys, Long revokedKeys,
        Long totalRequests, Long requestsToday, BigDecimal averageRequestsPerKey) {}
record ApiKeyList(Boolean success, List<ApiKey> keys, Pagination pagination, KeySummary summary, Instant timestamp) {}
record CreatedKey(Boolean success, String apiKey, String keyId, ApiKey key, List<Webhook> webhooks,
        Instant timestamp) {}

record Bucket<T>(String object, @JsonProperty("start_time") long startTime, @JsonProperty("end_time") long endTime,
        List<T> results) {}
record BucketPage<T>(String object, List<Bucket<T>> data, @JsonProperty("has_more") boolean hasMore,
        @JsonProperty("next_page") String nextPage) {}
@JsonInclude(JsonInclude.Include.NON_NULL)
class CompletionsUsage {
    public String object, project_id, user_id, api_key_id, model, service_tier, api_source;
    public Boolean batch;
    public Long input_tokens, output_tokens, num_model_requests, input_cached_tokens, input_cache_write_tokens,
            input_cache_write_30m_tokens, input_cache_write_12h_tokens, input_uncached_tokens, input_text_tokens,
            output_text_tokens, input_cached_text_tokens, input_audio_tokens, input_cached_audio_tokens,
            output_audio_tokens, input_image_tokens, input_cached_image_tokens, output_image_tokens;
}
record Amount(BigDecimal value, String currency) {}
record Cost(String object, Amount amount, @JsonProperty("line_item") String lineItem,
        @JsonProperty("project_id") String projectId, @JsonProperty("api_key_id") String apiKeyId,
        @JsonProperty("user_id") String userId, @JsonProperty("api_source") String apiSource, BigDecimal quantity,
        @JsonProperty("quantity_unit") String quantityUnit) {}

// ---- Requests -------------------------------------------------------------------------------------------------

record StatsRequest(String id, String period) {}
record ConsumptionRequest(Instant from, Instant to, String granularity, @JsonProperty("org_id") String orgId,
        List<String> metrics, @JsonProperty("include_v1_metrics") Boolean includeV1Metrics,
        @JsonProperty("project_ids") List<String> projectIds, Integer limit, String cursor) {}
record UsageRequest(@JsonAlias("key_id") String keyId, String timeframe, String granularity,
        @JsonAlias("include_breakdown") Boolean includeBreakdown, @JsonAlias("include_errors") Boolean includeErrors,
        @JsonAlias("include_latency") Boolean includeLatency, @JsonAlias({"sort_by", "sortBy"}) String sort,
        @JsonAlias({"sort_order", "sortOrder"}) String order, Integer limit, Integer offset) {}
record ListKeysRequest(Integer limit, Integer offset) {}
record CreateKeyRequest(String name, String description, List<Permission> permissions,
        @JsonAlias("rate_limit") KeyRateLimit rateLimit, Instant expiry, List<Webhook> webhooks, JsonNode metadata) {}
record BucketRequest(@JsonProperty("start_time") Long startTime, @JsonProperty("end_time") Long endTime,
        @JsonProperty("bucket_width") String bucketWidth, Integer limit, String page, Boolean batch,
        @JsonProperty("group_by") List<String> groupBy, @JsonProperty("project_ids") List<String> projectIds,
        @JsonProperty("user_ids") List<String> userIds, @JsonProperty("api_key_ids") List<String> apiKeyIds,
        List<String> models, @JsonProperty("line_items") List<String> lineItems) {}

// ---- Errors ---------------------------------------------------------------------------------------------------

class MeteringException extends RuntimeException {
    MeteringException(String message, Throwable cause) { super(message, cause); }
}
class TransportException extends MeteringException {
    TransportException(String message, Throwable cause) { super(message, cause); }
}
class RequestTimeoutException extends TransportException {
    RequestTimeoutException(Throwable cause) { super("no complete response in time", cause); }
}
class MalformedResponseException extends MeteringException {
    MalformedResponseException(Throwable cause) { super("the server's response is not what is documented", cause); }
}
class ApiException extends MeteringException {
    final int status;
    final String code; // the vendor's, or null
    final Duration retryAfter; // or null

    ApiException(int status, String code, String message, Duration retryAfter) {
        super(status + (code == null ? "" : " " + code) + ": " + message, null);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }
}
class AuthenticationException extends ApiException {
    AuthenticationException(int s, String c, String m, Duration r) { super(s, c, m, r); }
}
class RateLimitException extends ApiException {
    RateLimitException(int s, String c, String m, Duration r) { super(s, c, m, r); }
}

// ---- The client -----------------------------------------------------------------------------------------------

class MeteringClient {
    private static final Duration MAX_RETRY_WAIT = Duration.ofSeconds(60);
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new JsonDeserializer<>() {
                        @Override
                        public Instant deserialize(JsonParser p, DeserializationContext c) throws IOException {
                            String text = p.getValueAsString();
                            try {
                                return OffsetDateTime.parse(text).toInstant();
                            } catch (DateTimeParseException e) {
                                throw c.weirdStringException(text, Instant.class, "not an RFC 3339 date-time");
                            }
                        }
                    }))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private final HttpClient http;
    private final String baseUrl;
    private final String authorization;
    private final Duration timeout;
    private final int maxRetries;

    MeteringClient(HttpClient http, String baseUrl, String authorization, Duration timeout, int maxRetries) {
        this.http = http;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
        this.authorization = authorization;
        this.timeout = timeout;
        this.maxRetries = maxRetries;
    }

    static String bearer(String token) { return "Bearer " + token; }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    // Upstash

    List<QStashUser> listQStashUsers() { return get("/qstash/users", Map.of(), new TypeReference<>() {}); }

    QStashStats getQStashStats(StatsRequest r) {
        if (r.id() == null || r.id().isBlank()) throw new IllegalArgumentException("id is required");
        return get("/qstash/stats/" + encode(r.id()), query("period", r.period()), new TypeReference<>() {});
    }

    // Neon

    AccountConsumption accountConsumption(ConsumptionRequest r) {
        return get("/consumption_history/account", consumption(r), new TypeReference<>() {});
    }

    ProjectPage projectConsumptionPage(ConsumptionRequest r) { return projectPage(projectQuery(r)); }

    /** All projects, page by page; limit is the size of a page. */
    List<Project> projectConsumption(ConsumptionRequest r) {
        List<Project> projects = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, Object> query = projectQuery(r);
        while (true) {
            ProjectPage page = projectPage(query);
            if (page.projects() != null) projects.addAll(page.projects());
            String next = page.pagination() == null ? null : page.pagination().cursor();
            if (next == null || next.isEmpty() || page.projects() == null || page.projects().isEmpty()
                    || !seen.add(next)) return projects;
            query.put("cursor", next);
        }
    }

    private ProjectPage projectPage(Map<String, Object> query) {
        return get("/consumption_history/projects", query, new TypeReference<>() {});
    }

    private static Map<String, Object> projectQuery(ConsumptionRequest r) {
        Map<String, Object> query = consumption(r);
        query.putAll(query("limit", r.limit(), "cursor", r.cursor(), "project_ids", join(r.projectIds())));
        return query;
    }

    private static Map<String, Object> consumption(ConsumptionRequest r) {
        return query("from", r.from(), "to", r.to(), "granularity", r.granularity(), "org_id", r.orgId(),
                "metrics", join(r.metrics()), "include_v1_metrics", r.includeV1Metrics());
    }

    private static String join(List<String> values) { return values == null ? null : String.join(",", values); }

    // ZKScore: one page per call; pagination().hasMore() tells the caller to go on

    Usage usage(UsageRequest r) {
        return success(get("/v1/developer/usage", query("keyId", r.keyId(), "timeframe", r.timeframe(),
                "granularity", r.granularity(), "includeBreakdown", r.includeBreakdown(), "includeErrors",
                r.includeErrors(), "includeLatency", r.includeLatency(), "sort", r.sort(), "order", r.order(),
                "limit", r.limit(), "offset", r.offset()), new TypeReference<Usage>() {}), Usage::success);
    }

    ApiKeyList listApiKeys(ListKeysRequest r) {
        return success(get("/v1/developer/keys", query("limit", r.limit(), "offset", r.offset()),
                new TypeReference<ApiKeyList>() {}), ApiKeyList::success);
    }

    CreatedKey createApiKey(CreateKeyRequest r) {
        Objects.requireNonNull(r.name(), "name");
        return success(send("POST", "/v1/developer/keys", Map.of(), r, new TypeReference<CreatedKey>() {}),
                CreatedKey::success);
    }

    private static <T> T success(T body, java.util.function.Function<T, Boolean> flag) {
        if (Boolean.FALSE.equals(flag.apply(body))) throw new ApiException(200, null, "success is false", null);
        return body;
    }

    // OpenAI

    private static final String COMPLETIONS = "/organization/usage/completions";
    private static final String COSTS = "/organization/costs";

    BucketPage<CompletionsUsage> usageCompletionsPage(BucketRequest r) {
        return get(COMPLETIONS, bucketQuery(r), new TypeReference<>() {});
    }

    List<Bucket<CompletionsUsage>> usageCompletions(BucketRequest r) {
        return buckets(COMPLETIONS, bucketQuery(r), new TypeReference<>() {});
    }

    BucketPage<Cost> costsPage(BucketRequest r) { return get(COSTS, bucketQuery(r), new TypeReference<>() {}); }

    List<Bucket<Cost>> costs(BucketRequest r) { return buckets(COSTS, bucketQuery(r), new TypeReference<>() {}); }

    private static Map<String, Object> bucketQuery(BucketRequest r) {
        return query("start_time", r.startTime(), "end_time", r.endTime(), "bucket_width",
                r.bucketWidth(), "limit", r.limit(), "page", r.page(), "batch", r.batch(), "group_by[]", r.groupBy(),
                "project_ids[]", r.projectIds(), "user_ids[]", r.userIds(), "api_key_ids[]", r.apiKeyIds(),
                "models[]", r.models(), "line_items[]", r.lineItems());
    }

    private <T> List<Bucket<T>> buckets(String path, Map<String, Object> query, TypeReference<BucketPage<T>> type) {
        List<Bucket<T>> buckets = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (true) {
            BucketPage<T> page = get(path, query, type);
            if (page.data() == null) throw new MalformedResponseException(null);
            buckets.addAll(page.data());
            if (!page.hasMore()) return buckets;
            if (page.nextPage() == null || !seen.add(page.nextPage())) throw new MalformedResponseException(null);
            query.put("page", page.nextPage());
        }
    }

    // HTTP

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, Object> query(Object... pairs) {
        Map<String, Object> query = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) if (pairs[i + 1] != null) query.put((String) pairs[i], pairs[i + 1]);
        return query;
    }

    private <T> T get(String path, Map<String, Object> query, TypeReference<T> type) {
        return send("GET", path, query, null, type);
    }

    private <T> T send(String method, String path, Map<String, Object> query, Object body, TypeReference<T> type) {
        String parameters = query.entrySet().stream()
                .flatMap(e -> (e.getValue() instanceof List<?> l ? l : List.of(e.getValue())).stream()
                        .map(v -> encode(e.getKey()) + "=" + encode(v.toString())))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder builder = HttpRequest.newBuilder()
                .uri(URI.create(baseUrl + path + (parameters.isEmpty() ? "" : "?" + parameters)))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "metering-java/1.0");
        if (authorization != null) builder.header("Authorization", authorization);
        try {
            HttpRequest request = (body == null ? builder.GET()
                    : builder.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))).build();
            T result = JSON.readValue(exchange(request, method.equals("GET")).body(), type);
            if (result == null) throw new MalformedResponseException(null);
            return result;
        } catch (IOException e) {
            throw new MalformedResponseException(e);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, boolean idempotent) {
        for (int attempt = 0;; attempt++) {
            Duration wait = Duration.ofMillis((long) (500 * Math.pow(2, attempt)
                    * ThreadLocalRandom.current().nextDouble(0.5, 1)));
            try {
                HttpResponse<byte[]> response = once(request);
                if (response.statusCode() / 100 == 2) return response;
                ApiException error = error(response);
                // A POST is repeated only when it certainly was not carried out.
                boolean again = idempotent ? RETRYABLE.contains(error.status) : error.status == 429;
                if (error.retryAfter != null) wait = error.retryAfter;
                if (!again || attempt >= maxRetries || wait.compareTo(MAX_RETRY_WAIT) > 0) throw error;
            } catch (TimeoutException e) {
                throw new RequestTimeoutException(e);
            } catch (IOException e) {
                boolean again = idempotent && !(e instanceof SSLException) || e instanceof ConnectException;
                if (!again || attempt >= maxRetries) throw new TransportException(e.toString(), e);
            }
            pause(wait);
        }
    }

    /** One exchange. HttpRequest.timeout() ends with the response's head, this covers the body, too. */
    private HttpResponse<byte[]> once(HttpRequest request) throws IOException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> future = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        } finally {
            future.cancel(true);
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        }
    }

    private static ApiException error(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String text = new String(response.body(), StandardCharsets.UTF_8).strip();
        String code = null;
        String message = null;
        try {
            JsonNode body = JSON.readTree(text);
            JsonNode nested = body.path("error");
            JsonNode detail = nested.isObject() ? nested : body;
            message = body.isTextual() ? body.textValue() : detail.path("message").textValue();
            code = detail.path("code").asText("");
            if (code.isEmpty()) code = nested.textValue(); // {"error":"CODE","message":"..."}
            if (message == null && nested.isTextual()) { // {"error":"text"}
                message = nested.textValue();
                code = null;
            }
        } catch (JsonProcessingException e) {
            message = text.length() > 200 ? text.substring(0, 200) : text;
        }
        if (message == null || message.isBlank()) message = "HTTP " + status;
        Duration retryAfter = response.headers().firstValue("Retry-After").map(MeteringClient::retryAfter).orElse(null);
        if (status == 401 || status == 403) return new AuthenticationException(status, code, message, retryAfter);
        if (status == 429) return new RateLimitException(status, code, message, retryAfter);
        return new ApiException(status, code, message, retryAfter);
    }

    private static final List<DateTimeFormatter> HTTP_DATES = List.of(DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    /** Seconds or an HTTP-date in any of its three forms, RFC 9110 sections 10.2.3 and 5.6.7. */
    private static Duration retryAfter(String value) {
        if (value.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(value));
        for (DateTimeFormatter form : HTTP_DATES) {
            try {
                ZonedDateTime date = ZonedDateTime.parse(value, form);
                if (date.isAfter(ZonedDateTime.now().plusYears(50))) date = date.minusYears(100); // of two digits
                Duration wait = Duration.between(Instant.now(), date);
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeParseException e) {
                // the next form
            }
        }
        return null;
    }
}

// ---- The adapter ----------------------------------------------------------------------------------------------

public class Adapter {
    record ClientName(String name, String version, String language) {}
    record Hello(String type, ClientName client, Set<String> operations, String model,
            @JsonProperty("time_resolution") String timeResolution, List<String> features, int parallel) {}
    record Failure(Integer status, @JsonProperty("class") String type, String message,
            @JsonProperty("retry_after_ms") Long retryAfterMs) {}
    record Reply(String id, Object result, Failure error, String unsupported) {}
    interface Call { Object make(MeteringClient client, JsonNode arguments) throws JsonProcessingException; }
    static class Unsupported extends RuntimeException {}

    private static final ObjectMapper JSON = MeteringClient.JSON;
    // An argument that the client does not have must not vanish.
    private static final ObjectMapper ARGUMENTS = JSON.copy()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    private static final Map<String, Call> CALLS = new TreeMap<>(Map.of(
            "upstash.list_qstash_users", (c, a) -> c.listQStashUsers(),
            "upstash.get_qstash_stats", (c, a) -> c.getQStashStats(read(a, StatsRequest.class)),
            "neon.account_consumption", (c, a) -> c.accountConsumption(read(a, ConsumptionRequest.class)),
            "neon.project_consumption", (c, a) -> c.projectConsumptionPage(read(a, ConsumptionRequest.class)),
            "zkscore.get_usage", (c, a) -> c.usage(read(a, UsageRequest.class)),
            "zkscore.list_api_keys", (c, a) -> c.listApiKeys(read(a, ListKeysRequest.class)),
            "zkscore.create_api_key", (c, a) -> c.createApiKey(read(a, CreateKeyRequest.class)),
            "openai.usage_completions", (c, a) -> c.usageCompletionsPage(read(a, BucketRequest.class)),
            "openai.costs", (c, a) -> c.costsPage(read(a, BucketRequest.class))));
    private static final Map<String, Call> ALL_PAGES = Map.of(
            "neon.project_consumption",
            (c, a) -> Map.of("projects", c.projectConsumption(read(a, ConsumptionRequest.class))),
            "openai.usage_completions", (c, a) -> Map.of("data", c.usageCompletions(read(a, BucketRequest.class))),
            "openai.costs", (c, a) -> Map.of("data", c.costs(read(a, BucketRequest.class))),
            "zkscore.get_usage", (c, a) -> { throw new Unsupported(); },
            "zkscore.list_api_keys", (c, a) -> { throw new Unsupported(); });
    private static final Map<String, HttpClient> HTTP = new ConcurrentHashMap<>();

    private static <T> T read(JsonNode arguments, Class<T> type) throws JsonProcessingException {
        return ARGUMENTS.treeToValue(arguments, type);
    }

    public static void main(String[] args) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (String line; (line = in.readLine()) != null;) {
            JsonNode message = JSON.readTree(line);
            if (message.path("type").asText().equals("hello")) {
                out.println(JSON.writeValueAsString(new Hello("hello", new ClientName("metering-java", "1.0", "Java"),
                        CALLS.keySet(), "typed", "ns", List.of("retry", "timeout", "paging", "tls_ca"), 4)));
            } else {
                pool.execute(() -> out.println(reply(message)));
            }
        }
        pool.shutdown();
        System.exit(0);
    }

    private static String reply(JsonNode message) {
        String id = message.path("id").asText();
        try {
            return JSON.writeValueAsString(answer(id, message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply answer(String id, JsonNode message) {
        String operation = message.path("operation").asText();
        Call call = CALLS.get(operation);
        if (message.path("options").path("all_pages").asBoolean()) call = ALL_PAGES.getOrDefault(operation, call);
        if (call == null) return new Reply(id, null, null, "no such operation");
        try {
            JsonNode arguments = message.has("arguments") ? message.get("arguments") : JSON.createObjectNode();
            return new Reply(id, call.make(client(message), arguments), null, null);
        } catch (com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException e) {
            return new Reply(id, null, null, "no argument " + e.getPropertyName());
        } catch (Unsupported e) {
            return new Reply(id, null, null, "the caller pages here");
        } catch (ApiException e) {
            return new Reply(id, null, new Failure(e.status, e.getClass().getSimpleName(), e.getMessage(),
                    e.retryAfter == null ? null : e.retryAfter.toMillis()), null);
        } catch (Exception e) {
            return new Reply(id, null, new Failure(null, e.getClass().getSimpleName(), e.getMessage(), null), null);
        }
    }

    private static MeteringClient client(JsonNode message) throws GeneralSecurityException, IOException {
        JsonNode credential = message.path("credential");
        JsonNode options = message.path("options");
        String authorization = switch (credential.path("scheme").asText()) {
            case "bearer" -> MeteringClient.bearer(credential.path("token").asText());
            case "basic" -> MeteringClient.basic(credential.path("username").asText(),
                    credential.path("password").asText());
            default -> null;
        };
        String ca = options.path("ca_file").asText(message.path("ca_file").asText(""));
        HttpClient http = HTTP.get(ca);
        if (http == null) HTTP.put(ca, http = http(ca));
        String baseUrl = message.path("base_url").asText();
        // ZKScore documents its base URL without the /v1 of its paths, mockmeter gives it with it.
        if (message.path("operation").asText().startsWith("zkscore.")) baseUrl = baseUrl.replaceAll("/v1$", "");
        return new MeteringClient(http, baseUrl, authorization,
                Duration.ofMillis(options.path("timeout_ms").asLong(30_000)), options.path("max_retries").asInt(2));
    }

    private static HttpClient http(String caFile) throws GeneralSecurityException, IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (caFile.isEmpty()) return builder.build();
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(caFile))) {
            for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in))
                store.setCertificateEntry("ca" + store.size(), c);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return builder.sslContext(tls).build();
    }
}
