import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { buildConnector } from 'undici';
import { HttpError } from './http-error.ts';

/**
 * Keeps requests out of the lab's own network whose address somebody else wrote: a feed, a redirection, a person in the chat.
 * Names are judged by what they resolve to at the moment of connecting, and the connection by where it has led.
 */

type Connector = buildConnector.connector;

const PROTOCOLS = ['http:', 'https:'];

/** True of an address on the open internet; false of this machine, of a private network, and of what is no address. */
export function isPublicAddress(address: string): boolean {
  // `process` takes the IPv4 address out of an IPv6 one (`::ffff:127.0.0.1`).
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function refused(host: string): HttpError {
  return new HttpError('forbidden', `${host} is not on the open internet`);
}

/** Answers with public addresses only. What is connected to is what was judged: the name is not resolved a second time. */
export function guardLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const addresses = (found as readonly LookupAddress[]).filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (first === undefined) return callback(refused(hostname), []);
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
}

/** Refuses addresses written out (`http://10.0.0.1/`), which are not looked up, and has the last word over every connection. */
export function guardConnector(connect: Connector): Connector {
  return (options, callback) => {
    const { hostname } = options;
    if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) return callback(refused(hostname), null);
    return connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      if (isPublicAddress(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      return callback(refused(hostname), null);
    });
  };
}

/** Throws HttpError (`forbidden`) unless the address is one of the web, without a name and password in it. */
export function webAddress(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
  if (url === undefined || !PROTOCOLS.includes(url.protocol))
    throw new HttpError('forbidden', 'The address is not one of the web (http or https)');
  if (url.username !== '' || url.password !== '')
    throw new HttpError('forbidden', 'The address holds a name or password');
  return url;
}
