// Chat over WebSocket: users meet in rooms of four. Each waits until all are there, says five things, hears everything that
// is said in the room, and leaves. By hand: salvo target, and beside it salvo run scenarios/chat.js
import { WebSocket } from 'k6/websockets';
import { check } from 'k6';
import { Trend } from 'k6/metrics';
import exec from 'k6/execution';

const BASE = __ENV.BASE || 'ws://localhost:8090';
const MEMBERS = 4;
const SAYINGS = 5;

export const options = {
  scenarios: { chat: { executor: 'per-vu-iterations', vus: 20, iterations: 3 } },
  thresholds: { checks: ['rate==1'] },
};

/** From saying something to hearing it. */
const heardAfter = new Trend('heard_after', true);

export default function () {
  const number = exec.vu.idInTest - 1;
  const room = `${Math.floor(number / MEMBERS)}-${exec.vu.iterationInScenario}`;
  const user = `user-${number}`;
  const socket = new WebSocket(`${BASE}/ws/chat?room=${room}&user=${user}`, null, { tags: { name: 'chat' } });
  let heard = 0;
  let mine = 0;

  const say = () => socket.send(JSON.stringify({ number: mine++, at: Date.now() }));

  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === 'joined') {
      if (message.members === MEMBERS) say();
      return;
    }
    heard++;
    if (message.user === user) {
      heardAfter.add(Date.now() - JSON.parse(message.text).at);
      if (mine < SAYINGS) say();
    }
    if (heard === MEMBERS * SAYINGS) socket.close();
  };
  socket.onclose = ({ code }) => {
    check(heard, { 'everything was heard': (count) => count === MEMBERS * SAYINGS });
    check(code, { 'left in peace': (one) => one === 1000 });
  };
  socket.onerror = ({ error }) => console.error(`${user}: ${error}`);
}
