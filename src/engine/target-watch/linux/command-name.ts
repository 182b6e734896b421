import { basename } from 'node:path';

const SCRIPT = /\.(?:[cm]?[jt]s|py|rb|php|pl|jar|dll)$/;

/**
 * How people know a process: `nginx`, `node server.js`. Nothing else of the command line is shown, because passwords
 * and tokens stand there too. Empty when there is none, as for threads of the kernel.
 */
export function commandName([program = '', ...rest]: readonly string[]): string {
  // Servers write titles over it: `nginx: master process /usr/sbin/nginx`.
  const name = basename(program.split(/[:\s]/, 1)[0]!);
  const script = rest.find((argument) => !argument.startsWith('-') && SCRIPT.test(argument));
  return name !== '' && script !== undefined ? `${name} ${basename(script)}` : name;
}
