import { cloudOption } from './cloud-option.js';

/** One request in a loop. */
export const minimal = (projectId: string): string => `import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = {
${cloudOption(projectId)}  vus: 10,
  duration: '30s',
};

// Something to call: start \`salvo target\` beside this script, or set TARGET with -e TARGET=https://...
const target = __ENV.TARGET || 'http://127.0.0.1:8090';

export default function () {
  const response = http.get(\`\${target}/\`);
  check(response, { 'status is 200': (r) => r.status === 200 });
  sleep(1);
}
`;
