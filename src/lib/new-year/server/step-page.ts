// What the page of each step shows, in the words of who reads.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { m } from '#lib/paraglide/messages.js';
import { defaultSettings } from '#lib/school/settings.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { proposeGroups, yearOf } from '../propose.ts';
import type { Step } from '../steps.ts';
import type { OpenTurn } from './turn.ts';

interface Asked {
	open: OpenTurn;
	step: Step;
	/** The group whose children are shown, on the page of leavers. */
	group: string | null;
	to: { locale: Locale; timeZone: string };
}

export async function stepPage(db: Reader, schoolId: string, { open, step, group, to }: Asked) {
	switch (step) {
		case 'year':
			return { step, ...open.plan.year, isThere: open.plan.year.existingId !== null };
		case 'groups':
			return { step, year: open.plan.year.name, rows: groupRows(open) };
		case 'teachers':
			return { step, ...teacherRows(open, to.locale) };
		case 'leavers': {
			const { settings } = await readSchool(db, schoolId);
			const keptDays = settings.leaverDays ?? defaultSettings.leaverDays;
			return { step, keptDays, ...leaverRows(open, group, to) };
		}
		case 'moments':
			return { step, rows: await momentRows(db, schoolId, open, to) };
		case 'card':
			return {
				step,
				hasCard: open.now.hasCard,
				isThere: open.now.newCard,
				copy: open.turn.choices.card !== false,
			};
	}
}
export type StepPage = Awaited<ReturnType<typeof stepPage>>;

function groupRows({ now, turn }: OpenTurn) {
	const children = new Map(now.children.map((child) => [child.id, child]));
	const chosen = turn.choices.groups ?? [];
	return proposeGroups(now).flatMap(({ fromId, yearGroup, name }) => {
		const group = now.groups.find(({ id }) => id === fromId);
		if (!group) return [];
		const choice = chosen.find((one) => one.fromId === fromId && one.yearGroup === yearGroup);
		const count = group.childIds.filter((id) => {
			const child = children.get(id);
			return child && yearOf(child, group) === yearGroup;
		}).length;
		return [
			{
				fromId,
				yearGroup,
				isAcross: group.kind === 'across',
				from: group.name,
				count,
				name: (choice ? choice.name : name) ?? '',
			},
		];
	});
}

function teacherRows({ now, plan }: OpenTurn, locale: Locale) {
	const nameOf = new Map(now.staff.map(({ id, name }) => [id, name]));
	return {
		staff: now.staff.map(({ id, name }) => ({ value: id, label: name })),
		rows: plan.groups.map(({ key, name, staffIds, staffThere }) => ({
			key,
			name,
			first: staffIds[0] ?? '',
			other: staffIds[1] ?? '',
			there: formatList(
				staffThere.map((id) => nameOf.get(id) ?? ''),
				locale,
			),
		})),
	};
}

function leaverRows({ now, plan, turn }: OpenTurn, groupId: string | null, to: Asked['to']) {
	const chosen = new Set(turn.choices.leavers?.childIds);
	const day = (when: string) => formatDay(when, to.locale, to.timeZone, { year: true });
	const leaving = new Set(plan.leavers.map(({ id }) => id));
	const classes = now.groups.filter(({ kind }) => kind === 'class');
	const group = classes.find(({ id }) => id === groupId);
	// who leaves with the whole group, or was noted before, is no choice here
	const candidates = now.children.filter(
		({ id }) => group?.childIds.includes(id) && (chosen.has(id) || !leaving.has(id)),
	);
	return {
		lastDay: turn.choices.leavers?.lastDay ?? now.from.endsOn,
		leavers: plan.leavers.map(({ id, name, group: from, lastDay }) => ({
			id,
			name,
			under: m.newyear_leavers_last_noted({ group: from, day: day(lastDay) }, to),
		})),
		groups: classes.map(({ id, name }) => ({ value: id, label: name })),
		group: group?.id ?? '',
		candidates: candidates.map(({ id, name }) => ({ id, name, leaves: chosen.has(id) })),
		/** Chosen in other groups: they stay chosen. */
		others: [...chosen].filter((id) => !candidates.some((child) => child.id === id)),
	};
}

async function momentRows(db: Reader, schoolId: string, { now, turn }: OpenTurn, to: Asked['to']) {
	const { moment } = db.t;
	const ids = now.moments.map(({ id }) => id);
	const rows =
		ids.length === 0
			? []
			: await db
					.select({ id: moment.id, kind: moment.kind, title: moment.title })
					.from(moment)
					.where(and(eq(moment.schoolId, schoolId), inArray(moment.id, ids)))
					.orderBy(asc(moment.id));
	const look = new Map(rows.map((row) => [row.id, row]));
	const groupName = new Map(now.groups.map(({ id, name }) => [id, name]));
	return now.moments.map(({ id, wholeSchool, groupIds, firstDay }) => {
		const row = look.get(id);
		const groups = groupIds.map((group) => groupName.get(group) ?? '').filter(Boolean);
		const kind = row ? kindTexts[row.kind].name(to) : '';
		return {
			id,
			label: row?.title ?? kind,
			under: [
				formatDay(firstDay, to.locale, to.timeZone),
				wholeSchool ? m.newyear_whole_school({}, to) : formatList(groups, to.locale),
			]
				.filter(Boolean)
				.join(' · '),
			isChosen: turn.choices.moments?.includes(id) ?? false,
			isCopied: now.copied.includes(id),
		};
	});
}
