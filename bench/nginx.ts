// nginx with one worker process, where it is installed: the fastest server that people have.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installed } from './installed.js';
import type { BenchServer } from './server.js';

/** What nginx speaks: HTTP/1 in the clear, or HTTP/2 over TLS with a certificate of its own. */
type Speaks = 'http/1' | 'h2';

/** Undefined where there is no nginx that counts requests (stub_status). `bodyBytes`: size of each answer's body. */
export async function startNginx(
  bodyBytes: number,
  speaks: Speaks = 'http/1',
): Promise<Pick<BenchServer, 'url' | 'reset' | 'stop'> | undefined> {
  if (!installed('nginx', '-v') || !hasStatus()) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'salvo-nginx-'));
  const [port, securePort] = [await freePort(), await freePort()];
  if (speaks === 'h2') makeCertificate(folder);
  const secure = speaks === 'h2' ? secureServer(folder, securePort, bodyBytes) : '';
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, bodyBytes, secure));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  let before = await requestsSoFar(url);
  return {
    url: speaks === 'h2' ? `https://localhost:${securePort}` : url,
    reset: async () => {
      const now = await requestsSoFar(url);
      // Asking counts as well.
      const since = now - before - 1;
      before = now;
      return since;
    },
    stop: async () => {
      child.kill('SIGQUIT');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const hasStatus = (): boolean =>
  execFileSync('sh', ['-c', 'nginx -V 2>&1'], { encoding: 'utf8' }).includes('http_stub_status_module');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Tried for two seconds: it may just be starting. */
async function requestsSoFar(url: string): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    try {
      const text = await (await fetch(`${url}/status`)).text();
      return Number(/\n\s*\d+\s+\d+\s+(\d+)/.exec(text)![1]);
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(100);
    }
  }
}

function makeCertificate(folder: string): void {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  const subject = ['-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject], { stdio: 'ignore' });
}

const answer = (bodyBytes: number): string =>
  `location / { default_type text/plain; return 200 '${'x'.repeat(bodyBytes)}'; }`;

const secureServer = (folder: string, port: number, bodyBytes: number): string => `
  server {
    listen 127.0.0.1:${port} ssl http2 backlog=4096;
    ssl_certificate ${join(folder, 'certificate.pem')};
    ssl_certificate_key ${join(folder, 'key.pem')};
    ${answer(bodyBytes)}
  }`;

function configuration(folder: string, port: number, bodyBytes: number, secure: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder};`);
  return `
worker_processes 1;
daemon off;
pid ${folder}/pid;
error_log ${folder}/errors;
events { worker_connections 15000; }
http {
  access_log off;
  keepalive_requests 1000000000;
  ${temporary.join('\n  ')}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    ${answer(bodyBytes)}
    location /status { stub_status; }
  }${secure}
}`;
}
