/** Flags that older versions of k6 had, and what to write now. */
export const removedFlags: Readonly<Record<string, string>> = {
  '--no-summary': 'use --summary-mode=disabled',
  '--max': 'use a ramping-vus or arrival-rate scenario',
  '-m': 'use a ramping-vus or arrival-rate scenario',
  '--upload-only': 'it was removed in k6 v2',
};
