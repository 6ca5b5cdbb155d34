package main

import (
	"encoding/json"
	"time"
)

// Typed models of what the vendors document. Optional fields are pointers, so that an absent
// number is never mistaken for zero; element shapes that no document gives stay raw JSON.

type raw = json.RawMessage

// ---- Upstash -----------------------------------------------------------------------------------

type QStashUser struct {
	CustomerID                   string   `json:"customer_id"`
	ID                           string   `json:"id"`
	Password                     *string  `json:"password,omitempty"`
	Token                        string   `json:"token"`
	ReadOnlyToken                *string  `json:"read_only_token,omitempty"`
	Active                       bool     `json:"active"`
	State                        string   `json:"state"`
	ModifyingState               *string  `json:"modifying_state,omitempty"`
	LastPlanUpgradeTime          *int64   `json:"last_plan_upgrade_time,omitempty"`
	MaxMessageSize               *int64   `json:"max_message_size,omitempty"`
	MaxRequestsPerDay            *int64   `json:"max_requests_per_day,omitempty"`
	MaxRequestsPerDayHard        *int64   `json:"max_requests_per_day_hard,omitempty"`
	MaxEndpointsPerTopic         *int64   `json:"max_endpoints_per_topic,omitempty"`
	MaxRequestsPerSecond         *int64   `json:"max_requests_per_second,omitempty"`
	MaxDLQSize                   *int64   `json:"max_dlq_size,omitempty"`
	MaxCompletionTokensPerDay    *int64   `json:"max_completion_tokens_per_day,omitempty"`
	MaxCompletionTokensPerMinute *int64   `json:"max_completion_tokens_per_minute,omitempty"`
	MaxCompletionsPerDay         *int64   `json:"max_completions_per_day,omitempty"`
	MaxCompletionsPerMinute      *int64   `json:"max_completions_per_minute,omitempty"`
	MaxRetries                   *int64   `json:"max_retries,omitempty"`
	MaxTopics                    *int64   `json:"max_topics,omitempty"`
	MaxSchedules                 *int64   `json:"max_schedules,omitempty"`
	MaxEventsSize                *int64   `json:"max_events_size,omitempty"`
	MaxDLQRetentionTimeMilis     *int64   `json:"max_dlq_retention_time_milis,omitempty"`
	MaxDelay                     *int64   `json:"max_delay,omitempty"`
	MaxParallelism               *int64   `json:"max_parallelism,omitempty"`
	MaxGlobalParallelism         *int64   `json:"max_global_parallelism,omitempty"`
	MaxQueues                    *int64   `json:"max_queues,omitempty"`
	MaxBandwidthPerSecond        *int64   `json:"max_bandwidth_per_second,omitempty"`
	Retention                    *int64   `json:"retention,omitempty"`
	Timeout                      *int64   `json:"timeout,omitempty"`
	RateLimit                    *int64   `json:"rate_limit,omitempty"`
	Type                         string   `json:"type"`
	ReservedType                 *string  `json:"reserved_type,omitempty"`
	ReservedPrice                *float64 `json:"reserved_price,omitempty"`
	ProdPackEnabled              bool     `json:"prod_pack_enabled"`
	PrometheusEnabled            string   `json:"prometheus_enabled"` // "true" or "false", a string
	Enterprise                   *struct {
		Enabled bool `json:"enabled"`
	} `json:"enterprise,omitempty"`
	Region       string `json:"region"`
	Budget       *int64 `json:"budget,omitempty"`
	CreatedBy    string `json:"created_by"`
	CreationTime int64  `json:"creation_time"`
	DeletionTime *int64 `json:"deletion_time,omitempty"`
}

type Point struct {
	X string   `json:"x"` // Go's time.String(), with 0 to 9 fraction digits
	Y *float64 `json:"y"`
}

// Time parses X; the fraction is optional in a Go layout.
func (p Point) Time() (time.Time, error) { return time.Parse("2006-01-02 15:04:05 -0700 MST", p.X) }

type Series struct {
	ID         string  `json:"id"`
	DataPoints []Point `json:"data_points"`
}

type RequestPoint struct {
	Point
	WorkflowMessage *int64 `json:"workflow_message,omitempty"`
	WorkflowRun     *int64 `json:"workflow_run,omitempty"`
}

type QStashStats struct {
	Days                  []string       `json:"days"`
	DailyRequests         []RequestPoint `json:"daily_requests"`
	DailyBillings         []Point        `json:"daily_billings"`
	DailyBandwidths       []Point        `json:"daily_bandwidths"`
	DailyUsed             []Point        `json:"daily_used"`
	DailyUsedWorkflow     []Point        `json:"daily_used_workflow"`
	DailyQStashMessages   []Series       `json:"daily_qstash_messages"`
	DailyWorkflowMessages []Series       `json:"daily_workflow_messages"`
	DLQMessageCount       *int64         `json:"dlq_message_count,omitempty"`
	DailyBandwidthUsed    []Point        `json:"daily_bandwidth_used"`
	TotalMonthlyBilling   *float64       `json:"total_monthly_billing,omitempty"`
}

// ---- Neon --------------------------------------------------------------------------------------

type ConsumptionParams struct {
	From             *time.Time `json:"from"`
	To               *time.Time `json:"to"`
	Granularity      string     `json:"granularity"`
	OrgID            string     `json:"org_id"`
	IncludeV1Metrics *bool      `json:"include_v1_metrics"`
	Metrics          []string   `json:"metrics"`
	ProjectIDs       []string   `json:"project_ids"` // project history only, as are the next two
	Limit            *int       `json:"limit"`       // page size
	Cursor           string     `json:"cursor"`
}

type Period struct {
	PeriodID    string      `json:"period_id"`
	PeriodPlan  string      `json:"period_plan"`
	PeriodStart time.Time   `json:"period_start"`
	PeriodEnd   *time.Time  `json:"period_end,omitempty"`
	Consumption []Timeframe `json:"consumption"`
}

type Timeframe struct {
	TimeframeStart            time.Time `json:"timeframe_start"`
	TimeframeEnd              time.Time `json:"timeframe_end"`
	ActiveTimeSeconds         *uint64   `json:"active_time_seconds,omitempty"`
	ComputeTimeSeconds        *uint64   `json:"compute_time_seconds,omitempty"`
	WrittenDataBytes          *uint64   `json:"written_data_bytes,omitempty"`
	SyntheticStorageSizeBytes *uint64   `json:"synthetic_storage_size_bytes,omitempty"`
	DataStorageBytesHour      *uint64   `json:"data_storage_bytes_hour,omitempty"`
	LogicalSizeBytes          *uint64   `json:"logical_size_bytes,omitempty"`
	LogicalSizeBytesHour      *uint64   `json:"logical_size_bytes_hour,omitempty"`
}

type AccountConsumption struct {
	Periods []Period `json:"periods"`
}

type ProjectConsumption struct {
	Projects []struct {
		ProjectID string   `json:"project_id"`
		Periods   []Period `json:"periods"`
	} `json:"projects"`
	Pagination *struct {
		Cursor string `json:"cursor"`
	} `json:"pagination,omitempty"`
}

// ---- ZKScore -----------------------------------------------------------------------------------

type UsageParams struct {
	KeyID            string `json:"keyId"`
	Timeframe        string `json:"timeframe"`
	Granularity      string `json:"granularity"`
	IncludeBreakdown *bool  `json:"includeBreakdown"`
	IncludeErrors    *bool  `json:"includeErrors"`
	IncludeLatency   *bool  `json:"includeLatency"`
	Sort             string `json:"sort"`
	Order            string `json:"order"`
	Limit            *int   `json:"limit"` // page size
	Offset           *int   `json:"offset"`
}

type Paging struct {
	Total   int64 `json:"total"`
	Limit   int64 `json:"limit"`
	Offset  int64 `json:"offset"`
	HasMore bool  `json:"hasMore"`
}

type Rates struct {
	RequestsPerMinute *float64 `json:"requestsPerMinute,omitempty"`
	RequestsPerHour   *float64 `json:"requestsPerHour,omitempty"`
	RequestsPerDay    *float64 `json:"requestsPerDay,omitempty"`
	BurstLimit        *float64 `json:"burstLimit,omitempty"`
}

type Usage struct {
	Success *bool `json:"success"`
	Usage   struct {
		TotalRequests         int64    `json:"totalRequests"`
		SuccessfulRequests    int64    `json:"successfulRequests"`
		FailedRequests        int64    `json:"failedRequests"`
		SuccessRate           float64  `json:"successRate"`
		AverageLatency        *float64 `json:"averageLatency,omitempty"`
		PeakLatency           *float64 `json:"peakLatency,omitempty"`
		RequestsPerMinute     float64  `json:"requestsPerMinute"`
		RequestsPerHour       float64  `json:"requestsPerHour"`
		RequestsPerDay        float64  `json:"requestsPerDay"`
		PeakRequestsPerMinute float64  `json:"peakRequestsPerMinute"`
		PeakRequestsPerHour   float64  `json:"peakRequestsPerHour"`
		DataTransferred       float64  `json:"dataTransferred"`
		AverageDataPerRequest float64  `json:"averageDataPerRequest"`
	} `json:"usage"`
	TimeSeries []struct {
		Timestamp          time.Time `json:"timestamp"`
		Requests           int64     `json:"requests"`
		SuccessfulRequests int64     `json:"successfulRequests"`
		FailedRequests     int64     `json:"failedRequests"`
		AverageLatency     *float64  `json:"averageLatency,omitempty"`
		PeakLatency        *float64  `json:"peakLatency,omitempty"`
		DataTransferred    float64   `json:"dataTransferred"`
	} `json:"timeSeries"`
	Breakdown *struct {
		ByEndpoint []struct {
			Endpoint        string   `json:"endpoint"`
			Requests        int64    `json:"requests"`
			SuccessRate     float64  `json:"successRate"`
			AverageLatency  *float64 `json:"averageLatency,omitempty"`
			DataTransferred float64  `json:"dataTransferred"`
		} `json:"byEndpoint"`
		ByMethod     []raw `json:"byMethod"`
		ByStatusCode []raw `json:"byStatusCode"`
		ByKey        []raw `json:"byKey"`
	} `json:"breakdown,omitempty"`
	Errors *struct {
		TotalErrors int64   `json:"totalErrors"`
		ErrorRate   float64 `json:"errorRate"`
		ByType      []struct {
			Type        string  `json:"type"`
			Count       int64   `json:"count"`
			Percentage  float64 `json:"percentage"`
			Description string  `json:"description"`
		} `json:"byType"`
		ByEndpoint   []raw `json:"byEndpoint"`
		ByStatusCode []raw `json:"byStatusCode"`
	} `json:"errors,omitempty"`
	RateLimits *struct {
		Current     Rates `json:"current"`
		Usage       Rates `json:"usage"`
		Utilization Rates `json:"utilization"`
	} `json:"rateLimits,omitempty"`
	Alerts []struct {
		Type           string `json:"type"`
		Message        string `json:"message"`
		Priority       string `json:"priority"`
		Recommendation string `json:"recommendation"`
	} `json:"alerts"`
	Pagination Paging    `json:"pagination"`
	Timestamp  time.Time `json:"timestamp"`
}

type Permission struct {
	Resource     string   `json:"resource"`
	Actions      []string `json:"actions"`
	Restrictions raw      `json:"restrictions,omitempty"`
}

type APIKey struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Permissions []Permission `json:"permissions"`
	RateLimit   *Rates       `json:"rateLimit,omitempty"`
	Status      string       `json:"status"`
	CreatedAt   string       `json:"createdAt"`
	Expiry      *string      `json:"expiry,omitempty"`
	LastUsed    *string      `json:"lastUsed,omitempty"`
	Usage       raw          `json:"usage,omitempty"`
	Webhooks    []raw        `json:"webhooks,omitempty"`
	Metadata    raw          `json:"metadata,omitempty"`
}

type KeyList struct {
	Success    *bool              `json:"success"`
	Keys       []APIKey           `json:"keys"`
	Pagination Paging             `json:"pagination"`
	Summary    map[string]float64 `json:"summary"`
	Timestamp  time.Time          `json:"timestamp"`
}

type NewKey struct {
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Permissions []Permission `json:"permissions,omitempty"`
	RateLimit   *Rates       `json:"rateLimit,omitempty"`
	Expiry      string       `json:"expiry,omitempty"`
	Webhooks    []raw        `json:"webhooks,omitempty"`
	Metadata    raw          `json:"metadata,omitempty"`
}

type CreatedKey struct {
	Success   *bool     `json:"success"`
	APIKey    string    `json:"apiKey"` // shown only once
	KeyID     string    `json:"keyId"`
	Key       APIKey    `json:"key"`
	Webhooks  []raw     `json:"webhooks"`
	Timestamp time.Time `json:"timestamp"`
}

// ---- OpenAI ------------------------------------------------------------------------------------

type OrgParams struct {
	StartTime   int64    `json:"start_time"`
	EndTime     *int64   `json:"end_time"`
	BucketWidth string   `json:"bucket_width"`
	ProjectIDs  []string `json:"project_ids"`
	UserIDs     []string `json:"user_ids"`
	APIKeyIDs   []string `json:"api_key_ids"`
	Models      []string `json:"models"`
	LineItems   []string `json:"line_items"`
	GroupBy     []string `json:"group_by"`
	Batch       *bool    `json:"batch"`
	Limit       *int     `json:"limit"` // page size, in buckets
	Page        string   `json:"page"`
}

type Bucket[R any] struct {
	Object    string `json:"object"`
	StartTime int64  `json:"start_time"`
	EndTime   int64  `json:"end_time"`
	Results   []R    `json:"results"`
}

type Page[R any] struct {
	Object   string      `json:"object"`
	Data     []Bucket[R] `json:"data"`
	HasMore  bool        `json:"has_more"`
	NextPage *string     `json:"next_page"`
}

type CompletionsResult struct {
	Object                 string  `json:"object"`
	InputTokens            int64   `json:"input_tokens"`
	OutputTokens           int64   `json:"output_tokens"`
	NumModelRequests       int64   `json:"num_model_requests"`
	InputCachedTokens      *int64  `json:"input_cached_tokens,omitempty"`
	InputCacheWriteTokens  *int64  `json:"input_cache_write_tokens,omitempty"`
	InputUncachedTokens    *int64  `json:"input_uncached_tokens,omitempty"`
	InputTextTokens        *int64  `json:"input_text_tokens,omitempty"`
	OutputTextTokens       *int64  `json:"output_text_tokens,omitempty"`
	InputCachedTextTokens  *int64  `json:"input_cached_text_tokens,omitempty"`
	InputAudioTokens       *int64  `json:"input_audio_tokens,omitempty"`
	InputCachedAudioTokens *int64  `json:"input_cached_audio_tokens,omitempty"`
	OutputAudioTokens      *int64  `json:"output_audio_tokens,omitempty"`
	InputImageTokens       *int64  `json:"input_image_tokens,omitempty"`
	InputCachedImageTokens *int64  `json:"input_cached_image_tokens,omitempty"`
	OutputImageTokens      *int64  `json:"output_image_tokens,omitempty"`
	ProjectID              *string `json:"project_id"`
	UserID                 *string `json:"user_id"`
	APIKeyID               *string `json:"api_key_id"`
	Model                  *string `json:"model"`
	Batch                  *bool   `json:"batch"`
	ServiceTier            *string `json:"service_tier"`
}

type CostsResult struct {
	Object string `json:"object"`
	Amount *struct {
		Value    json.Number `json:"value"` // a number or a decimal string; up to 28 decimals
		Currency string      `json:"currency"`
	} `json:"amount,omitempty"`
	LineItem     *string      `json:"line_item"`
	ProjectID    *string      `json:"project_id"`
	APIKeyID     *string      `json:"api_key_id"`
	UserID       *string      `json:"user_id,omitempty"`
	Quantity     *json.Number `json:"quantity,omitempty"`
	QuantityUnit *string      `json:"quantity_unit,omitempty"`
}
