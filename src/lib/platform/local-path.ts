/** A path of this app that is safe to redirect to; anything else (another site, a script) becomes "/". */
export function localPath(wanted: string | null | undefined): string {
	if (!wanted?.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return '/';
	const url = new URL(wanted, 'http://local.invalid');
	return url.host === 'local.invalid' ? `${url.pathname}${url.search}${url.hash}` : '/';
}
