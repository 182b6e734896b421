import { BlockList, isIP } from 'node:net';

/** An address, or a subnet as `address/bits`. */
export function ipRange(text: string): BlockList {
  const list = new BlockList();
  const [address = '', bits] = text.split('/');
  const family = familyOf(address);
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
  return list;
}

export const isInRange = (ip: string, range: BlockList): boolean => range.check(ip, familyOf(ip));

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
