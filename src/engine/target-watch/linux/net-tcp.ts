import { endianness } from 'node:os';

/** One TCP socket of `/proc/net/tcp` or `tcp6`; addresses as hexadecimal text, IPv4 ones with 8 digits in both files. */
export interface TcpSocket {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly state: 'listening' | 'established' | 'other';
  readonly inode: number;
}

const LINE = /^\s*\d+: ([\dA-F]+):([\dA-F]{4}) ([\dA-F]+):([\dA-F]{4}) ([\dA-F]{2}) \S+ \S+ \S+\s+\d+\s+\d+ (\d+)/;
const STATES: Readonly<Record<string, TcpSocket['state']>> = { '01': 'established', '0A': 'listening' };

/** All sockets in the text; the heading and a last line that was cut off are left out. */
export const parseNetTcp = (text: string): TcpSocket[] =>
  text.split('\n').flatMap((line) => {
    const match = LINE.exec(line);
    if (!match) return [];
    const [local, localPort, remote, remotePort, state, inode] = match.slice(1) as [string, ...string[]];
    return {
      localAddress: addressOf(local),
      localPort: Number.parseInt(localPort!, 16),
      remoteAddress: addressOf(remote!),
      remotePort: Number.parseInt(remotePort!, 16),
      state: STATES[state!] ?? 'other',
      inode: Number(inode),
    };
  });

/** On this machine: a loopback address, or the same one at both ends. */
export const staysHere = ({ localAddress, remoteAddress }: TcpSocket): boolean =>
  remoteAddress === localAddress || /^7F.{6}$/.test(remoteAddress) || remoteAddress === '1'.padStart(32, '0');

/** Whether it takes connections to that end. */
export const accepts = (listening: TcpSocket, { remoteAddress, remotePort }: TcpSocket): boolean =>
  listening.state === 'listening' &&
  listening.localPort === remotePort &&
  (/^0+$/.test(listening.localAddress) || listening.localAddress === remoteAddress);

/** The kernel writes words of 4 bytes as numbers of this machine; IPv4 in IPv6 is IPv4. */
function addressOf(hex: string): string {
  const address = endianness() === 'LE' ? hex.replace(/(..)(..)(..)(..)/g, '$4$3$2$1') : hex;
  return address.replace(/^0{20}F{4}(?=.{8}$)/, '');
}
