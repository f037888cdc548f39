// Consent on paper: a sheet for each guardian with full say and each child, in the guardian's language with Dutch beside it.
import { and, asc, eq, gte, isNull, or } from 'drizzle-orm';
import { runsOffice, worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { letterLanguage } from '#lib/families/server/letters.ts';
import { m } from '#lib/paraglide/messages.js';
import { directionOf, hasTexts, localesFor } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { everythingAsked, consentKinds } from '../purposes.ts';
import type { Slip, SlipText } from '../slip.ts';
import { kindTexts, purposeTexts } from '../texts.ts';

export interface SlipRow {
	childId: string;
	guardianId: string;
	/** Whole name of the child. */
	child: string;
	givenName: string;
	/** Null when the school gave none. */
	guardian: string | null;
	/** Tag of the language to write in. */
	language: string;
	/** Answered already, in the app or on paper. */
	answered: boolean;
}

/**
 * Everybody with full say over a child of the group, in the order of the school's list; one child only, if asked. Undefined
 * for a group that this staff member may not open. Two queries.
 */
export async function findSlips(
	db: Reader,
	staff: StaffActor,
	{ groupId, childId }: { groupId: string; childId?: string },
	today: string,
): Promise<SlipRow[] | undefined> {
	if (!worksWithGroup(staff, groupId)) return undefined;
	const { schoolId } = staff;
	const { child, groupChild, guardianship, guardian, consent } = db.t;
	const rows = await db
		.select({
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			guardianId: guardian.id,
			guardian: guardian.name,
			locale: guardian.locale,
			writtenLanguage: guardian.writtenLanguage,
			spokenLanguage: guardian.spokenLanguage,
			listedLanguage: guardian.listedLanguage,
		})
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.innerJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, child.schoolId),
				eq(guardianship.childId, child.id),
				eq(guardianship.level, 'full'),
			),
		)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				eq(groupChild.groupId, groupId),
				childId === undefined ? undefined : eq(groupChild.childId, childId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id), asc(guardianship.position), asc(guardian.id));
	const answers = await db
		.selectDistinct({ childId: consent.childId, guardianId: consent.guardianId })
		.from(consent)
		.innerJoin(
			groupChild,
			and(eq(groupChild.schoolId, consent.schoolId), eq(groupChild.childId, consent.childId)),
		)
		.where(and(eq(consent.schoolId, schoolId), eq(groupChild.groupId, groupId)));
	const answered = new Set(answers.map((one) => `${one.childId} ${one.guardianId}`));
	return rows.map(({ prefix, surname, ...row }) => ({
		childId: row.childId,
		guardianId: row.guardianId,
		child: [row.givenName, prefix, surname].filter(Boolean).join(' '),
		givenName: row.givenName,
		guardian: row.guardian,
		language: letterLanguage(row),
		answered: answered.has(`${row.childId} ${row.guardianId}`),
	}));
}

/** Who may print slips: who copies what comes back. */
export function mayPrintSlips(staff: StaffActor): boolean {
	return runsOffice(staff);
}

/** One sheet, every word put together here: a page in the browser speaks one language only. */
export function writeSlip(row: SlipRow, { school, group }: { school: string; group: string }): Slip {
	const [main] = localesFor(row.language);
	const beside = main !== baseLocale ? baseLocale : hasTexts(row.language) ? null : 'en';
	return {
		key: `${row.childId} ${row.guardianId}`,
		school,
		child: row.child,
		group,
		guardian: row.guardian ?? m.app_guardian_of({ child: row.givenName }, { locale: main }),
		main: slipText(main, row.givenName),
		beside: beside && slipText(beside, row.givenName),
	};
}

function slipText(locale: Locale, child: string): SlipText {
	const said = { locale };
	return {
		locale,
		dir: directionOf(locale),
		title: m.consents_title({}, said),
		lead: m.consents_lead({}, said),
		tick: m.letter_consent_tick({}, said),
		rule: m.consents_rule({}, said),
		printed: m.consents_printed({}, said),
		kinds: consentKinds.map((kind) => ({
			kind,
			ask: kindTexts[kind].ask(child, said),
			purposes: everythingAsked
				.filter((asked) => asked.kind === kind)
				.map(({ purpose }) => purposeTexts[purpose]({}, said)),
		})),
		child: m.letter_slip_child({}, said),
		guardian: m.letter_slip_guardian({}, said),
		date: m.letter_consent_date({}, said),
		signature: m.letter_slip_signature({}, said),
		giveBack: m.letter_consent_return({}, said),
	};
}
