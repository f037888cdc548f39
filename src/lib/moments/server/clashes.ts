// What a plan, or a moment that was changed, gets in the way of: said beside the times, never forbidden.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { addDays, instantOf } from '#lib/platform/server/local-time.ts';
import { overlapping, whyTogether, type Because, type Busy } from '../clashes.ts';
import { kinds, type MomentKind } from '../kinds.ts';
import { inOrder, type PlannedSlot, type TimeSpan } from '../week-plan.ts';
import type { YearEntry } from '../year-plan.ts';
import { mayRun, maySee } from './policy.ts';
import { teachersOfGroups } from './teachers.ts';
import { entriesOf, slotsBetween } from './year-plan.ts';

/** The times of one day that fall together with another moment. */
export interface PlanClash {
	day: string;
	/** Those of the plan, and the whole time of the other in which they fall. */
	times: readonly TimeSpan[];
	because: Because;
	other: Pick<YearEntry, 'momentId' | 'kind' | 'title' | 'groups' | 'from' | 'till' | 'draft'> & {
		/** Else it is said that there is something, and for whom, but not what it is called. */
		mayOpen: boolean;
	};
}

/** What is planned: times, for whom and where. */
export interface ToPlace {
	momentId: string;
	kind: MomentKind;
	groups: Busy['groups'];
	place: string | null;
	slots: readonly PlannedSlot[];
}

/**
 * What lies at the times of a plan for the same groups, their teachers or the same room, in order of time. Drafts of others
 * that one may not see stay out. Three queries, none for a plan without times.
 */
export async function clashesOf(db: Reader, staff: StaffActor, plan: ToPlace): Promise<PlanClash[]> {
	const slots = inOrder(plan.slots);
	const [first] = slots;
	const last = slots.at(-1);
	if (!first || !last) return [];
	const { timeZone } = staff.school;
	const span = {
		from: instantOf(first.day, '00:00', timeZone),
		till: instantOf(addDays(last.day, 1), '00:00', timeZone),
	};
	const standing = await slotsBetween(db, staff.schoolId, span);
	const teachersOn = await teachersOfGroups(db, staff.schoolId);
	const others = Map.groupBy(
		entriesOf(standing, teachersOn, timeZone).filter(({ momentId }) => momentId !== plan.momentId),
		({ day }) => day,
	);
	const place = kinds[plan.kind].at === 'home' ? null : plan.place;
	return [...Map.groupBy(slots, ({ day }) => day)].flatMap(([day, times]) => {
		const mine: Busy = { ...plan, place, day, times, teachers: teachersOn(plan.groups, day) };
		return (others.get(day) ?? []).flatMap((other): PlanClash[] => {
			const because = whyTogether(mine, other);
			const ids = other.groups.map(({ groupId }) => groupId);
			if (!because || (other.draft && !mayRun(staff, ids))) return [];
			const { momentId, kind, groups, from, till, draft } = other;
			const mayOpen = maySee(staff, ids);
			const title = mayOpen ? other.title : null;
			return [
				{
					day,
					times: overlapping(other, mine),
					because,
					other: { momentId, kind, title, groups, from, till, draft, mayOpen },
				},
			];
		});
	});
}
