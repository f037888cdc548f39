import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { askedKey } from '#lib/consents/form.ts';
import { everythingAsked, type ConsentKind } from '#lib/consents/purposes.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/platform/csv.ts';
import { consentsAsked } from '../find.server.ts';
import { decisionTexts, purposeHeads } from '../texts.ts';
import type { RequestHandler } from './$types';

const kinds: Record<ConsentKind, typeof m.consents_photo> = {
	photo: m.consents_photo,
	voice: m.consents_voice,
	work: m.consents_work,
};

/** Everything that is asked for the children of a group, a column each. Leaves an audit line. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { group, children } = await consentsAsked(staff, event.url);
	const language = { locale: event.locals.locale };
	const { store, clock } = app();
	const about = { rows: children.length, groupId: group?.id ?? null };
	await auditExport(store, staff, { what: 'consents.list', about }, clock.now());
	const head = [
		m.office_column_child({}, language),
		...everythingAsked.map(
			({ kind, purpose }) => `${kinds[kind]({}, language)}: ${purposeHeads[purpose]({}, language)}`,
		),
	];
	const lines = children.map(({ name, decisions }) => [
		name,
		...everythingAsked.map((asked) => decisionTexts[decisions[askedKey(asked)] ?? 'open']({}, language)),
	]);
	return csvResponse('toestemmingen', [head, ...lines]);
};
