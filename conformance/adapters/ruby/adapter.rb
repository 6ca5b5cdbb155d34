#!/usr/bin/env ruby
# frozen_string_literal: true

# A hand-written Ruby client of four usage-metering APIs (Upstash QStash, Neon, ZKScore, OpenAI), made of
# the standard library only, and below it the adapter that lets mockmeter make calls with it.
# Run: ruby adapter.rb      (JSON lines on stdin and stdout; Ruby 3.1 or newer, Debian package `ruby`)

require "bigdecimal"
require "erb"
require "json"
require "net/http"
require "time"
require "uri"
require "zlib"

# ------------------------------------------------------------------------------------------- the client
module Metering
  VERSION = "1.0.0"

  class Error < StandardError; end
  class ConnectionError < Error; end
  class TimeoutError < ConnectionError; end
  class InvalidResponse < Error; end

  # The server refused. `code` is the vendor's machine-readable code, if it sent one.
  class ApiError < Error
    attr_reader :status, :code, :request_id, :retry_after

    def initialize(message, status:, code: nil, request_id: nil, retry_after: nil)
      super(message)
      @status, @code, @request_id, @retry_after = status, code, request_id, retry_after
    end

    def self.for(status)
      { 400 => BadRequest, 401 => Unauthorized, 403 => Forbidden, 404 => NotFound,
        429 => RateLimited }.fetch(status) { status >= 500 ? ServerError : ApiError }
    end
  end

  class BadRequest < ApiError; end
  class Unauthorized < ApiError; end
  class Forbidden < ApiError; end
  class NotFound < ApiError; end
  class RateLimited < ApiError; end
  class ServerError < ApiError; end

  # HTTP, JSON, retries. The subclasses know the vendors.
  class Client
    MAX_RETRY_WAIT = 30 # seconds; when a server asks for more, the caller has to decide
    RETRY_STATUSES = [429, 502, 503, 504].freeze
    # Never reached the server, or was turned away before it was handled: safe for POST, too.
    UNSENT = [Errno::ECONNREFUSED, Errno::EHOSTUNREACH, Errno::ENETUNREACH, SocketError, Net::OpenTimeout].freeze
    BROKEN = [Net::ReadTimeout, Net::WriteTimeout, Errno::ECONNRESET, Errno::EPIPE, Errno::ETIMEDOUT, EOFError,
              IOError, Net::HTTPBadResponse, Zlib::Error].freeze

    def initialize(base_url:, timeout: 30, max_retries: 3, ca_file: nil, **credential)
      @base = URI(base_url.chomp("/"))
      @timeout = timeout
      @max_retries = max_retries
      @ca_file = ca_file
      @credential = credential
    end

    def inspect = "#<#{self.class} #{@base}>" # without the credential

    private

    def get(path, query = {}) = request(Net::HTTP::Get, path, query: query)
    def post(path, body) = request(Net::HTTP::Post, path, body: body)

    def request(verb, path, query: {}, body: nil)
      uri = @base.dup
      uri.path += path
      query = query.compact.transform_values { |v| wire_value(v) }
      uri.query = URI.encode_www_form(query) unless query.empty?
      request = verb.new(uri, headers)
      authorize(request)
      if body
        request.content_type = "application/json"
        request.body = JSON.generate(body)
      end
      with_retries(idempotent: verb != Net::HTTP::Post) { perform(uri, request) }
    end

    def headers = { "Accept" => "application/json", "User-Agent" => "metering-ruby/#{VERSION}" }

    def authorize(request)
      request["Authorization"] = "Bearer #{@credential[:token]}" if @credential[:token]
    end

    def wire_value(value)
      case value
      when Time then value.utc.iso8601
      when Array then value.map { |v| wire_value(v) }
      else value
      end
    end

    def perform(uri, request)
      http = Net::HTTP.new(uri.hostname, uri.port)
      http.use_ssl = uri.scheme == "https"
      http.ca_file = @ca_file if @ca_file
      http.open_timeout = http.read_timeout = http.write_timeout = @timeout
      http.max_retries = 0 # with_retries does it
      response = http.start { http.request(request) }
      # Net::HTTP takes a body that ends early for whole; RFC 9112, 8 does not.
      raise EOFError, "incomplete response" if response.body.to_s.bytesize < response.content_length.to_i

      return parse(response.body) if response.is_a?(Net::HTTPSuccess)

      raise api_error(response)
    end

    def with_retries(idempotent:)
      attempt = 0
      begin
        yield
      rescue ApiError => e
        raise unless attempt < @max_retries && retry_status?(e.status, idempotent)

        wait = e.retry_after || backoff(attempt)
        raise if wait > MAX_RETRY_WAIT

        sleep(wait)
        attempt += 1
        retry
      rescue *UNSENT, *BROKEN => e
        raise connection_error(e) unless attempt < @max_retries && (idempotent || UNSENT.any? { |c| e.is_a?(c) })

        sleep(backoff(attempt))
        attempt += 1
        retry
      rescue OpenSSL::SSL::SSLError => e
        raise ConnectionError, e.message
      end
    end

    # 429 and 503 say that the request was not handled; a gateway's 502 or 504 does not.
    def retry_status?(status, idempotent)
      idempotent ? RETRY_STATUSES.include?(status) : [429, 503].include?(status)
    end

    def backoff(attempt) = 0.5 * 2**attempt * (0.5 + rand / 2)

    def connection_error(error)
      kind = error.is_a?(Net::OpenTimeout) || error.is_a?(Net::ReadTimeout) ? TimeoutError : ConnectionError
      kind.new("#{error.class}: #{error.message}")
    end

    # Money and sums: decimals stay decimals.
    def parse(text)
      JSON.parse(text.to_s, decimal_class: BigDecimal)
    rescue JSON::ParserError
      raise InvalidResponse, "the server's response is not JSON"
    end

    def api_error(response)
      text = response.body.to_s.dup.force_encoding(Encoding::UTF_8).scrub
      body = begin
        JSON.parse(text)
      rescue JSON::ParserError
        nil
      end
      code, message, request_id = error_details(body)
      message = text.strip[0, 200] if message.nil? && body.nil?
      message = "HTTP #{response.code} #{response.message}".strip if message.nil? || message.empty?
      ApiError.for(response.code.to_i).new(message, status: response.code.to_i, code: code, request_id: request_id,
                                                    retry_after: retry_after(response["Retry-After"]))
    end

    # All the forms that are documented or seen: "text", {error: "text"}, {message:}, {error: "CODE", message:},
    # {error: {code:, message:, request_id:}}, {code:, message:, request_id:}.
    def error_details(body)
      return [nil, body, nil] if body.is_a?(String)
      return [nil, nil, nil] unless body.is_a?(Hash)

      inner = body["error"].is_a?(Hash) ? body["error"] : body
      code = inner["code"]
      message = inner["message"]
      if body["error"].is_a?(String)
        message ? code ||= body["error"] : message = body["error"]
      end
      [code.to_s.empty? ? nil : code.to_s, message&.to_s, inner["request_id"]]
    end

    # RFC 9110, 10.2.3: seconds, or a date.
    def retry_after(value)
      return if value.nil?
      return value.to_i if value.match?(/\A\s*\d+\s*\z/)

      [Time.httpdate(value) - Time.now, 0].max
    rescue ArgumentError
      nil
    end

    def object(body)
      body.is_a?(Hash) ? body : raise(InvalidResponse, "expected a JSON object")
    end
  end

  class Upstash < Client
    def list_qstash_users
      users = get("/qstash/users")
      users.is_a?(Array) ? users : raise(InvalidResponse, "expected a list of users")
    end

    def get_qstash_stats(id:, period: nil)
      raise ArgumentError, "id must not be empty" if id.to_s.empty?

      object(get("/qstash/stats/#{ERB::Util.url_encode(id)}", period: period))
    end

    private

    def authorize(request)
      request.basic_auth(@credential[:username], @credential[:password]) if @credential[:username]
    end
  end

  class Neon < Client
    def account_consumption(from:, to:, granularity:, org_id: nil, metrics: nil, include_v1_metrics: nil)
      object(get("/consumption_history/account", from: from, to: to, granularity: granularity, org_id: org_id,
                                                 metrics: metrics, include_v1_metrics: include_v1_metrics))
    end

    # All projects, or one page; `limit` is the size of a page, `cursor` where to begin.
    def project_consumption(from:, to:, granularity:, limit: nil, cursor: nil, project_ids: nil, org_id: nil,
                            metrics: nil, include_v1_metrics: nil, all_pages: true)
      projects = []
      loop do
        page = object(get("/consumption_history/projects",
                          from: from, to: to, granularity: granularity, limit: limit, cursor: cursor,
                          project_ids: project_ids, org_id: org_id, metrics: metrics,
                          include_v1_metrics: include_v1_metrics))
        return page unless all_pages

        batch = page["projects"] || []
        projects.concat(batch)
        following = page.dig("pagination", "cursor").to_s
        # The last page may bear a cursor, too.
        break if batch.empty? || following.empty? || following == cursor

        cursor = following
      end
      { "projects" => projects }
    end

    private

    # "503 and 423 are always safe to retry"
    def retry_status?(status, idempotent) = status == 423 || super
  end

  class ZkScore < Client
    # Everything, or one page.
    def get_usage(limit: nil, offset: nil, all_pages: true, **filters)
      query = filters.transform_keys { |k| camelize(k) }
      collect("timeSeries", limit, offset, all_pages) { |size, start| usage_page(query, size, start) }
    end

    def list_api_keys(limit: nil, offset: nil, all_pages: true)
      collect("keys", limit, offset, all_pages) do |size, start|
        checked(get("/v1/developer/keys", limit: size, offset: start))
      end
    end

    def create_api_key(name:, **attributes)
      checked(post("/v1/developer/keys", { "name" => name }.merge(attributes.compact.transform_keys { |k| camelize(k) })))
    end

    private

    def usage_page(query, limit, offset)
      checked(get("/v1/developer/usage", query.merge("limit" => limit, "offset" => offset)))
    end

    def collect(field, limit, offset, all_pages)
      result = page = yield(limit, offset)
      rows = Array(result[field]).dup
      while all_pages && page.dig("pagination", "hasMore") && !Array(page[field]).empty?
        page = yield(limit || page.dig("pagination", "limit"), offset.to_i + rows.size)
        rows.concat(Array(page[field]))
      end
      return result if page.equal?(result)

      result.merge(field => rows, "pagination" => page["pagination"].merge("offset" => offset.to_i, "limit" => rows.size))
    end

    def checked(body)
      return body if object(body)["success"] != false

      code, message, id = error_details(body)
      raise ApiError.new(message || "the request was not successful", status: 200, code: code, request_id: id)
    end

    def headers = super.merge("Content-Type" => "application/json")

    def camelize(name) = name.to_s.gsub(/_([a-z])/) { Regexp.last_match(1).upcase }
  end

  class OpenAI < Client
    def usage_completions(start_time:, **options) = all_buckets("/organization/usage/completions", start_time, options)

    def costs(start_time:, **options)
      page = all_buckets("/organization/costs", start_time, options)
      Array(page["data"]).each do |bucket|
        Array(bucket["results"]).each do |row|
          # Dollars come as a number or as a decimal string.
          row["amount"]["value"] = BigDecimal(row["amount"]["value"].to_s) if row.dig("amount", "value")
        end
      end
      page
    end

    private

    # Follows next_page; the parameters must be repeated unchanged.
    def all_buckets(path, start_time, options)
      all_pages = options.delete(:all_pages) { true }
      query = { start_time: start_time }.merge(options).transform_values { |v| v.is_a?(Time) ? v.to_i : v }
      result = page = object(get(path, query))
      return page unless all_pages

      buckets = Array(page["data"]).dup
      while page["has_more"]
        following = page["next_page"]
        raise InvalidResponse, "has_more without a new next_page" if following.nil? || following == query[:page]

        query[:page] = following
        page = object(get(path, query))
        buckets.concat(Array(page["data"]))
      end
      result.merge("data" => buckets, "has_more" => false, "next_page" => nil)
    end
  end
end

# ------------------------------------------------------------------------------------------ the adapter
class Adapter
  CLIENTS = { "upstash" => Metering::Upstash, "neon" => Metering::Neon, "zkscore" => Metering::ZkScore,
              "openai" => Metering::OpenAI }.freeze
  OPERATIONS = %w[upstash.list_qstash_users upstash.get_qstash_stats neon.account_consumption neon.project_consumption
                  zkscore.get_usage zkscore.list_api_keys zkscore.create_api_key openai.usage_completions
                  openai.costs].freeze
  PAGED = %w[neon.project_consumption zkscore.get_usage zkscore.list_api_keys openai.usage_completions openai.costs].freeze

  def run
    $stdout.sync = true
    $stdin.each_line do |line|
      message = JSON.parse(line)
      reply = message["type"] == "hello" ? hello : { id: message["id"] }.merge(call(message))
      puts write(reply)
    end
  end

  private

  def hello
    { type: "hello", client: { name: "metering-ruby", version: Metering::VERSION, language: "Ruby" },
      operations: OPERATIONS, features: %w[retry timeout paging gzip tls_ca] }
  end

  def call(message)
    return { unsupported: "no such operation" } unless OPERATIONS.include?(message["operation"])

    provider, method = message["operation"].split(".")
    arguments = (message["arguments"] || {}).transform_keys { |k| k.gsub(/([A-Z])/) { "_#{$1.downcase}" }.to_sym }
    arguments[:all_pages] = message.dig("options", "all_pages") == true if PAGED.include?(message["operation"])
    { result: client(provider, message).public_send(method, **arguments) }
  rescue StandardError => e
    return { unsupported: e.message } if e.is_a?(ArgumentError) && e.message.start_with?("unknown keyword")

    error = { class: e.class.name.split("::").last, message: e.message }
    if e.is_a?(Metering::ApiError)
      error[:status] = e.status
      error[:retry_after_ms] = (e.retry_after * 1000).round if e.retry_after
    end
    { error: error }
  end

  def client(provider, message)
    options = message["options"] || {}
    credential = message["credential"] || {}
    # ZKScore documents its base URL without the /v1 of its paths, mockmeter gives it with it.
    base_url = provider == "zkscore" ? message["base_url"].delete_suffix("/v1") : message["base_url"]
    settings = { base_url: base_url, max_retries: options["max_retries"], ca_file: options["ca_file"] || message["ca_file"] }
    settings[:timeout] = options["timeout_ms"] / 1000.0 if options["timeout_ms"]
    CLIENTS.fetch(provider).new(**settings.compact, token: credential["token"],
                                username: credential["username"] || credential["user"] || credential["email"],
                                password: credential["password"] || credential["api_key"])
  end

  # JSON.generate would write a BigDecimal as a string.
  def write(value)
    case value
    when Hash then "{#{value.map { |k, v| "#{JSON.generate(k.to_s)}:#{write(v)}" }.join(',')}}"
    when Array then "[#{value.map { |v| write(v) }.join(',')}]"
    when BigDecimal then value.to_s("F")
    else JSON.generate(value)
    end
  end
end

Adapter.new.run if $PROGRAM_NAME == __FILE__
