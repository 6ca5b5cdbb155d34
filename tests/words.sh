#!/bin/sh
# Fails when a name that was given up comes back, as a whole identifier of our C++ or as a public word.
# A name is given up when it hides what it names, or when one word meant two things; what it is called
# now stands behind it. Comments and strings do not count, but for the public words at the end.
# Usage: words.sh SOURCE_DIR
cd "$1" || exit 2

# old new. A new name that is too long to be worth a word of its own is said in several.
renamed='
AdminCall AdminRequest
AdminFacts AdminContext
Alarm DeadlineTimer
AnswerReader ResponseReader
AnswerSettings ResponseSettings
Answered StepResponse
Arrival ReceivedSignal
Ask RequestKey
BadStream InvalidStream
BrokenSuite InvalidSuite
Bug Mutant
CallMeter RateLimitGuard
Check Assertion
Choice SelectionOptions
Comparison CompareOptions
ConductFinding RuleFinding
ConductKind FindingRule
ConnectionTerms ConnectionOptions
Contender Participant
Conversation ProtocolSession
Cycle PeriodicSum
Departure ProcessExit
Descriptor FileDescriptor
Desk CallHandler
Division ExchangeAssignment
DocumentFault ValidationError
Door BoundAcceptor
DraftFile AtomicFile
Driven LoadResult
Driver AdapterDriver
Echo CollateralFailure
Farewell EofCommand
Fate Status
FaultMeeting RequestFaults
FaultWish RequestedFaults
Flow RateIntegral
Footprint ResourceUsage
GoodClient ConformingClient
Greeting HelloCommand
Guise ClientFlags
HappyCall SampleCall
HarnessFault InternalError
Hello ClientInfo
Holder ResolvedInput
Interruption InterruptHandler
Judgement Evaluation
Life AdapterMode
Loudness CollateralSummary
Manner Quirk
Memo ResponseCache
MetFault FiredFault
MissingRole MissingInput
Moment Timestamp
Needs Requires
Oddities ProtocolWarnings
Orphanage DescendantReaper
Passage TimeSource
Patience ProcessTimeouts
Planned TimedDelivery
PlanSpan PlanPeriod
Pool ConnectionPool
Reaction SignalAction
ReadingValue VariantValue
Readings VariantSelection
RelayedSignals SignalReceiver
Reply HttpResult
Rhythm LoadProfile
Ripple ValueNoise
Role TestInput
Salt RandomValues
SecretNames SecretLabels
Served ServedDocument
Sight LastCall
Sighting Occurrence
Standing ProfileResult
Surroundings MachineLoad
Switches FlagSet
SwitchRow FlagInfo
Takes ValueRule
Ticket PendingCall
Trial MutantRun
Trouble TransportError
Trust TestAuthority
Watched ProgressReporter
Witness SeenRequests
Worker AdapterProcess
Workers ThreadPool
WorldPart WorldSection
add_env_twin bind_environment
adopt_orphans become_subreaper
answers_to_calls responses_by_call
as_it_stands current_settings
broken_answer invalid_response
broken_fault invalid_fault_response
calls_of_exchanges assign_exchanges
check_honesty check_reported_values
choose_reading select_variant
deaf_thread thread_with_blocked_signals
deal_kinds assign_kinds
drive run_load
end_descendants terminate_descendants
ends_at_eof exits_on_eof
fill_asked fill_placeholders
flowed integral
greet exchange_hello
hand_out dispatch
hint_of_silence no_requests_hint
in_sh shell_adapter
is_harmless is_safe
is_miss is_failure
judge_broken run_mutants
judge_law evaluate_assertion
judge_silence find_leaks
kBug kMutant
kDisturbed kFaultInjected
kGood kExitOk
kCannotRun kExitUsage
kSettled kFinal
kSilent kTimeout
kTooManyCalls kRateLimited
last_line result_line
law_table assertions
laws assertions
listed join_names
looks_like is_caused_by
meet_server identify_server
mistreat_series mutate_series
name_secrets visit_secrets
opinion make_assertion
out_of_reach inapplicable
outlived_eof ignored_eof
owe count_unanswered
partial_answer truncated_response
play_honestly run_case_or_throw
play_probe run_probe
pseudonym hashed_label
read_members decode_members
reason_of reason_phrase
refusal_of parse_error
refuse_by_fault throw_fault_error
reprieve_from known_failing_line
row_for find_row
silent_in_a_row consecutive_timeouts
soon http_dates
spoil apply_faults
strays unrelated
tell_of_leftovers report_leftovers
trickles is_token_bucket
try_suite run_self_test
turn_away reject
unbegun not_started
unclaimed unsupported_reason
unhappy diagnose
wane begin_closing
whole_answer decode_body
'

# Words of the public surface, anywhere but in CHANGELOG.md, which tells what they are called now.
public='--reading --writes --in-flight --into --bug --list-bugs --manner --list-manners
__admin/readings __admin/conduct notJudged out-of-enum our_fault too_many_calls not_modelled'

# "old file...": where it still means something else.
exceptions=''

folders='base server conformance cli bench schemas fixtures tests docs'
old=$(printf '%s' "$renamed" | awk 'NF { print $1 }' | paste -sd'|')
found=$(
  find $folders -name node_modules -prune -o \( -name '*.h' -o -name '*.cpp' \) -print | sort | xargs perl -0777 -ne '
    BEGIN { $old = qr/(?<![\w:])('"$old"')(?!\w)/ }
    s{(R"(\w*)\(.*?\)\2"|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/)}{ my $piece = $1; $piece =~ tr/\n//cd; $piece }gse;
    while (/$old/g) { my $line = 1 + (substr($_, 0, $-[0]) =~ tr/\n//); print "$ARGV:$line: $1\n" }' |
    while IFS=: read -r file line word; do
      word=${word# }
      printf '%s\n' "$exceptions" | grep -qxF "$word $file" && continue
      printf '%s:%s: %s is called %s\n' "$file" "$line" "$word" \
        "$(printf '%s' "$renamed" | awk -v old="$word" '$1 == old { print $2 }')"
    done
  for word in $public; do
    grep -rnwF -e "$word" README.md dev $folders --exclude-dir=node_modules --exclude-dir=corpus \
      --exclude=words.sh --exclude=package-lock.json
  done
)
[ -z "$found" ] || { printf 'these names were given up:\n%s\n' "$found"; exit 1; }
echo 'words: no name that was given up is back'
