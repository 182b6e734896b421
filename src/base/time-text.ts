/** One instant as RFC 3339 in local time, without fractions. */
export const localTime = (epochMs: number): string => new TimeText().coarse(epochMs);

/** Writes many instants as RFC 3339 in local time, as Go does: fractions without trailing zeros. */
export class TimeText {
  #second = Number.NaN;
  #upToSecond = '';
  #zone = 'Z';

  /** To the microsecond. */
  fine(epochMs: number): string {
    const second = this.#turnTo(epochMs);
    // Rounding up must not make a second of it.
    const micros = Math.min(999_999, Math.round((epochMs - second * 1000) * 1000));
    if (micros === 0) return this.#upToSecond + this.#zone;
    return `${this.#upToSecond}.${trimmed(String(micros).padStart(6, '0'))}${this.#zone}`;
  }

  coarse(epochMs: number): string {
    this.#turnTo(epochMs);
    return this.#upToSecond + this.#zone;
  }

  /** Most samples share their second with the one before. */
  #turnTo(epochMs: number): number {
    const second = Math.floor(epochMs / 1000);
    if (second === this.#second) return second;
    this.#second = second;
    const offsetMinutes = -new Date(second * 1000).getTimezoneOffset();
    this.#upToSecond = new Date(second * 1000 + offsetMinutes * 60_000).toISOString().slice(0, 19);
    this.#zone = zoneText(offsetMinutes);
    return second;
  }
}

function trimmed(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function zoneText(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'Z';
  const two = (number: number): string => String(number).padStart(2, '0');
  const minutes = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
