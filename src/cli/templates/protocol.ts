import { cloudOption } from './cloud-option.js';

/** Two workloads side by side, thresholds, groups and data from setup. */
export const protocol = (projectId: string): string => `import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { Trend } from 'k6/metrics';

export const options = {
${cloudOption(projectId)}  scenarios: {
    // Visitors come and go: each waits for its answers.
    browse: {
      executor: 'ramping-vus',
      exec: 'browse',
      stages: [
        { duration: '10s', target: 20 },
        { duration: '20s', target: 20 },
        { duration: '10s', target: 0 },
      ],
    },
    // Messages arrive at their own rate, however long the answers take.
    send: {
      executor: 'constant-arrival-rate',
      exec: 'send',
      rate: 30,
      timeUnit: '1s',
      duration: '40s',
      preAllocatedVUs: 10,
      maxVUs: 50,
    },
  },
  thresholds: {
    checks: ['rate>0.99'],
    http_req_failed: ['rate<0.01'],
    'http_req_duration{scenario:send}': ['p(95)<500'],
  },
};

// Something to call: start \`salvo target\` beside this script, or set TARGET with -e TARGET=https://...
const target = __ENV.TARGET || 'http://127.0.0.1:8090';
const json = { headers: { 'Content-Type': 'application/json' } };
const echoed = new Trend('echoed_bytes');

// Runs once before the test; every VU gets a copy of what it returns.
export function setup() {
  const response = http.get(\`\${target}/\`);
  if (response.status !== 200) throw new Error(\`\${target} answers with status \${response.status}\`);
  return { startedAt: new Date().toISOString() };
}

export function browse() {
  group('front page', () => {
    const response = http.get(\`\${target}/\`);
    check(response, { 'status is 200': (r) => r.status === 200 });
  });
  group('slow page', () => {
    const response = http.get(\`\${target}/delay/100\`, { tags: { name: '/delay/:ms' } });
    check(response, { 'status is 200': (r) => r.status === 200 });
  });
  sleep(1);
}

export function send(data) {
  const message = JSON.stringify({ text: 'hello', startedAt: data.startedAt });
  const response = http.post(\`\${target}/echo\`, message, json);
  check(response, {
    'status is 200': (r) => r.status === 200,
    'echoes the message': (r) => String(r.body).includes('hello'),
  });
  echoed.add(String(response.body).length);
}
`;
