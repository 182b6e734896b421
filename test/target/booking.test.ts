// The booking service sells a seat once, whatever the customers do.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BoxOffice, type Refusal, type Reservation, SEAT_PRICE } from '../../src/target/booking/box-office.js';
import { Hall } from '../../src/target/booking/hall.js';
import { latencySource } from '../../src/target/booking/latency.js';
import { WaitingQueue } from '../../src/target/booking/waiting-queue.js';

const isRefusal = (made: Reservation | Refusal): made is Refusal => 'status' in made;

function open(seatsPerSchedule = 20): { office: BoxOffice; at: (ms: number) => void } {
  let nowMs = 0;
  const office = new BoxOffice({
    concerts: 2,
    schedulesPerConcert: 3,
    seatsPerSchedule,
    holdMs: 1000,
    nowMs: () => nowMs,
  });
  return {
    office,
    at: (ms) => {
      nowMs = ms;
    },
  };
}

test('a hall knows its free seats as a set does, and offers free ones only', () => {
  const moves = fc.array(fc.record({ seat: fc.integer({ min: 1, max: 12 }), offer: fc.nat(5) }), { maxLength: 200 });
  fc.assert(
    fc.property(moves, (list) => {
      const hall = new Hall(12);
      const free = new Set(Array.from({ length: 12 }, (_, i) => i + 1));
      for (const { seat, offer } of list) {
        assert.equal(hall.isFree(seat), free.has(seat));
        if (free.delete(seat)) hall.take(seat);
        else {
          hall.release(seat);
          free.add(seat);
        }
        assert.equal(hall.freeCount, free.size);
        const offered = hall.offer(offer);
        assert.equal(new Set(offered).size, Math.min(offer, free.size));
        assert.ok(offered.every((each) => free.has(each)));
      }
    }),
  );
});

test('customers in turn are offered different seats until all were offered', () => {
  const hall = new Hall(10);
  assert.deepEqual(
    [hall.offer(4), hall.offer(4), hall.offer(2)].flat().sort((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
});

describe('the box office', () => {
  test('no seat has two owners, for any order of wishes', () => {
    const wish = fc.record({
      user: fc.integer({ min: 1, max: 4 }),
      seats: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
      waitMs: fc.nat(700),
      pays: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        const { office, at } = open(8);
        const owners = new Map<number, Reservation>();
        let nowMs = 0;
        for (const { user, seats, waitMs, pays } of wishes) {
          at((nowMs += waitMs));
          const made = office.reserve(1, 2, seats, String(user));
          if (isRefusal(made)) continue;
          for (const seat of seats) {
            const owner = owners.get(seat);
            assert.ok(owner === undefined || owner.state === 'expired', `seat ${seat} has an owner`);
            owners.set(seat, made);
          }
          if (pays) assert.ok(!isRefusal(office.pay(made.id, seats, String(user))));
        }
        const taken = [...owners.values()].filter(({ state }) => state !== 'expired').length;
        const { freeCount } = office.hall(1, 2)!;
        // Expiry is noticed when somebody asks, so the owners are looked at again after that.
        const after = [...owners.values()].filter(({ state }) => state !== 'expired').length;
        assert.ok(after <= taken);
        assert.equal(freeCount, 8 - after);
      }),
    );
  });

  test('each refusal has its status', () => {
    const { office, at } = open();
    const statusOf = (made: Reservation | Refusal): number => (isRefusal(made) ? made.status : 200);
    assert.equal(statusOf(office.reserve(3, 1, [1], 'a')), 404);
    assert.equal(statusOf(office.reserve(1, 4, [1], 'a')), 404, 'an evening of another concert');
    assert.equal(statusOf(office.reserve(1, 1, [21], 'a')), 404);
    assert.equal(statusOf(office.reserve(1, 1, [], 'a')), 400);
    assert.equal(statusOf(office.reserve(1, 1, [1, 1], 'a')), 400);

    const made = office.reserve(1, 1, [1, 2], 'a') as Reservation;
    assert.equal(made.price, 2 * SEAT_PRICE);
    assert.equal(statusOf(office.reserve(1, 1, [2, 3], 'b')), 409);
    assert.equal(statusOf(office.reserve(1, 1, [3], 'b')), 200, 'a refused wish takes nothing');
    assert.equal(statusOf(office.pay(99, [1], 'a')), 404);
    assert.equal(statusOf(office.pay(made.id, [1, 2], 'b')), 403);
    assert.equal(statusOf(office.pay(made.id, [1], 'a')), 400);
    assert.equal(statusOf(office.pay(made.id, [2, 1], 'a')), 200);
    assert.equal(statusOf(office.pay(made.id, [1, 2], 'a')), 409);

    const late = office.reserve(1, 1, [5], 'a') as Reservation;
    at(1000);
    assert.equal(statusOf(office.pay(late.id, [5], 'a')), 410);
    assert.equal(statusOf(office.reserve(1, 1, [5], 'b')), 200, 'expired seats are free again');
    assert.equal(statusOf(office.reserve(1, 1, [1], 'b')), 409, 'paid seats are not');
    office.reset();
    assert.equal(statusOf(office.reserve(1, 1, [1], 'b')), 200);
  });
});

test('a token names its user and can not be made up', () => {
  const queue = new WaitingQueue();
  const token = queue.tokenFor('이용자 7');
  assert.equal(queue.userOf(token), '이용자 7');
  assert.equal(queue.userOf(new WaitingQueue().tokenFor('이용자 7')), undefined);
  assert.equal(queue.userOf(`${Buffer.from('8').toString('base64url')}.${token.split('.')[1]}`), undefined);
  for (const none of [undefined, '', '.', 'abc']) assert.equal(queue.userOf(none), undefined);
});

test('latencies keep their least and their median, and are the same in every run', () => {
  const [first, second] = [latencySource(1), latencySource(1)];
  const values = Array.from({ length: 10_001 }, () => first({ leastMs: 10, typicalMs: 30 }));
  assert.deepEqual(
    values,
    Array.from({ length: 10_001 }, () => second({ leastMs: 10, typicalMs: 30 })),
  );
  values.sort((a, b) => a - b);
  assert.ok(values[0]! >= 10);
  assert.ok(Math.abs(values[5000]! - 30) < 1, String(values[5000]));
  assert.equal(latencySource(0)({ leastMs: 10, typicalMs: 30 }), 0);
});
