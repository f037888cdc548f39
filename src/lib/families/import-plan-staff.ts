import { fold } from '#lib/platform/fold.ts';
import type { EdexFile, EdexStaff } from '#lib/school/edexml.ts';
import { keysOf, type Place } from './import-plan-groups.ts';
import {
	asked,
	type Answers,
	type ImportPlan,
	type ImportWrites,
	type Question,
	type SchoolNow,
	type StaffNow,
} from './import-types.ts';

export interface PlannedPeople {
	staff: ImportPlan['staff'];
	questions: Question[];
	writes: Pick<ImportWrites, 'newStaff' | 'changedStaff' | 'teach' | 'stopTeaching'>;
}

/**
 * Plans the staff of the file as proposals, who can do nothing before a person gives them rights: EDEXML's roles and
 * couplings must not give access by themselves. For someone who is active already, a new group is a question.
 */
export function planStaff(
	file: EdexFile,
	now: SchoolNow,
	places: ReadonlyMap<string, Place>,
	answers: Answers,
): PlannedPeople {
	const plan: PlannedPeople = {
		staff: { new: [], changed: [], unchanged: 0 },
		questions: [],
		writes: { newStaff: [], changedStaff: [], teach: [], stopTeaching: [] },
	};
	const taken = new Set<string>();
	for (const member of file.staff) {
		const groups = [
			...new Map(
				member.groupKeys.flatMap((key) => places.get(key) ?? []).map((place) => [place.handle, place]),
			).values(),
		];
		const known = findStaff(member, now.staff, taken);
		if (known) {
			taken.add(known.id);
			if (known.status === 'gone') plan.staff.unchanged++;
			else planKnown(member, known, groups, now, answers, plan);
			continue;
		}
		const handle = `new:staff:${member.key}`;
		const { key: edexKey, name, email } = member;
		plan.staff.new.push({ name, email, groups: groups.map((group) => group.name) });
		plan.writes.newStaff.push({ handle, row: { edexKey, name, email } });
		plan.writes.teach.push(...groups.map((group) => ({ group: group.handle, staff: handle })));
	}
	return plan;
}

/** By key, else by e-mail address, else by a name that nobody else has while no addresses contradict it. */
function findStaff(
	member: EdexStaff,
	staff: readonly StaffNow[],
	taken: ReadonlySet<string>,
): StaffNow | undefined {
	const free = staff.filter(({ id }) => !taken.has(id));
	const byKey = free.find(({ edexKey }) => edexKey === member.key);
	if (byKey) return byKey;
	const unkeyed = free.filter(({ edexKey }) => edexKey === null);
	const email = member.email?.toLowerCase();
	const byEmail = email ? unkeyed.find((known) => known.email?.toLowerCase() === email) : undefined;
	if (byEmail) return byEmail;
	const namesakes = unkeyed.filter((known) => fold(known.name) === fold(member.name));
	const [only] = namesakes;
	return namesakes.length === 1 && only && (!only.email || !email) ? only : undefined;
}

function planKnown(
	member: EdexStaff,
	known: StaffNow,
	groups: readonly Place[],
	now: SchoolNow,
	answers: Answers,
	plan: PlannedPeople,
): void {
	const proposed = known.status === 'proposed';
	// an address is what somebody signs in with: for who is active, only a person changes it
	const wanted: Partial<Omit<StaffNow, 'id' | 'status'>> = {
		edexKey: member.key,
		name: proposed ? member.name : known.name,
		email: proposed ? (member.email ?? known.email) : (known.email ?? member.email),
	};
	const set = Object.fromEntries(
		Object.entries(wanted).filter(([field, value]) => known[field as keyof StaffNow] !== value),
	);
	const before = new Set(
		now.taught.filter(({ staffId }) => staffId === known.id).map(({ groupId }) => groupId),
	);
	const added = groups.filter(({ handle }) => !before.has(handle));
	const question = !proposed && added.length > 0 ? groupsQuestion(member, added, answers) : undefined;
	if (question) plan.questions.push(question);
	const teach = proposed || question?.answer === 'give' ? added : [];
	const ours = new Set(now.groups.filter((group) => keysOf(group).length > 0).map(({ id }) => id));
	const kept = new Set(groups.map(({ handle }) => handle));
	const stop = proposed ? [...before].filter((id) => ours.has(id) && !kept.has(id)) : [];
	if (Object.keys(set).length + teach.length + stop.length === 0) {
		plan.staff.unchanged++;
		return;
	}
	const { name = known.name, email = known.email } = wanted;
	plan.staff.changed.push({ name, email, groups: groups.map((group) => group.name) });
	if (Object.keys(set).length > 0) plan.writes.changedStaff.push({ id: known.id, set });
	plan.writes.teach.push(...teach.map((group) => ({ group: group.handle, staff: known.id })));
	plan.writes.stopTeaching.push(...stop.map((groupId) => ({ groupId, staffId: known.id })));
}

function groupsQuestion(member: EdexStaff, added: readonly Place[], answers: Answers): Question {
	return asked(
		{
			key: `staff:${member.key}`,
			kinds: ['staff_groups'],
			about: member.name,
			line: member.line,
			detail: { groups: added.map(({ name }) => name) },
			choices: [
				{ value: 'give', kind: 'give', suggested: added.length <= 3 },
				{ value: 'not_now', kind: 'not_now', suggested: added.length > 3 },
			],
		},
		answers,
	);
}
