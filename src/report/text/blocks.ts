const startsWith =
  (prefix: string) =>
  (name: string): boolean =>
    name.startsWith(prefix);
const oneOf =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

/** The blocks of a section in their order; a metric stands in the first one that wants it, else under CUSTOM. */
const BLOCKS: readonly { readonly title: string; readonly wants: (name: string) => boolean }[] = [
  { title: 'CUSTOM', wants: () => false },
  { title: 'HTTP', wants: startsWith('http_') },
  {
    title: 'EXECUTION',
    wants: oneOf(
      'dropped_iterations',
      'iteration_duration',
      'iteration_lag',
      'iterations',
      'vu_hook_errors',
      'vus',
      'vus_max',
    ),
  },
  { title: 'NETWORK', wants: oneOf('data_received', 'data_sent') },
  { title: 'WEB_VITALS', wants: startsWith('browser_web_vital_') },
  { title: 'BROWSER', wants: startsWith('browser_') },
  { title: 'GRPC', wants: startsWith('grpc_') },
  { title: 'WEBSOCKET', wants: startsWith('ws_') },
];

export const BLOCK_TITLES: readonly string[] = BLOCKS.map(({ title }) => title);

export const blockOf = (name: string): string => BLOCKS.find(({ wants }) => wants(name))?.title ?? 'CUSTOM';

/** Shown in their own form (checks), or never (k6's choice). */
const NEVER = ['checks', 'group_duration'];
/** What is known of the target's processes; a section of its own has it. */
const OWN_SECTION = ['target_cpu', 'target_memory'];
const FULL_ONLY = [
  'http_req_blocked',
  'http_req_connecting',
  'http_req_tls_handshaking',
  'http_req_sending',
  'http_req_waiting',
  'http_req_receiving',
];

/**
 * Whether k6 leaves a metric out. It goes by prefix and so also hides a script's own `checks_of_mine`; here the whole
 * name must be one of these.
 */
export const isHiddenByK6 = (name: string, mode: 'compact' | 'full' | 'disabled'): boolean =>
  NEVER.includes(name) || (mode !== 'full' && FULL_ONLY.includes(name));

/** Whether a metric has no line in the text. What the generator says of itself has a section of its own. */
export const isHidden = (name: string, mode: 'compact' | 'full' | 'disabled'): boolean =>
  isHiddenByK6(name, mode) || name.startsWith('generator_') || OWN_SECTION.includes(name);
