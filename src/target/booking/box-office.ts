import { Hall } from './hall.js';

/** Why a wish can't be met, with the HTTP status that says so. */
export interface Refusal {
  readonly status: 400 | 403 | 404 | 409 | 410;
  readonly message: string;
}

export interface Reservation {
  readonly id: number;
  readonly userId: string;
  readonly concertId: number;
  readonly scheduleId: number;
  readonly seats: readonly number[];
  readonly price: number;
  readonly expiresAtMs: number;
  state: 'held' | 'paid' | 'expired';
}

export interface BoxOfficeSettings {
  readonly concerts: number;
  readonly schedulesPerConcert: number;
  readonly seatsPerSchedule: number;
  /** An unpaid reservation gives its seats back after this time. */
  readonly holdMs: number;
  readonly nowMs: () => number;
}

const MAX_SEATS_PER_RESERVATION = 10;
const MAX_EXPIRED = 10_000;
export const SEAT_PRICE = 88_000;

/** Concerts, their evenings and who has which seat. A seat is sold once, or not at all. */
export class BoxOffice {
  #halls = new Map<string, Hall>();
  /** By number. Bounded: a held or paid reservation has seats of its own, expired ones are forgotten. */
  readonly #reservations = new Map<number, Reservation>();
  /** Held ones only, oldest first; all are held equally long. */
  readonly #held = new Set<Reservation>();
  /** Numbers of expired ones, oldest first. */
  #expired: number[] = [];
  #lastId = 0;
  readonly #settings: BoxOfficeSettings;

  constructor(settings: BoxOfficeSettings) {
    this.#settings = settings;
  }

  schedulesOf(concertId: number): readonly number[] | undefined {
    const { concerts, schedulesPerConcert } = this.#settings;
    if (!(Number.isInteger(concertId) && concertId >= 1 && concertId <= concerts)) return undefined;
    return Array.from({ length: schedulesPerConcert }, (_, i) => (concertId - 1) * schedulesPerConcert + i + 1);
  }

  /** The hall of one evening as it is now; undefined when there is no such evening. */
  hall(concertId: number, scheduleId: number): Hall | undefined {
    if (!this.schedulesOf(concertId)?.includes(scheduleId)) return undefined;
    this.#expire();
    const key = `${concertId}/${scheduleId}`;
    let hall = this.#halls.get(key);
    if (!hall) this.#halls.set(key, (hall = new Hall(this.#settings.seatsPerSchedule)));
    return hall;
  }

  /** All the seats or none of them. */
  reserve(concertId: number, scheduleId: number, seats: readonly number[], userId: string): Reservation | Refusal {
    const hall = this.hall(concertId, scheduleId);
    if (!hall) return { status: 404, message: 'there is no such concert schedule' };
    if (seats.length === 0 || seats.length > MAX_SEATS_PER_RESERVATION || new Set(seats).size !== seats.length) {
      return { status: 400, message: `concertSeatIds: 1 to ${MAX_SEATS_PER_RESERVATION} different seats` };
    }
    const unknown = seats.find((seat) => !hall.has(seat));
    if (unknown !== undefined) return { status: 404, message: `there is no seat ${unknown}` };
    const taken = seats.find((seat) => !hall.isFree(seat));
    if (taken !== undefined) return { status: 409, message: `seat ${taken} is taken` };

    for (const seat of seats) hall.take(seat);
    return this.#keep({ userId, concertId, scheduleId, seats, price: seats.length * SEAT_PRICE });
  }

  pay(id: number, seats: readonly number[], userId: string): Reservation | Refusal {
    this.#expire();
    const reservation = this.#reservations.get(id);
    if (!reservation) return { status: 404, message: `there is no reservation ${id}` };
    if (reservation.userId !== userId) return { status: 403, message: 'the reservation belongs to another user' };
    if (reservation.state === 'expired') return { status: 410, message: 'the reservation has expired' };
    if (reservation.state === 'paid') return { status: 409, message: 'the reservation is paid already' };
    if (seats.length !== reservation.seats.length || !seats.every((seat) => reservation.seats.includes(seat))) {
      return { status: 400, message: 'concertSeatIds are not the seats of the reservation' };
    }
    reservation.state = 'paid';
    this.#held.delete(reservation);
    return reservation;
  }

  /** All seats are free again and nobody has reserved anything. */
  reset(): void {
    this.#halls = new Map();
    this.#reservations.clear();
    this.#held.clear();
    this.#expired = [];
  }

  #keep(wish: Pick<Reservation, 'userId' | 'concertId' | 'scheduleId' | 'seats' | 'price'>): Reservation {
    const id = ++this.#lastId;
    const expiresAtMs = this.#settings.nowMs() + this.#settings.holdMs;
    const reservation: Reservation = { ...wish, id, expiresAtMs, state: 'held' };
    this.#reservations.set(id, reservation);
    this.#held.add(reservation);
    return reservation;
  }

  #expire(): void {
    const nowMs = this.#settings.nowMs();
    for (const reservation of this.#held) {
      if (reservation.expiresAtMs > nowMs) return;
      reservation.state = 'expired';
      this.#held.delete(reservation);
      const hall = this.#halls.get(`${reservation.concertId}/${reservation.scheduleId}`)!;
      for (const seat of reservation.seats) hall.release(seat);
      this.#remember(reservation.id);
    }
  }

  /** An expired reservation owns no seats; it is remembered for a while, so that paying it says what happened. */
  #remember(id: number): void {
    this.#expired.push(id);
    if (this.#expired.length > MAX_EXPIRED) this.#reservations.delete(this.#expired.shift()!);
  }
}
