// Bindings that change after they were imported.
import { count, increment, Counter, reset as resetAgain } from './parts/live-a.js';
import * as live from './parts/live-a.js';

export const changed = () => { resetAgain(); const before = count; increment(); return [before, count, live.count, { ...live }.count]; };
export const viaClass = () => { resetAgain(); new Counter().add(2); return [count, Object.keys(live).sort()]; };
