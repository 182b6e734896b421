// k6-behaviour 1.2 and 2.1 as rows: what is promised to k6's users is in the table under the same names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envOf, flagOf } from '../../src/options/names.js';
import { anyRows } from '../../src/options/table.js';

/** key, flag, shorthand, variable. A dash: there is none. */
const DOCUMENTED = `
vus                       vus                          u K6_VUS
duration                  duration                     d K6_DURATION
iterations                iterations                   i K6_ITERATIONS
stages                    stage                        s K6_STAGES
scenarios                 -                            - -
executionSegment          execution-segment            - -
executionSegmentSequence  execution-segment-sequence   - -
paused                    paused                       p K6_PAUSED
noSetup                   no-setup                     - K6_NO_SETUP
noTeardown                no-teardown                  - K6_NO_TEARDOWN
setupTimeout              -                            - K6_SETUP_TIMEOUT
teardownTimeout           -                            - K6_TEARDOWN_TIMEOUT
handleSummaryTimeout      -                            - K6_HANDLE_SUMMARY_TIMEOUT
minIterationDuration      min-iteration-duration       - K6_MIN_ITERATION_DURATION
throw                     throw                        w K6_THROW
userAgent                 user-agent                   - K6_USER_AGENT
maxRedirects              max-redirects                - K6_MAX_REDIRECTS
batch                     batch                        - K6_BATCH
batchPerHost              batch-per-host               - K6_BATCH_PER_HOST
rps                       rps                          - K6_RPS
httpDebug                 http-debug                   - K6_HTTP_DEBUG
httpClient                http-client                  - SALVO_HTTP_CLIENT
noConnectionReuse         no-connection-reuse          - K6_NO_CONNECTION_REUSE
noVUConnectionReuse       no-vu-connection-reuse       - K6_NO_VU_CONNECTION_REUSE
noCookiesReset            -                            - K6_NO_COOKIES_RESET
discardResponseBodies     discard-response-bodies      - K6_DISCARD_RESPONSE_BODIES
dns                       dns                          - K6_DNS
hosts                     -                            - -
blacklistIPs              blacklist-ip                 - K6_BLACKLIST_IPS
blockHostnames            block-hostnames              - K6_BLOCK_HOSTNAMES
localIPs                  local-ips                    - K6_LOCAL_IPS
insecureSkipTLSVerify     insecure-skip-tls-verify     - K6_INSECURE_SKIP_TLS_VERIFY
tlsVersion                -                            - -
tlsCipherSuites           -                            - -
tlsAuth                   -                            - -
sslKeyLogFile             -                            - SSLKEYLOGFILE
noThresholds              no-thresholds                - K6_NO_THRESHOLDS
tags                      tag                          - K6_TAGS
systemTags                system-tags                  - K6_SYSTEM_TAGS
metricSamplesBufferSize   -                            - K6_METRIC_SAMPLES_BUFFER_SIZE
summaryTrendStats         summary-trend-stats          - K6_SUMMARY_TREND_STATS
summaryTimeUnit           summary-time-unit            - K6_SUMMARY_TIME_UNIT
summaryMode               summary-mode                 - K6_SUMMARY_MODE
summaryExport             summary-export               - K6_SUMMARY_EXPORT
newMachineReadableSummary new-machine-readable-summary - K6_NEW_MACHINE_READABLE_SUMMARY
env                       env                          e -
includeSystemEnvVars      include-system-env-vars      - K6_INCLUDE_SYSTEM_ENV_VARS
compatibilityMode         compatibility-mode           - K6_COMPATIBILITY_MODE
type                      type                         t K6_TYPE
offlineModules            offline-modules              - SALVO_OFFLINE_MODULES
tracesOutput              traces-output                - K6_TRACES_OUTPUT
features                  features                     - K6_FEATURES
cloud                     -                            - -
ext                       -                            - -
out                       out                          o K6_OUT
consoleOutput             console-output               - K6_CONSOLE_OUTPUT
linger                    linger                       l K6_LINGER
webDashboard              -                            - K6_WEB_DASHBOARD
noUsageReport             no-usage-report              - K6_NO_USAGE_REPORT
summaryJson               summary-json                 - SALVO_SUMMARY_JSON
report                    report                       - SALVO_REPORT
junit                     junit                        - SALVO_JUNIT
markdown                  markdown                     - SALVO_MARKDOWN
workers                   workers                      - SALVO_WORKERS
workerHeapMb              worker-heap-mb               - SALVO_WORKER_HEAP_MB
seriesLimit               series-limit                 - SALVO_SERIES_LIMIT
sourceMaps                source-maps                  - SALVO_SOURCE_MAPS
isolateLibs               isolate-libs                 - SALVO_ISOLATE_LIBS
compile                   compile                      - SALVO_COMPILE
isolation                 isolation                    - SALVO_ISOLATION
webApis                   web-apis                     - SALVO_WEB_APIS
onUnsupported             on-unsupported               - SALVO_ON_UNSUPPORTED
expectedInterval          expected-interval            - SALVO_EXPECTED_INTERVAL
warmup                    warmup                       - SALVO_WARMUP
preconnect                preconnect                   - SALVO_PRECONNECT
watchPid                  watch-pid                    - SALVO_WATCH_PID
failOnSaturation          fail-on-saturation           - SALVO_FAIL_ON_SATURATION
failOnException           fail-on-exception            - SALVO_FAIL_ON_EXCEPTION
failOnEmptyThreshold      fail-on-empty-threshold      - SALVO_FAIL_ON_EMPTY_THRESHOLD
thresholds                -                            - -
quiet                     quiet                        q -
verbose                   verbose                      v -
noColor                   no-color                     - K6_NO_COLOR
logFormat                 log-format                   - K6_LOG_FORMAT
logOutput                 log-output                   - K6_LOG_OUTPUT
config                    config                       c K6_CONFIG
address                   address                      a K6_ADDRESS
profilingEnabled          profiling-enabled            - K6_PROFILING_ENABLED
secretSource              secret-source                - K6_SECRET_SOURCE
`;

test('every documented option has its flag, shorthand and variable', () => {
  const rows = Object.entries(anyRows).map(([key, row]) =>
    [key, flagOf(key, row) ?? '-', row.short ?? '-', envOf(key, row) ?? '-'].join(' '),
  );
  const documented = DOCUMENTED.trim()
    .split('\n')
    .map((line) => line.trim().replaceAll(/ +/g, ' '));
  assert.deepEqual(rows.sort(), documented.sort());
});

test('no two options share a flag, a shorthand or a variable', () => {
  const names = Object.entries(anyRows).flatMap(([key, row]) => [
    flagOf(key, row),
    row.short === undefined ? undefined : `-${row.short}`,
    envOf(key, row),
  ]);
  const given = names.filter((name) => name !== undefined);
  assert.equal(new Set(given).size, given.length);
});

/** k6-behaviour 2.1, plus what k6 takes in a script without using it, and what is ours. */
const SCRIPT_OPTIONS =
  'paused vus iterations duration stages scenarios executionSegment executionSegmentSequence noSetup noTeardown ' +
  'setupTimeout teardownTimeout handleSummaryTimeout rps dns maxRedirects userAgent batch batchPerHost httpDebug ' +
  'insecureSkipTLSVerify tlsCipherSuites tlsVersion tlsAuth throw thresholds blacklistIPs blockHostnames hosts ' +
  'noConnectionReuse noVUConnectionReuse minIterationDuration noCookiesReset cloud ext summaryTrendStats ' +
  'summaryTimeUnit systemTags tags metricSamplesBufferSize discardResponseBodies preconnect';

test('a script can set exactly the documented options', () => {
  const settable = Object.entries(anyRows)
    .filter(([, row]) => row.in === undefined || row.in.includes('script'))
    .map(([key]) => key);
  assert.deepEqual(settable.sort(), SCRIPT_OPTIONS.split(' ').sort());
});

test('a configuration file can also set what belongs to the run and not to the script', () => {
  const settable = Object.entries(anyRows)
    .filter(([, row]) => row.in?.includes('file') && !row.in.includes('script'))
    .map(([key]) => key);
  assert.deepEqual(settable.sort(), [
    'compile',
    'expectedInterval',
    'failOnEmptyThreshold',
    'failOnException',
    'failOnSaturation',
    'features',
    'httpClient',
    'isolateLibs',
    'isolation',
    'junit',
    'linger',
    'markdown',
    'noUsageReport',
    'offlineModules',
    'onUnsupported',
    'out',
    'report',
    'seriesLimit',
    'sourceMaps',
    'summaryJson',
    'warmup',
    'watchPid',
    'webApis',
    'webDashboard',
    'workerHeapMb',
    'workers',
  ]);
});
