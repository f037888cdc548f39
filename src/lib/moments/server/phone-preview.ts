// What a plan looks like on a parent's phone, in each language of the group. In the browser texts exist only in the
// page's language: these are made on the server.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { m } from '#lib/paraglide/messages.js';
import { instantOf } from '#lib/platform/server/local-time.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { baseLocale, directionOf, localeNames, type Locale } from '#lib/translation/locale.ts';
import { greeting } from '#lib/translation/when.ts';
import { kinds } from '../kinds.ts';
import type { PlannedSlot } from '../week-plan.ts';
import { invitationCard, type InvitationCard } from '../words.ts';
import type { Audience } from './audience.ts';
import type { Plan } from './plan.ts';

/** The next step on Start as one parent of the group would see it. */
export interface PhonePreview {
	locale: Locale;
	dir: 'ltr' | 'rtl';
	/** Its own name. */
	language: string;
	/** First name of the parent who stands for all of this language; null where the school gave none. */
	who: string | null;
	childName: string;
	greeting: string;
	today: string;
	/** "Your next step" */
	step: string;
	/** Null as long as nothing is ticked. */
	card: Pick<InvitationCard, 'look' | 'title' | 'days' | 'time' | 'where' | 'choose'> | null;
}

export interface GroupOfPlan {
	groupId: string;
	name: string;
	teachers: string[];
}

/** The groups of a plan with who teaches them, for the line that says where. One query; none for the whole school. */
export async function findGroups(
	db: Reader,
	schoolId: string,
	groupIds: readonly string[],
): Promise<GroupOfPlan[]> {
	if (groupIds.length === 0) return [];
	const { group, groupTeacher, staffMember } = db.t;
	const rows = await db
		.select({
			groupId: group.id,
			name: group.name,
			teacher: staffMember.name,
			called: staffMember.calledName,
		})
		.from(group)
		.leftJoin(
			groupTeacher,
			and(eq(groupTeacher.schoolId, group.schoolId), eq(groupTeacher.groupId, group.id)),
		)
		.leftJoin(
			staffMember,
			and(
				eq(staffMember.schoolId, groupTeacher.schoolId),
				eq(staffMember.id, groupTeacher.staffId),
				eq(staffMember.status, 'active'),
			),
		)
		.where(and(eq(group.schoolId, schoolId), inArray(group.id, [...groupIds])))
		.orderBy(asc(group.sortKey), asc(group.id));
	return [...Map.groupBy(rows, ({ groupId }) => groupId)].map(([groupId, ofGroup]) => ({
		groupId,
		name: ofGroup[0]?.name ?? '',
		teachers: ofGroup.flatMap(({ called, teacher }) => called ?? teacher ?? []),
	}));
}

/** One for each language of the group, most families first, and Dutch at the end. */
export function phonePreviews(
	plan: Plan,
	about: { audience: Audience; groups: GroupOfPlan[]; timeZone: string; now: Date },
): PhonePreview[] {
	const { examples, languages } = about.audience;
	const others = languages.map(({ locale }) => locale).filter((locale) => locale !== baseLocale);
	return [...others, baseLocale].map((locale) => {
		const example = examples.find((one) => one.locale === locale) ?? examples[0];
		return preview(locale, example, plan, about);
	});
}

function preview(
	locale: Locale,
	example: Audience['examples'][number] | undefined,
	plan: Plan,
	{ groups, timeZone, now }: { groups: GroupOfPlan[]; timeZone: string; now: Date },
): PhonePreview {
	const who = example?.name?.split(' ')[0] ?? null;
	const childName = example?.childName ?? '';
	return {
		locale,
		dir: directionOf(locale),
		language: localeNames[locale],
		who,
		childName,
		greeting: greeting(now, who, locale, timeZone),
		today: formatDay(now, locale, timeZone),
		step: m.join_next_label({}, { locale }),
		card: plan.slots.length > 0 ? card(locale, childName, plan, groups, timeZone) : null,
	};
}

function card(
	locale: Locale,
	childName: string,
	plan: Plan,
	groups: GroupOfPlan[],
	timeZone: string,
): PhonePreview['card'] {
	const { look, title, days, time, where, choose } = invitationCard(
		{
			momentId: plan.momentId,
			kind: plan.kind,
			title: plan.title,
			place: plan.place,
			groups: kinds[plan.kind].comeFor === 'child' ? groups.slice(0, 1) : groups,
			interpreterOffered: plan.interpreterOffered,
			series: plan.meetings > 1,
			childId: '',
			children: childName ? [{ childId: '', givenName: childName }] : [],
			state: 'open',
			slots: plan.slots.map((slot) => ({ slotId: '', left: plan.places, ...span(slot, timeZone) })),
			placesLeft: plan.slots.length * plan.places,
			opensAt: null,
			closesAt: null,
		},
		{ locale, timeZone },
	);
	return { look, title, days, time, where, choose };
}

function span({ day, from, till }: PlannedSlot, timeZone: string) {
	return { startsAt: instantOf(day, from, timeZone), endsAt: instantOf(day, till, timeZone) };
}
