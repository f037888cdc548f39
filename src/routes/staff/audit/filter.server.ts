import { auditKinds } from '#lib/accounts/audit-kinds.ts';
import type { AuditFilter } from '#lib/accounts/server/audit-trail.ts';
import { isDay } from '#lib/platform/server/local-time.ts';

/** What an address asks for; what is no person, kind or day is left out. */
export function auditFilter({ searchParams }: URL): AuditFilter {
	const asked = (name: string) => searchParams.get(name) || undefined;
	const day = (name: string) => (isDay(asked(name) ?? '') ? asked(name) : undefined);
	return {
		who: asked('who')?.slice(0, 64),
		what: auditKinds.find((kind) => kind === asked('what')),
		from: day('from'),
		till: day('till'),
		before: asked('before'),
	};
}
