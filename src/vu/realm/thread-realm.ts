import { Realm } from './realm.js';

/** The realm of all scripts of this thread, unless each VU has its own. */
export const threadRealm = new Realm();
