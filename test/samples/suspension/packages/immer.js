// Immer: drafts are proxies, and recipes wait while they hold them.
import { current, enableMapSet, isDraft, original, produce, produceWithPatches, enablePatches } from 'immer';
import { sleep } from 'k6';

enableMapSet();
enablePatches();
const b = (x) => {
  sleep(0.001);
  return x;
};
const base = () => ({ user: { name: 'ann', tags: ['x'] }, list: [1, 2, 3], map: new Map([['k', { n: 1 }]]), set: new Set([1]) });

export const changed = () => { const before = base(); const after = produce(before, (draft) => { draft.user.name = b('bob'); draft.user.tags.push(b('y')); draft.list[b(0)] += b(10); delete draft.list[2]; draft.map.get('k').n = b(2); draft.set.add(b(2)); }); return [after, before, after.list === before.list]; };
export const shared = () => { const before = base(); const after = produce(before, (draft) => { draft.user.name = b('same'); }); return [after.list === before.list, after.user === before.user, produce(before, () => void b(1)) === before]; };
export const loops = () => produce(base(), (draft) => { for (const [i, v] of draft.list.entries()) draft.list[i] = b(v * 2); draft.list.forEach((v, i) => { if (b(v) > 4) draft.list[i] = 0; }); draft.list.sort((x, y) => b(y) - x); draft.extra = draft.list.map((v) => b(v)).filter((v) => b(v)); for (const k in draft.user) draft.seen = [...(draft.seen ?? []), b(k)]; });
export const looks = () => { let found; produce(base(), (draft) => { draft.list.push(b(4)); found = [isDraft(draft.list), original(draft.list), current(draft.list), Object.keys(draft), 'user' in draft, b(draft).list.length]; }); return found; };
export const curried = () => produce((draft, by) => { draft.n = b(draft.n + by); })({ n: 1 }, 5);
export const nested = () => produce({ a: { c: 1 } }, (outer) => { outer.a = produce(outer.a, (inner) => { inner.c = b(2); }); });
export const patches = () => { const [next, forward, back] = produceWithPatches({ n: 1, all: [1] }, (draft) => { draft.n = b(2); draft.all.push(b(2)); }); return [next, forward, back]; };
export const failing = () => { const before = base(); try { produce(before, (draft) => { draft.user.name = b('lost'); throw new RangeError('in the recipe'); }); } catch (error) { return [error.message, before.user.name]; } };
export const classes = () => { class Point { static [Symbol.for('immer-draftable')] = true; constructor(x) { this.x = x; } get double() { return b(this.x * 2); } move(by) { this.x = b(this.x + by); return this; } } const moved = produce(new Point(1), (draft) => { draft.move(2); draft.seen = draft.double; }); return [moved.x, moved.seen, moved instanceof Point, moved.double]; };
