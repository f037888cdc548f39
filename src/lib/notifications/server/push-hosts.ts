import { BlockList, isIPv6 } from 'node:net';

/**
 * Whether a push endpoint, which the browser gave us, may be called: https, and a host of the list. `.example` allows
 * every host under it, `example` that host on the usual port, `example:8443` that host on that port.
 */
export function isPushEndpoint(endpoint: string, hosts: readonly string[]): boolean {
	if (!URL.canParse(endpoint)) return false;
	const { protocol, hostname, host, port, username, password } = new URL(endpoint);
	if (protocol !== 'https:' || username || password) return false;
	return hosts.some((entry) =>
		entry.startsWith('.')
			? port === '' && hostname.endsWith(entry) && hostname.length > entry.length
			: entry === host,
	);
}

/** A host that the list names with its port is this installation's own choice (a test receiver): it may be private. */
export function mayBePrivate(endpoint: string, hosts: readonly string[]): boolean {
	const { host, port } = new URL(endpoint);
	return port !== '' && hosts.includes(host);
}

const privateRanges = new BlockList();
for (const [net, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const)
	privateRanges.addSubnet(net, prefix, 'ipv4');
// global unicast is 2000::/3; what is inside it and not public is listed (RFC 6890)
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');
for (const [net, prefix] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
] as const)
	privateRanges.addSubnet(net, prefix, 'ipv6');

/** Whether an address is reachable on the public internet: not this machine, not its network. */
export function isPublicAddress(address: string): boolean {
	if (!isIPv6(address)) return !privateRanges.check(address, 'ipv4');
	return globalV6.check(address, 'ipv6') && !privateRanges.check(address, 'ipv6');
}
