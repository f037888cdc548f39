// A round of ten-minute talks of two classes: half of the families gave times, the school still has to make the schedule.
import type { Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf, instantOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { TIME_ZONE } from '#lib/school/server/create.ts';
import { roundDefaults } from '#lib/talks/round-defaults.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import type { RoundPlan } from '#lib/talks/round-form.ts';
import { saveReply } from '#lib/talks/server/reply.ts';
import { guardiansOfGroup } from './families.ts';
import { asParent, classes } from './moments.ts';
import { planAndPublish } from './plan-round.ts';
import { asStaff } from './staff.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Published some days ago, for the days after the autumn holiday. */
export async function addTalks(store: Store, schoolId: string, head: string, now: Date): Promise<void> {
	const past = new Date(now.getTime() - 8 * DAY);
	// classes that nobody looks through by hand
	const groups = (await classes(store, schoolId)).slice(2, 4).map(({ groupId }) => groupId);
	if (groups.length === 0) return;
	let monday = addDays(dayOf(now, TIME_ZONE), 28);
	while (weekdayOf(monday) !== 1) monday = addDays(monday, 1);
	const plan = await asStaff(store, schoolId, head, past, (joke) =>
		planAndPublish(store, joke, (weeks) => planOf(groups, addDays(monday, 7 * weeks)), past),
	);
	if (!plan) return;
	const { roundId, firstDay } = plan;
	for (const groupId of groups) {
		const families = await guardiansOfGroup(store, schoolId, groupId);
		for (const [turn, { guardianId }] of families.entries()) {
			if (turn % 3 === 2) continue;
			const day = addDays(firstDay, turn % 2);
			const times = [
				{ from: '15:00', till: '16:30', preferred: turn % 4 === 0 },
				{ from: '16:30', till: '17:30', preferred: false },
			].map(({ from, till, preferred }) => ({
				startsAt: instantOf(day, from, TIME_ZONE),
				endsAt: instantOf(day, till, TIME_ZONE),
				preferred,
			}));
			const how = { together: true, apart: false, withChild: null, place: null, mayAskParent: false };
			await asParent(store, schoolId, guardianId, past, (parent) =>
				saveReply(store, asReplier(parent), {
					...{ ...how, roundId, answer: 'times', times, interpreter: null, address: null, now: past },
				}),
			);
		}
	}
}

function planOf(groups: string[], firstDay: string): RoundPlan {
	const { minutes, pauseMinutes, inARow, questions } = roundDefaults.ten_minutes;
	return {
		...{ roundId: newId(), kind: 'ten_minutes', way: 'plan', drawsOn: '', groups, title: null, note: null },
		...{ places: ['school'], child: 'without', minutes, pauseMinutes, inARow },
		...{ firstDay, lastDay: addDays(firstDay, 3), weekdays: [1, 2, 3, 4], together: false },
		...{ from: '15:00', till: '17:30', breakFrom: '', breakTill: '', interpreterOffered: true },
		...{ opensOn: '', opensTime: '' },
		...{ closesOn: addDays(firstDay, -5), questions: [...questions], ownQuestion: null, ownChoices: [] },
		childAsks: true,
	};
}
