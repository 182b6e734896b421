import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Admits users. The token is the user's id with a signature, so nothing has to be remembered for it. */
export class WaitingQueue {
  readonly #secret = randomBytes(32);

  tokenFor(userId: string): string {
    return `${Buffer.from(userId).toString('base64url')}.${this.#sign(userId)}`;
  }

  /** The user whom the token was given to; undefined when it was never given. */
  userOf(token: string | undefined): string | undefined {
    const [user, signature] = (token ?? '').split('.');
    if (user === undefined || signature === undefined) return undefined;
    const userId = Buffer.from(user, 'base64url').toString('utf8');
    const expected = Buffer.from(this.#sign(userId));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) ? userId : undefined;
  }

  #sign(userId: string): string {
    return createHmac('sha256', this.#secret).update(userId).digest('base64url').slice(0, 22);
  }
}
