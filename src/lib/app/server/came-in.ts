import type { Actor } from '#lib/accounts/server/actors.ts';
import { localPath } from '#lib/platform/local-path.ts';

/** Where to go after signing in: back to what was asked for, when that is for this kind of person; else to their start. */
export function wayOn(kind: Actor['kind'], next: string | null): string {
	const path = localPath(next);
	const isStaffPage = /^\/staff(\/|$|\?)/.test(path);
	if (path === '/' || isStaffPage !== (kind === 'staff')) return kind === 'staff' ? '/staff' : '/start';
	return path;
}
