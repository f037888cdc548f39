// The people who work at the demo school: the teachers of the import become active, the others are added.
import { and, eq } from 'drizzle-orm';
import type { Role, StaffActor } from '#lib/accounts/server/actors.ts';
import { endSession, findActor, startSession } from '#lib/accounts/server/sessions.ts';
import type { Store } from '#lib/database/store.ts';

interface Person {
	/** As the import or this file names them. */
	name: string;
	email: string;
	roles: Role[];
	calledName: string;
	saidAs: string | null;
	jobTitle: string;
	languages: string[];
	languagesALittle: string[];
	days: number[];
	bestWay?: 'call' | 'email' | 'gate';
	/** Name of the group that they teach, when the import does not say. */
	group?: string;
}

const PEOPLE: Person[] = [
	{
		name: 'Marieke Koster',
		email: 'm.koster@obsdevuurvogel.example',
		roles: ['teacher'],
		calledName: 'juf Marieke',
		saidAs: 'ma-RIE-ke',
		jobTitle: 'juf van groep 1/2 Zonnebloem',
		languages: ['nl', 'en'],
		languagesALittle: ['tr'],
		days: [1, 2, 4],
		bestWay: 'gate',
	},
	{
		name: 'Selin Aydın',
		email: 's.aydin@obsdevuurvogel.example',
		roles: ['teacher'],
		calledName: 'juf Selin',
		saidAs: 'SE-lin AJ-dun',
		jobTitle: 'juf van groep 4',
		languages: ['nl', 'tr', 'en'],
		languagesALittle: [],
		days: [1, 2, 3, 5],
		bestWay: 'email',
	},
	{
		name: 'Jeroen van der Veen',
		email: 'j.vanderveen@obsdevuurvogel.example',
		roles: ['teacher', 'care'],
		calledName: 'meester Jeroen',
		saidAs: null,
		jobTitle: 'intern begeleider',
		languages: ['nl', 'en'],
		languagesALittle: ['de'],
		days: [1, 2, 4, 5],
	},
	{
		name: 'Ingrid de Boer',
		email: 'i.deboer@obsdevuurvogel.example',
		roles: ['teacher'],
		calledName: 'juf Ingrid',
		saidAs: null,
		jobTitle: 'juf van groep 7',
		languages: ['nl', 'en'],
		languagesALittle: [],
		days: [1, 2, 3, 4],
	},
	{
		name: 'Naima Azzouzi',
		email: 'n.azzouzi@obsdevuurvogel.example',
		roles: ['coordinator'],
		calledName: 'Naima',
		saidAs: 'na-IE-ma',
		jobTitle: 'oudercoördinator',
		languages: ['nl', 'ar', 'ary'],
		languagesALittle: ['rif'],
		days: [1, 2, 3, 4, 5],
	},
	{
		name: 'Petra Smit',
		email: 'p.smit@obsdevuurvogel.example',
		roles: ['office'],
		calledName: 'Petra',
		saidAs: null,
		jobTitle: 'administratie',
		languages: ['nl', 'en'],
		languagesALittle: ['pl'],
		days: [1, 2, 3, 4, 5],
	},
];

/** Makes the people active with their rights and what parents read about them. Ids by name. */
export async function addStaff(store: Store, schoolId: string, now: Date): Promise<Map<string, string>> {
	const { staffMember } = store.t;
	const known = await store.read
		.select({ id: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(eq(staffMember.schoolId, schoolId));
	const ids = new Map(known.map(({ id, name }) => [name, id]));
	await store.transact(async (tx) => {
		for (const { roles, group: _, ...person } of PEOPLE) {
			const id = ids.get(person.name) ?? `demo-${person.email.split('@')[0]}`;
			const row = {
				...person,
				emailKey: person.email,
				emailShown: true,
				phone: '010 555 01 23',
				phoneShown: true,
				callFrom: '14:30',
				callTill: '16:00',
				gateFrom: '08:15',
				gateTill: '08:30',
				status: 'active' as const,
			};
			if (ids.has(person.name))
				await tx
					.update(staffMember)
					.set(row)
					.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, id)));
			else await tx.insert(staffMember).values({ ...row, schoolId, id, createdAt: now });
			ids.set(person.name, id);
			await tx
				.insert(tx.t.staffRole)
				.values(roles.map((role) => ({ schoolId, staffId: id, role, givenAt: now })));
		}
	});
	return ids;
}

/** Runs `work` as this staff member, through a session that ends with it. */
export async function asStaff<R>(
	store: Store,
	schoolId: string,
	staffId: string,
	now: Date,
	work: (staff: StaffActor) => Promise<R>,
): Promise<R> {
	const { id, cookie } = await store.transact((tx) =>
		startSession(tx, {
			schoolId,
			person: { staffId },
			strength: 'confirmed',
			passkey: true,
			device: 'demo',
			now,
		}),
	);
	const staff = await findActor(store, cookie, now);
	if (staff?.kind !== 'staff') throw new Error('the demo staff member is not active');
	try {
		return await work(staff);
	} finally {
		await store.transact((tx) => endSession(tx, schoolId, id));
	}
}
