// Differences that stay, each with its reason. README.md names those that a user can notice.

interface Kept {
  /** Matched against `case aspect: detail`. */
  readonly pattern: RegExp;
  /** Only where both have something. */
  readonly both?: true;
  readonly reason: string;
}

const KEPT: readonly Kept[] = [
  {
    pattern: /http-faults\/(HTTP\/[12]|TLS|unknown authority).* sample: data_(sent|received)/,
    both: true,
    reason: 'the handshakes and the header compression of OpenSSL and Node.js have other sizes than those of Go',
  },
  {
    pattern: / log: warning .*(has no effect|have no effect|there is no feature)/,
    reason: 'a setting that does nothing is said',
  },
  {
    pattern: / log: (warning |line .* msg=")The target is down/,
    reason: 'a target that refuses everything is said to be down',
  },
  {
    pattern: / log: warning SIG(INT|TERM): stopping/,
    reason: 'who interrupts a run is told what a second signal does',
  },
  {
    pattern: /^lifecycle\/(init|later) aborts in a promise (all of the run|console: info init|exit: |log: )/,
    reason: 'an abort in a promise of init code ends the test at once; k6 forgets it, or remembers it at the end',
  },
  {
    pattern: /^lifecycle\/import of a missing name console: /,
    reason: 'a name that a module has not is undefined; in k6 it is a broken value, which is not even equal to null',
  },
  {
    pattern: /^lifecycle\/import of (an unknown module|an extension) exception: /,
    reason: 'an import of nothing is shown with its place',
  },
  {
    pattern: /^lifecycle\/a thousand lines of init console: /,
    reason: 'init code is not run once more for a summary that the script does not handle',
  },
  {
    pattern:
      /^executor-faults\/(ramping-vus startVUs=0|constant-arrival-rate preAllocatedVUs=0|ramping-arrival-rate (startRate=(0|"1"|null|undefined)|stages=\[\{ duration: "100ms"|preAllocatedVUs=0)).* (log: error|all of the exported summary)/,
    reason: 'a run without any metric has a summary that can be exported; k6 fails at it, and goes on',
  },
  {
    pattern: /^http\/(params \{ compression: |compressed twice).* (sample: data_sent|server: )/,
    both: true,
    reason: 'zlib packs the same text into other bytes than Go does',
  },
  {
    pattern: /^web-sockets\/ws ends: (an end|half a frame) sample: data_sent/,
    both: true,
    reason: 'no frame says 1006, a code for ends without any frame; k6 sends one to a server that has closed its side',
  },
  {
    pattern: /^web-sockets\/ws ends: a reset order: /,
    reason: 'the error of a connection that was reset names its other end only',
  },
  {
    pattern: /^web-sockets\/ws a ping each way server: /,
    both: true,
    reason: 'a ping that came with the answer is answered before the script hears of the connection',
  },
  {
    pattern: /^http\/basic sample: /,
    both: true,
    reason: 'the mask of a password covers all of it; that of k6 leaves its end where it begins like the name',
  },
  {
    pattern: /^http\/digest (sample: data_sent|server: )/,
    reason: 'the password of a digest is not sent in the clear before the server has asked for a digest',
  },
  {
    pattern: /^http-faults\/HTTP\/2 reset 1 /,
    reason: 'a stream that the server ends for a fault of the protocol is not asked for a thousand times more',
  },
  {
    pattern: /^console\/log of (throw|fail\().* log: /,
    both: true,
    reason: 'stacks are written as V8 writes them',
  },
  {
    pattern: /^console\/log of exec\.test\.(abort|fail)\(.* log: line /,
    reason: 'why a test has ended is told with its code, and as a text behind the log',
  },
  {
    pattern: /^summary\/no iteration fully finished log: warning There were unknown fields in the options/,
    reason: "unknown options are told in words of Salvo's own, and which they are",
  },
  {
    pattern: /^console\/values: buffers order: /,
    both: true,
    reason: 'a DataView and a clamped array are shown as what they are',
  },
  {
    pattern: /^console\/values: k6 values order: /,
    both: true,
    reason: 'objects of modules are shown without the methods that all of their kind have',
  },
  {
    pattern: /^thresholds\/http_reqs count!=4 screen: /,
    reason: 'k6 shows a count as a rate',
  },
  {
    pattern: /^thresholds\/http_reqs {2}count<5 {2}screen: /,
    reason: 'an expression is shown as it was written',
  },
  {
    pattern: /^thresholds\/unused_rate rate>0\.5 screen: /,
    reason: 'where nothing was measured no rate is shown, least of all one that contradicts the mark before it',
  },
  {
    pattern:
      /^option-faults\/(flag --(vus two|duration 1|duration 1d2|iterations 1\.5|log-output .*|nonsense)|variable K6_LOG_OUTPUT=nonsense) log: error/,
    reason: 'a fault of the command line is told in the form of log that was asked for; k6 tells it as plain text',
  },
  {
    pattern: /^option-faults\/(flag --features|variable K6_FEATURES=).* log: /,
    reason: 'what is passed over is a warning, not an error',
  },
  {
    pattern: /^summary\/export to an unwritable path (exit: |all of the run)/,
    reason: 'a path that cannot be written is found before the run and not after it',
  },
  {
    pattern: /^modules\/(shared array of primitives|globals|import of CommonJS|require) (order|log: error|exception)/,
    reason: 'what k6 cannot do may work',
  },
  {
    pattern: /^modules\/require of a missing file exception: /,
    reason: 'a file that is not there is found before the script runs',
  },
  {
    pattern: /^modules\/open only in VU 1 all of the exported summary/,
    reason: 'a run without any metric has a summary that can be exported; k6 fails at it, and goes on',
  },
  {
    pattern: /^modules\/execution assigned console: /,
    both: true,
    reason: "what an error says is each tool's own; that it is one, and of which kind, is the same",
  },
  {
    pattern:
      /^(modules\/(import of JSON|dynamic import|require in a VU|import without an ending)|http\/url new String|lifecycle\/(teardown|summary) reads the instance|option-faults\/variable K6_(THROW=TRUE|THRESHOLDS|TLS_CIPHER)|options\/noTeardown from environment)/,
    reason: 'what k6 cannot do may work',
  },
  {
    pattern: /^lifecycle\/\w+ throws an object exception: /,
    reason: 'an object that is thrown is shown with what is in it',
  },
  {
    pattern: /^option-faults\/script \{ (hosts|tlsVersion): /,
    reason: 'what cannot work is refused before the run',
  },
  {
    pattern: /^option-faults\/flag --block-hostnames \* /,
    reason: 'a pattern for all hosts stands for addresses too: who blocks everything wants nothing to be called',
  },
  {
    pattern: /^lifecycle\/data changes console: /,
    reason: 'each VU keeps what it has changed of the data of setup()',
  },
  {
    pattern: /^measurements\/metrics (with throw )?add Infinity /,
    reason: 'values that are not finite are counted, said, and kept out of sums',
  },
  {
    pattern: /^lifecycle\/handleSummary is a number screen: /,
    reason: 'a handleSummary that cannot be called costs nobody the summary',
  },
  {
    pattern: /^summary\/newer machine-readable.* screen: line "(contains|type|version)"/,
    reason: 'k6 shows some texts of this form as empty objects',
  },
  {
    pattern: /^thresholds\/http_reqs\{:200\} (exit: |log: error)/,
    reason: 'k6 crashes',
  },
];

/** Messages of errors up to what may follow them in a line of a case. */
const WORDS = /\b(GoError|TypeError|SyntaxError|ReferenceError|RangeError|Error) [^|]*/g;
const OWN_WORDS = "what an error says is each tool's own; that it is one, and of which kind, is the same";

interface Shown {
  readonly key: string;
  readonly k6: string;
  readonly salvo: string;
}

/** `all` are the differences of the same case. */
export function reasonToKeep(name: string, one: Shown, all: readonly Shown[] = [one]): string | undefined {
  const { key, k6, salvo } = one;
  if (key.startsWith('order: ') && withoutWords(k6) === withoutWords(salvo)) return OWN_WORDS;
  if (key.startsWith('log: ') && bothWarn(all)) return OWN_WORDS;
  const nothing = [k6, salvo].some((text) => text === '0' || text === 'none');
  return KEPT.find(({ pattern, both }) => pattern.test(`${name} ${key}`) && !(both && nothing))?.reason;
}

const withoutWords = (text: string): string => text.replace(WORDS, '$1 …');

/** As many warnings there as here, in other words. */
function bothWarn(all: readonly Shown[]): boolean {
  const log = all.filter(({ key }) => key.startsWith('log: '));
  if (log.length === 1 && /^warning /.test(log[0]!.k6) && /^warning /.test(log[0]!.salvo)) return true;
  const sum = (side: 'k6' | 'salvo'): number => log.map((one) => Number(one[side]) || 0).reduce((a, b) => a + b, 0);
  return log.every(({ key }) => key.startsWith('log: warning ')) && sum('k6') === sum('salvo');
}
