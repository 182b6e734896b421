// What `npm start` runs: customers book concert seats while visitors load the front page, for about ten seconds.
// By hand: `salvo target` in one terminal, `salvo run scenarios/demo.js` in another. -e TARGET=… names another server.
import { check, group, sleep } from 'k6';
import { SharedArray } from 'k6/data';
import http from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';

const TARGET = __ENV.TARGET || 'http://127.0.0.1:8080';
const CONCERTS = `${TARGET}/api/concerts`;

const bookingTime = new Trend('booking_time', true);
const seatsSold = new Counter('seats_sold');
const soldInTime = new Rate('sold_in_time');

const users = new SharedArray('users', () =>
  Array.from({ length: 1000 }, (_, i) => ({ id: `user-${i + 1}`, concert: (i % 10) + 1 })),
);

export const options = {
  scenarios: {
    customers: {
      executor: 'ramping-vus',
      startVUs: 5,
      stages: [
        { duration: '3s', target: 40 },
        { duration: '5s', target: 40 },
        { duration: '1s', target: 0 },
      ],
      gracefulRampDown: '3s',
      gracefulStop: '3s',
    },
    visitors: { executor: 'constant-vus', exec: 'visit', vus: 10, duration: '9s', gracefulStop: '3s' },
  },
  thresholds: {
    checks: ['rate>0.99'],
    http_req_failed: ['rate<0.01'],
    'http_req_duration{scenario:customers}': ['p(95)<5000'],
    booking_time: ['p(95)<5000'],
  },
};

/** From the waiting queue to the paid seat. */
export default function book() {
  const user = users[Math.floor(Math.random() * users.length)];
  const startedAt = Date.now();

  const token = group('queue', () => {
    const response = http.get(`${TARGET}/api/waiting-queue/position`, { headers: { 'user-id': user.id } });
    check(response, { 'token received': (r) => r.status === 200 && r.json('token') !== '' });
    return response.json('token');
  });
  const params = { headers: { Token: token, 'Content-Type': 'application/json' } };

  const offer = group('choose a seat', () => {
    const { schedules } = http.get(`${CONCERTS}/${user.concert}/schedules`, { ...params, tags: { name: 'schedules' } }).json();
    const { concertScheduleId } = schedules[Math.floor(Math.random() * schedules.length)];
    const url = `${CONCERTS}/${user.concert}/schedules/${concertScheduleId}/seats`;
    const response = http.get(url, { ...params, tags: { name: 'seats' } });
    check(response, { 'seats offered': (r) => r.json('seats').length > 0 });
    return { url, seats: response.json('seats') };
  });
  sleep(0.2);

  group('pay', () => {
    const seat = offer.seats[Math.floor(Math.random() * offer.seats.length)];
    const order = { userId: user.id, concertSeatIds: [seat.concertSeatId] };
    const reservation = http.post(`${offer.url}/reservation`, JSON.stringify(order), {
      ...params,
      tags: { name: 'reservation' },
    });
    if (!check(reservation, { 'seat reserved': (r) => r.status === 200 })) return;
    const payment = http.post(
      `${offer.url}/reservation/payment`,
      JSON.stringify({ ...order, concertReservationId: reservation.json('concertReservationId') }),
      { ...params, tags: { name: 'payment' } },
    );
    if (check(payment, { 'payment completed': (r) => r.status === 200 })) seatsSold.add(1);
  });

  const tookMs = Date.now() - startedAt;
  bookingTime.add(tookMs);
  soldInTime.add(tookMs < 1000);
  sleep(0.1);
}

/** A small page, again and again. */
export function visit() {
  const response = http.get(`${TARGET}/`);
  check(response, { 'front page is there': (r) => r.status === 200 && r.body.includes('hello') });
  sleep(0.01);
}
