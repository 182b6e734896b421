import type { Call } from '../call.js';
import type { Route } from '../router.js';
import { type BoxOffice, type Refusal, type Reservation, SEAT_PRICE } from './box-office.js';
import type { Hall } from './hall.js';
import type { Latency } from './latency.js';
import type { WaitingQueue } from './waiting-queue.js';

export interface BookingParts {
  readonly office: BoxOffice;
  readonly queue: WaitingQueue;
  readonly latencyMs: (latency: Latency) => number;
}

/** One page of the seat list: what a seller offers one customer. */
const SEATS_OFFERED = 50;
const SCHEDULES = '/api/concerts/:concertId/schedules';
const SEATS = `${SCHEDULES}/:scheduleId/seats`;

/** The concert booking service of the k6 + InfluxDB + Grafana article: token, schedules, seats, reservation, payment. */
export function bookingRoutes(parts: BookingParts): readonly Route[] {
  const slow = (latency: Latency, handle: (call: Call) => void) => (call: Call) =>
    call.after(parts.latencyMs(latency), () => handle(call));
  // What changes something reads its body first: the time is that of the work after it.
  const slowPost = (latency: Latency, handle: (call: Call, order: Order) => void) => (call: Call) =>
    call.body((text) => call.after(parts.latencyMs(latency), () => handle(call, orderOf(text))));
  return [
    {
      method: 'GET',
      path: '/api/waiting-queue/position',
      handle: slow({ leastMs: 2, typicalMs: 6 }, (call) => answerToken(call, parts)),
    },
    {
      method: 'GET',
      path: SCHEDULES,
      handle: slow({ leastMs: 3, typicalMs: 10 }, admitted(parts, answerSchedules)),
    },
    { method: 'GET', path: SEATS, handle: slow({ leastMs: 5, typicalMs: 18 }, admitted(parts, answerSeats)) },
    {
      method: 'POST',
      path: `${SEATS}/reservation`,
      handle: slowPost({ leastMs: 10, typicalMs: 30 }, (call, order) =>
        admitted(parts, () => answerReservation(call, parts, order))(call),
      ),
    },
    {
      method: 'POST',
      path: `${SEATS}/reservation/payment`,
      handle: slowPost({ leastMs: 20, typicalMs: 60 }, (call, order) =>
        admitted(parts, () => answerPayment(call, parts, order))(call),
      ),
    },
  ];
}

/** What a customer sends; whatever is missing or has another type is left out. */
interface Order {
  readonly userId?: string;
  readonly seats?: readonly number[];
  readonly reservationId?: number;
}

function orderOf(text: string): Order {
  try {
    const { userId, concertSeatIds, concertReservationId } = JSON.parse(text) as Record<string, unknown>;
    // The article's script sends the reservation's number in a list.
    const reservation = Array.isArray(concertReservationId) ? concertReservationId[0] : concertReservationId;
    return {
      ...(userId === undefined || userId === null ? {} : { userId: String(userId) }),
      ...(Array.isArray(concertSeatIds) ? { seats: concertSeatIds.map(Number) } : {}),
      ...(typeof reservation === 'number' ? { reservationId: reservation } : {}),
    };
  } catch {
    return {};
  }
}

function admitted(parts: BookingParts, handle: (call: Call, parts: BookingParts) => void) {
  return (call: Call) => {
    if (parts.queue.userOf(call.header('token')) !== undefined) return handle(call, parts);
    call.json(401, { message: 'no valid token: ask the waiting queue for one and send it as header Token' });
  };
}

function answerToken(call: Call, { queue }: BookingParts) {
  const userId = call.header('user-id');
  if (userId === undefined || userId === '') return call.json(400, { message: 'header user-id is missing' });
  call.json(200, { token: queue.tokenFor(userId), userId, position: 0, status: 'ACTIVE' });
}

function answerSchedules(call: Call, { office }: BookingParts) {
  const concertId = Number(call.params[0]);
  const ids = office.schedulesOf(concertId);
  if (!ids) return call.json(404, { message: `there is no concert ${call.params[0]}` });
  const schedules = ids
    .map((id) => ({ id, hall: office.hall(concertId, id)! }))
    .filter(({ hall }) => hall.freeCount > 0)
    .map(({ id, hall }) => scheduleView(id, hall));
  call.json(200, { concertId, schedules });
}

const scheduleView = (concertScheduleId: number, hall: Hall) => ({
  concertScheduleId,
  // Evenings of one fixed month: the answer must not depend on the day of the test.
  startsAt: `2030-05-${String(((concertScheduleId - 1) % 28) + 1).padStart(2, '0')}T19:30:00+09:00`,
  totalSeats: hall.size,
  availableSeats: hall.freeCount,
});

function answerSeats(call: Call, { office }: BookingParts) {
  const [concertId, scheduleId] = call.params.map(Number) as [number, number];
  const hall = office.hall(concertId, scheduleId);
  if (!hall) return call.json(404, { message: `there is no schedule ${scheduleId} of concert ${concertId}` });
  const seats = hall.offer(SEATS_OFFERED).map((seat) => ({
    concertSeatId: seat,
    seatNumber: seat,
    price: SEAT_PRICE,
    status: 'AVAILABLE',
  }));
  call.json(200, {
    concertId,
    concertScheduleId: scheduleId,
    totalSeats: hall.size,
    availableSeats: hall.freeCount,
    seats,
  });
}

function answerReservation(call: Call, parts: BookingParts, { seats, userId }: Order) {
  if (seats === undefined) return call.json(400, { message: 'the body must be JSON with concertSeatIds and userId' });
  const user = buyer(call, parts, userId);
  if (user === undefined) return;
  const [concertId, scheduleId] = call.params.map(Number) as [number, number];
  const made = parts.office.reserve(concertId, scheduleId, seats, user);
  if (refused(call, made)) return;
  const { id, price } = made;
  call.json(200, { concertReservationId: id, concertSeatIds: made.seats, totalPrice: price, status: 'RESERVED' });
}

function answerPayment(call: Call, parts: BookingParts, { seats, reservationId, userId }: Order) {
  if (seats === undefined || reservationId === undefined) {
    return call.json(400, { message: 'the body must be JSON with concertReservationId, concertSeatIds and userId' });
  }
  const user = buyer(call, parts, userId);
  if (user === undefined) return;
  const made = parts.office.pay(reservationId, seats, user);
  if (refused(call, made)) return;
  call.json(200, { concertPaymentId: made.id, concertReservationId: made.id, amount: made.price, status: 'COMPLETED' });
}

/** The user of the token, who may order for nobody else; undefined after the refusal was sent. */
function buyer(call: Call, { queue }: BookingParts, userId: string | undefined): string | undefined {
  const user = queue.userOf(call.header('token'));
  if (userId === undefined || userId === user) return user;
  call.json(403, { message: 'the token belongs to another user' });
  return undefined;
}

function refused(call: Call, made: Reservation | Refusal): made is Refusal {
  if (!('status' in made)) return false;
  call.json(made.status, { message: made.message });
  return true;
}
