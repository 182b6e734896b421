import type { ScenarioView } from '../k6/context.js';
import type { Outcome } from '../suspension/event-loop.js';

/** Names of exported functions that run once per VU, before its first iteration and after its last; empty for none. */
export interface HookNames {
  readonly setup: string;
  readonly teardown: string;
}

/** What a VU is told when it starts to work for a scenario. */
export interface Assignment {
  readonly view: ScenarioView;
  readonly exec: string;
  /** Its own hooks; empty names where it has none. */
  readonly hooks: HookNames;
  readonly env: Readonly<Record<string, string>>;
  /** Told about each iteration: for the control block, and for the log when it threw. */
  started(): void;
  ended(outcome: Outcome): void;
  hookThrew(hook: string, error: unknown): void;
}
