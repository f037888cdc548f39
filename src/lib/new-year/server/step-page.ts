// What the page of each step shows, in the words of who reads.
import type { Reader } from '#lib/database/store.ts';
import { importOfYear } from '#lib/families/server/import-runs.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { m } from '#lib/paraglide/messages.js';
import { defaultSettings } from '#lib/school/settings.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { GroupOfYear, MomentOfYear } from '../plan.ts';
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
			return {
				step,
				year: open.plan.year.name,
				imported: await importLine(db, schoolId, open, to),
				rows: groupRows(open),
			};
		case 'teachers':
			return { step, ...teacherRows(open, to.locale) };
		case 'leavers': {
			const { settings } = await readSchool(db, schoolId);
			const keptDays = settings.leaverDays ?? defaultSettings.leaverDays;
			return { step, keptDays, ...leaverRows(open, group, to) };
		}
		case 'moments':
			return {
				step,
				rows: momentRows(open, to),
				named: open.now.namedMoments.map((moment) => momentRow(moment, open.now.groups, to)),
			};
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

/** When the file of the new year came in, and who did it; null: not yet. */
async function importLine(
	db: Reader,
	schoolId: string,
	{ plan, now }: OpenTurn,
	{ locale, timeZone }: Asked['to'],
): Promise<string | null> {
	const run = await importOfYear(db, schoolId, plan.year.name);
	if (!run) return null;
	const day = formatDayAndTime(run.appliedAt, locale, timeZone);
	const by = now.staff.find(({ id }) => id === run.staffId)?.name;
	const { name: year } = plan.year;
	return by
		? m.newyear_imported_by({ year, day, name: by }, { locale })
		: m.newyear_imported({ year, day }, { locale });
}

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
	// who leaves with the whole group, or was noted before, is no choice here
	const candidatesOf = ({ childIds }: GroupOfYear) =>
		now.children.filter(({ id }) => childIds.includes(id) && (chosen.has(id) || !leaving.has(id)));
	const highestFirst = classes.toSorted((a, b) => highestYear(b) - highestYear(a));
	// without a choice, the highest group of which somebody can be chosen: of a group 8 all leave already
	const group =
		classes.find(({ id }) => id === groupId) ?? highestFirst.find((one) => candidatesOf(one).length > 0);
	const candidates = group ? candidatesOf(group) : [];
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

const highestYear = ({ yearGroups }: GroupOfYear): number =>
	Math.max(0, ...yearGroups.map(Number).filter((year) => !Number.isNaN(year)));

function momentRows({ now, turn }: OpenTurn, to: Asked['to']) {
	return now.moments.map((moment) => ({
		...momentRow(moment, now.groups, to),
		isChosen: turn.choices.moments?.includes(moment.id) ?? false,
		isCopied: now.copied.includes(moment.id),
	}));
}

function momentRow(
	{ id, kind, title, wholeSchool, groupIds, firstDay }: MomentOfYear,
	groups: readonly GroupOfYear[],
	to: Asked['to'],
) {
	const names = groups.filter((group) => groupIds.includes(group.id)).map(({ name }) => name);
	const whom = wholeSchool ? m.newyear_whole_school({}, to) : formatList(names, to.locale);
	return {
		id,
		label: title ?? kindTexts[kind].name(to),
		under: [formatDay(firstDay, to.locale, to.timeZone), whom].filter(Boolean).join(' · '),
	};
}
