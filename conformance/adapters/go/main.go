// A client of four usage-metering APIs (Upstash, Neon, ZKScore, OpenAI) in plain Go: net/http and
// encoding/json only, typed structs (types.go). The second half is the mockmeter adapter.
//
// Build: go build -o adapter .     Run: ./adapter  (one JSON object per line on stdin and stdout)
//
// Rules of the client: GETs are tried up to four times on 429, 502, 503, 504 and broken connections,
// Retry-After is obeyed up to 30 s; a POST is sent again only after a 429. The context bounds a
// whole call, pages and retries included. Listings read one page, or all if AllPages says so.
package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	maxRetryAfter = 30 * time.Second
	maxBody       = 64 << 20
)

var ErrInvalidArgument = errors.New("invalid argument")
var ErrInvalidResponse = errors.New("invalid response")

// APIError is an answer of the server that says no.
type APIError struct {
	Status        int
	Code          string
	Message       string
	RequestID     string
	RetryAfter    time.Duration
	hasRetryAfter bool
}

func (e *APIError) Error() string {
	s := fmt.Sprintf("HTTP %d %s", e.Status, http.StatusText(e.Status))
	if e.Code != "" {
		s += " [" + e.Code + "]"
	}
	if e.Message != "" {
		s += ": " + e.Message
	}
	if e.RequestID != "" {
		s += " (request " + e.RequestID + ")"
	}
	return s
}

type Client struct {
	BaseURL      string
	Authenticate func(*http.Request)
	HTTP         *http.Client
	MaxRetries   int  // attempts after the first
	AllPages     bool // listings follow pages; else a call reads one
}

func (c *Client) get(ctx context.Context, path string, q url.Values, out any) error {
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return c.do(ctx, http.MethodGet, path, nil, out)
}

func (c *Client) do(ctx context.Context, method, path string, body []byte, out any) error {
	for attempt := 0; ; attempt++ {
		data, err := c.once(ctx, method, path, body)
		if err == nil {
			return decode(data, out)
		}
		wait, again := c.retryDelay(err, method, attempt)
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
			again = false
		}
		if !again || ctx.Err() != nil {
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return err
		}
	}
}

func (c *Client) once(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(c.BaseURL, "/")+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrInvalidArgument, err)
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "usagemeter-go/1.0")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	c.Authenticate(req)
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err != nil {
		return nil, fmt.Errorf("reading the response: %w", err)
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, newAPIError(resp, data)
	}
	return data, nil
}

func (c *Client) retryDelay(err error, method string, attempt int) (time.Duration, bool) {
	backoff := 500 * time.Millisecond << attempt
	backoff = backoff/2 + time.Duration(rand.Int63n(int64(backoff/2)))
	var api *APIError
	if errors.As(err, &api) {
		switch api.Status {
		case 429:
		case 502, 503, 504:
			if method != http.MethodGet {
				return 0, false
			}
		default:
			return 0, false
		}
		if api.hasRetryAfter && api.RetryAfter > backoff {
			backoff = api.RetryAfter
		}
		return backoff, attempt < c.MaxRetries && backoff <= maxRetryAfter
	}
	var authority x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	fatal := errors.Is(err, ErrInvalidArgument) || errors.As(err, &authority) || errors.As(err, &hostname) || errors.As(err, &invalid)
	return backoff, method == http.MethodGet && !fatal && attempt < c.MaxRetries
}

func newAPIError(resp *http.Response, body []byte) *APIError {
	e := &APIError{Status: resp.StatusCode, RequestID: resp.Header.Get("X-Request-Id")}
	if v := strings.TrimSpace(resp.Header.Get("Retry-After")); v != "" {
		if n, err := strconv.ParseUint(v, 10, 31); err == nil || errors.Is(err, strconv.ErrRange) {
			e.RetryAfter, e.hasRetryAfter = time.Duration(n)*time.Second, true
		} else if t, err := http.ParseTime(v); err == nil {
			if e.RetryAfter, e.hasRetryAfter = time.Until(t), true; e.RetryAfter < 0 {
				e.RetryAfter = 0
			}
		}
	}
	// The vendors say {"message"}, {"error":"text"}, {"error":{"message"}}, a bare JSON string, or text.
	var doc struct {
		Error     raw    `json:"error"`
		Code      string `json:"code"`
		Message   string `json:"message"`
		RequestID string `json:"request_id"`
	}
	var text string
	switch {
	case json.Unmarshal(body, &text) == nil:
		e.Message = text
	case json.Valid(body):
		_ = json.Unmarshal(body, &doc)
		if json.Unmarshal(doc.Error, &text) == nil && doc.Message != "" {
			doc.Code = text // ZKScore: {"error":"CODE","message":"text"}
		} else if text != "" {
			doc.Message = text
		} else {
			_ = json.Unmarshal(doc.Error, &doc)
		}
		e.Code, e.Message = doc.Code, doc.Message
		if doc.RequestID != "" {
			e.RequestID = doc.RequestID
		}
	case !strings.Contains(resp.Header.Get("Content-Type"), "html"):
		e.Message = strings.TrimSpace(string(body[:min(len(body), 200)]))
	}
	return e
}

func decode(data []byte, out any) error {
	if t := bytes.TrimSpace(data); len(t) == 0 || bytes.Equal(t, []byte("null")) {
		return fmt.Errorf("%w: no content", ErrInvalidResponse)
	}
	if err := json.Unmarshal(data, out); err != nil {
		return fmt.Errorf("%w: %v", ErrInvalidResponse, err)
	}
	return nil
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}

// query builds url.Values, leaving out what was not given; lists become repeated keys.
func query(pairs ...any) url.Values {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		k := pairs[i].(string)
		switch v := pairs[i+1].(type) {
		case string:
			if v != "" {
				q.Set(k, v)
			}
		case *bool:
			if v != nil {
				q.Set(k, strconv.FormatBool(*v))
			}
		case *int:
			if v != nil {
				q.Set(k, strconv.Itoa(*v))
			}
		case *int64:
			if v != nil {
				q.Set(k, strconv.FormatInt(*v, 10))
			}
		case *time.Time:
			if v != nil {
				q.Set(k, v.Format(time.RFC3339Nano))
			}
		case []string:
			for _, s := range v {
				q.Add(k, s)
			}
		}
	}
	return q
}

// ---- The operations ----------------------------------------------------------------------------

func (c *Client) ListQStashUsers(ctx context.Context) (users []QStashUser, err error) {
	err = c.get(ctx, "/qstash/users", nil, &users)
	return users, err
}

func (c *Client) QStashStats(ctx context.Context, id, period string) (*QStashStats, error) {
	if id == "" || id == "." || id == ".." {
		return nil, fmt.Errorf("%w: QStash user id %q", ErrInvalidArgument, id)
	}
	s := new(QStashStats)
	return s, c.get(ctx, "/qstash/stats/"+url.PathEscape(id), query("period", period), s)
}

func (p ConsumptionParams) query() url.Values {
	return query("from", p.From, "to", p.To, "granularity", p.Granularity, "org_id", p.OrgID,
		"include_v1_metrics", p.IncludeV1Metrics, "metrics", p.Metrics)
}

func (c *Client) AccountConsumption(ctx context.Context, p ConsumptionParams) (*AccountConsumption, error) {
	var a AccountConsumption
	if err := c.get(ctx, "/consumption_history/account", p.query(), &a); err != nil {
		return nil, err
	}
	if a.Periods == nil {
		return nil, fmt.Errorf("%w: no periods", ErrInvalidResponse)
	}
	return &a, nil
}

func (c *Client) ProjectConsumption(ctx context.Context, p ConsumptionParams) (*ProjectConsumption, error) {
	all := ProjectConsumption{}
	for {
		q, page := p.query(), ProjectConsumption{}
		for k, v := range query("project_ids", p.ProjectIDs, "limit", p.Limit, "cursor", p.Cursor) {
			q[k] = v
		}
		if err := c.get(ctx, "/consumption_history/projects", q, &page); err != nil {
			return nil, err
		}
		if page.Projects == nil {
			return nil, fmt.Errorf("%w: no projects", ErrInvalidResponse)
		}
		if !c.AllPages {
			return &page, nil
		}
		all.Projects = append(all.Projects, page.Projects...)
		if page.Pagination == nil || page.Pagination.Cursor == "" || page.Pagination.Cursor == p.Cursor || len(page.Projects) == 0 {
			return &all, nil
		}
		p.Cursor = page.Pagination.Cursor
	}
}

// Reads a page, or all of them as one, to which add adds each but the first. read says how many items
// a page has, and whether more follow.
func readPages[P any](all bool, from *int, read func(from *int) (*P, int, bool, error), add func(whole, page *P)) (*P, error) {
	whole, items, more, err := read(from)
	offset := items
	if from != nil {
		offset += *from
	}
	for err == nil && all && more && items > 0 {
		at, page := offset, (*P)(nil)
		if page, items, more, err = read(&at); err == nil {
			add(whole, page)
			offset += items
		}
	}
	if err != nil {
		return nil, err
	}
	return whole, nil
}

func (c *Client) Usage(ctx context.Context, p UsageParams) (*Usage, error) {
	return readPages(c.AllPages, p.Offset, func(from *int) (*Usage, int, bool, error) {
		page := new(Usage)
		err := c.get(ctx, "/developer/usage", query("keyId", p.KeyID, "timeframe", p.Timeframe,
			"granularity", p.Granularity, "includeBreakdown", p.IncludeBreakdown, "includeErrors", p.IncludeErrors,
			"includeLatency", p.IncludeLatency, "sort", p.Sort, "order", p.Order, "limit", p.Limit, "offset", from), page)
		if err == nil {
			err = success(page.Success)
		}
		return page, len(page.TimeSeries), page.Pagination.HasMore, err
	}, func(whole, page *Usage) {
		whole.TimeSeries = append(whole.TimeSeries, page.TimeSeries...)
		whole.Pagination.HasMore = page.Pagination.HasMore
	})
}

func (c *Client) ListAPIKeys(ctx context.Context, limit, from *int) (*KeyList, error) {
	return readPages(c.AllPages, from, func(from *int) (*KeyList, int, bool, error) {
		page := new(KeyList)
		err := c.get(ctx, "/developer/keys", query("limit", limit, "offset", from), page)
		if err == nil {
			err = success(page.Success)
		}
		return page, len(page.Keys), page.Pagination.HasMore, err
	}, func(whole, page *KeyList) {
		whole.Keys = append(whole.Keys, page.Keys...)
		whole.Pagination.HasMore = page.Pagination.HasMore
	})
}

func (c *Client) CreateAPIKey(ctx context.Context, k NewKey) (*CreatedKey, error) {
	body, err := json.Marshal(k)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrInvalidArgument, err)
	}
	var created CreatedKey
	if err = c.do(ctx, http.MethodPost, "/developer/keys", body, &created); err == nil {
		err = success(created.Success)
	}
	return &created, err
}

func success(s *bool) error {
	if s != nil && !*s {
		return fmt.Errorf("%w: success is false", ErrInvalidResponse)
	}
	return nil
}

// organization reads all pages of an OpenAI usage or costs route.
func organization[R any](ctx context.Context, c *Client, path string, p OrgParams) (*Page[R], error) {
	all, seen := (*Page[R])(nil), map[string]bool{p.Page: true}
	for {
		var page Page[R]
		err := c.get(ctx, path, query("start_time", &p.StartTime, "end_time", p.EndTime, "bucket_width", p.BucketWidth,
			"project_ids", p.ProjectIDs, "user_ids", p.UserIDs, "api_key_ids", p.APIKeyIDs, "models", p.Models,
			"line_items", p.LineItems, "group_by", p.GroupBy, "batch", p.Batch, "limit", p.Limit, "page", p.Page), &page)
		if err != nil {
			return nil, err
		}
		if page.Data == nil {
			return nil, fmt.Errorf("%w: no data", ErrInvalidResponse)
		}
		if all == nil {
			all = &page
		} else {
			all.Data = append(all.Data, page.Data...)
			all.HasMore, all.NextPage = page.HasMore, page.NextPage
		}
		if !c.AllPages || !page.HasMore {
			return all, nil
		}
		if page.NextPage == nil || *page.NextPage == "" || seen[*page.NextPage] {
			return nil, fmt.Errorf("%w: has_more without a new next_page", ErrInvalidResponse)
		}
		p.Page = *page.NextPage
		seen[p.Page] = true
	}
}

// ---- The adapter -------------------------------------------------------------------------------

type call struct {
	Type       string `json:"type"`
	ID         string `json:"id"`
	Operation  string `json:"operation"`
	BaseURL    string `json:"base_url"`
	Credential struct {
		Scheme, Token, Username, Password string
	} `json:"credential"`
	Arguments raw `json:"arguments"`
	Options   struct {
		TimeoutMS  int64 `json:"timeout_ms"`
		MaxRetries *int  `json:"max_retries"`
		AllPages   bool  `json:"all_pages"`
	} `json:"options"`
}

var httpClient = &http.Client{Timeout: 30 * time.Second} // pooled; obeys SSL_CERT_FILE

func run[P any](in call, f func(context.Context, *Client, P) (any, error)) (any, error) {
	var p P
	if len(in.Arguments) > 0 {
		if err := json.Unmarshal(in.Arguments, &p); err != nil {
			return nil, fmt.Errorf("%w: %v", ErrInvalidArgument, err)
		}
	}
	ctx := context.Background()
	if in.Options.TimeoutMS > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(in.Options.TimeoutMS)*time.Millisecond)
		defer cancel()
	}
	retries := 3
	if in.Options.MaxRetries != nil {
		retries = *in.Options.MaxRetries
	}
	cred := in.Credential
	return f(ctx, &Client{BaseURL: in.BaseURL, HTTP: httpClient, MaxRetries: retries, AllPages: in.Options.AllPages, Authenticate: func(r *http.Request) {
		switch cred.Scheme {
		case "basic":
			r.SetBasicAuth(cred.Username, cred.Password)
		case "bearer":
			r.Header.Set("Authorization", "Bearer "+cred.Token)
		}
	}}, p)
}

var operations = map[string]func(call) (any, error){
	"upstash.list_qstash_users": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, _ struct{}) (any, error) { return c.ListQStashUsers(ctx) })
	},
	"upstash.get_qstash_stats": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p struct{ ID, Period string }) (any, error) {
			return c.QStashStats(ctx, p.ID, p.Period)
		})
	},
	"neon.account_consumption": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p ConsumptionParams) (any, error) {
			return c.AccountConsumption(ctx, p)
		})
	},
	"neon.project_consumption": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p ConsumptionParams) (any, error) {
			return c.ProjectConsumption(ctx, p)
		})
	},
	"zkscore.get_usage": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p UsageParams) (any, error) { return c.Usage(ctx, p) })
	},
	"zkscore.list_api_keys": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p struct{ Limit, Offset *int }) (any, error) {
			return c.ListAPIKeys(ctx, p.Limit, p.Offset)
		})
	},
	"zkscore.create_api_key": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p NewKey) (any, error) { return c.CreateAPIKey(ctx, p) })
	},
	"openai.usage_completions": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p OrgParams) (any, error) {
			return organization[CompletionsResult](ctx, c, "/organization/usage/completions", p)
		})
	},
	"openai.costs": func(in call) (any, error) {
		return run(in, func(ctx context.Context, c *Client, p OrgParams) (any, error) {
			return organization[CostsResult](ctx, c, "/organization/costs", p)
		})
	},
}

func describe(err error) map[string]any {
	var api *APIError
	if errors.As(err, &api) {
		class := map[int]string{400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 429: "RateLimited"}[api.Status]
		if class == "" {
			class = "APIError"
		}
		e := map[string]any{"status": api.Status, "class": class, "message": api.Error()}
		if api.hasRetryAfter {
			e["retry_after_ms"] = api.RetryAfter.Milliseconds()
		}
		return e
	}
	class := "ConnectionError"
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, ErrInvalidArgument):
		class = "InvalidArgument"
	case errors.Is(err, ErrInvalidResponse):
		class = "InvalidResponse"
	case errors.As(err, &timeout) && timeout.Timeout():
		class = "Timeout"
	}
	return map[string]any{"class": class, "message": err.Error()}
}

func main() {
	var mutex sync.Mutex
	out := json.NewEncoder(os.Stdout)
	send := func(v any) {
		mutex.Lock()
		defer mutex.Unlock()
		_ = out.Encode(v)
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<16)
	var pending sync.WaitGroup
	for {
		line, err := in.ReadBytes('\n')
		var c call
		if json.Unmarshal(line, &c) == nil {
			if c.Type == "hello" {
				names := []string{}
				for name := range operations {
					names = append(names, name)
				}
				send(map[string]any{"type": "hello", "client": map[string]string{"name": "usagemeter-go", "version": "1.0", "language": "Go"},
					"operations": names, "model": "typed", "features": []string{"retry", "timeout", "paging", "tls_ca", "gzip"}, "parallel": 8})
			} else if op := operations[c.Operation]; op == nil {
				send(map[string]any{"id": c.ID, "unsupported": "no such operation: " + c.Operation})
			} else {
				pending.Add(1)
				go func() {
					defer pending.Done()
					if result, err := op(c); err != nil {
						send(map[string]any{"id": c.ID, "error": describe(err)})
					} else {
						send(map[string]any{"id": c.ID, "result": result})
					}
				}()
			}
		}
		if err != nil {
			break
		}
	}
	time.AfterFunc(1500*time.Millisecond, func() { os.Exit(0) })
	pending.Wait()
}
