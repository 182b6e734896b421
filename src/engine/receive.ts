import type { ErrorParts } from '../base/errors/index.js';
import { type Handlers, handle } from '../base/handlers.js';
import { knowsSecrets, mapTexts, redacted, redactedName, redactedRecord } from '../base/redaction.js';
import type { Tags } from '../metrics/types.js';
import type { FromWorker, OnceOutcome } from '../vu/task.js';

/** Hands on what a thread says, without the secrets in it: whatever is made of messages is free of them. */
export function receive<Messages extends FromWorker>(handlers: Handlers<Messages>, message: Messages): void {
  handle(handlers, knowsSecrets() ? (withoutSecrets(message) as Messages) : message);
}

type Redact = { readonly [Type in FromWorker['type']]?: (message: Extract<FromWorker, { type: Type }>) => FromWorker };

/** Messages that have texts of the script's in them. */
const REDACT: Redact = {
  log: ({ records, ...rest }) => ({ ...rest, records: records.map(redactedRecord) }),
  slab: ({ message, ...rest }) => {
    const { def } = message;
    return { ...rest, message: def ? { ...message, def: { ...def, tags: redactedTags(def.tags) } } : message };
  },
  sampleNames: ({ names, ...rest }) => {
    if (names.kind === 'tagSet') return { ...rest, names: { ...names, tags: redactedTags(names.tags) } };
    return names.kind === 'metadata'
      ? { ...rest, names: { ...names, data: redactedTags(names.data) } }
      : { ...rest, names };
  },
  markFailed: ({ message, ...rest }) => ({ ...rest, message: redacted(message) }),
  note: ({ text, ...rest }) => ({ ...rest, text: redacted(text) }),
  endTest: ({ error, ...rest }) => ({ ...rest, error: redactedError(error) }),
  failed: ({ error, ...rest }) => ({ ...rest, error: redactedError(error) }),
  onceDone: ({ outcome, ...rest }) => ({ ...rest, outcome: redactedOutcome(outcome) }),
};

function withoutSecrets(message: FromWorker): FromWorker {
  const redact = REDACT[message.type] as ((message: FromWorker) => FromWorker) | undefined;
  return redact ? redact(message) : message;
}

export const redactedError = ({ message, hint, details, thrown, ...rest }: ErrorParts): ErrorParts => ({
  ...rest,
  message: redacted(message),
  ...(hint !== undefined && { hint: redacted(hint) }),
  ...(details !== undefined && { details: details.map(redacted) }),
  ...(thrown !== undefined && { thrown: redacted(thrown) }),
});

/** What setup() returned goes on to the VUs as it is. */
function redactedOutcome(outcome: OnceOutcome): OnceOutcome {
  switch (outcome.kind) {
    case 'threw':
      return { ...outcome, stack: redacted(outcome.stack) };
    case 'notJson':
      return { ...outcome, why: redacted(outcome.why) };
    default:
      return outcome;
  }
}

const redactedTags = (tags: Tags): Tags => mapTexts(tags, redactedName);
