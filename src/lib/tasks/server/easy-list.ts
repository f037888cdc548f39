// The easy view's list of what one can help with: a picture each, own ones first.
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { EasyTaskScreen, EasyTile } from '../easy-screen.ts';
import { roleCard, taskCard } from '../words.ts';
import { tasksForParent } from './for-parent.ts';
import { timesHelped } from './helped.ts';
import { rolesForParent } from './interest.ts';

/** As one screen; `pathOf`: where one task is in the easy view. */
export async function easyTaskList(
	db: Reader,
	parent: ParentActor,
	{ locale, now, pathOf }: { locale: Locale; now: Date; pathOf: (taskId: string) => string },
): Promise<EasyTaskScreen> {
	const into = { locale };
	const words = { locale, timeZone: parent.school.timeZone };
	const all = await tasksForParent(db, parent, now);
	const year = await findSchoolYear(db, parent.schoolId, dayOf(now, words.timeZone));
	const roles = year ? await rolesForParent(db, parent, year.id) : [];
	const helped = year ? await timesHelped(db, parent, { schoolYearId: year.id, now }) : 0;
	const tasks = all.map((one): EasyTile => {
		const { look, days, time, left, full, mine, waits, ...card } = taskCard(one, words);
		return {
			...{ title: card.title, titleIn: card.titleIn, icon: look.icon, tint: look.tint },
			under: [days, time ?? card.times].filter(Boolean).join(', '),
			chip: mine
				? { words: m.tasks_mine({}, into), icon: 'check', tone: 'settled' }
				: {
						words: waits ?? left,
						icon: full || waits ? 'hourglass' : 'people',
						tone: full || waits ? 'waiting' : undefined,
					},
			href: pathOf(one.taskId),
		};
	});
	const lasting = roles.map((one): EasyTile => {
		const { look, title, titleIn, mine } = roleCard(one, words);
		return {
			...{ title, titleIn, icon: look.icon, tint: look.tint, href: pathOf(one.taskId) },
			under: m.tasks_roles({}, into),
			chip: mine ? { words: m.tasks_interested({}, into), icon: 'check', tone: 'settled' } : undefined,
		};
	});
	const isMine = ({ chip }: EasyTile) => chip?.tone === 'settled';
	const tiles = [...tasks, ...lasting];
	return {
		...{ over: null, title: m.tasks_title({}, into), titleIn: null, back: '/easy/join' },
		notices: [
			...(helped > 0
				? [
						{
							...{ tone: 'settled' as const, icon: 'heart' as const },
							title: m.tasks_helped({ count: helped }, into),
						},
					]
				: []),
			...(tiles.length === 0 ? [{ tone: 'info' as const, title: m.tasks_none_title({}, into) }] : []),
		],
		...{ lines: [], note: null, more: [], share: null },
		tiles: [...tiles.filter(isMine), ...tiles.filter((one) => !isMine(one))],
	};
}
