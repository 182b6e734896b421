// Ten users for half a minute: each asks for a page, looks whether it came, and waits a second.
// By hand: salvo run -e URL=http://127.0.0.1:8080/ scenarios/ten-users.js
import http from 'k6/http';
import { sleep, check } from 'k6';

if (!__ENV.URL) throw new Error('there is no URL to load: name one with -e URL=http://127.0.0.1:8080/');

export let options = {
  vus: 10,
  duration: '30s',
  // One wrong answer, and the run fails.
  thresholds: { checks: ['rate==1'] },
};

export default function () {
  let res = http.get(__ENV.URL);
  check(res, {
    'status is 200': (r) => r.status === 200,
  });
  sleep(1);
}
