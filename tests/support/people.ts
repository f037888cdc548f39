// The named school and families of all tests: the same few people everywhere, with fixed ids.
import type { ParentActor, Role, StaffActor } from '#lib/accounts/server/actors.ts';
import { findActor, startSession } from '#lib/accounts/server/sessions.ts';
import type { Store } from '#lib/database/store.ts';
import { defaultSettings } from '#lib/school/settings.ts';

/** A Tuesday morning in the autumn, in Amsterdam. All tests live on this day unless they say otherwise. */
export const today = new Date('2026-10-06T08:00:00+02:00');

export const schoolId = 'vuurvogel';
export const otherSchoolId = 'regenboog';

const SCHOOLS = [
	{ id: schoolId, name: 'OBS De Vuurvogel', brin: '99ZZ' },
	{ id: otherSchoolId, name: 'De Regenboog', brin: '99YY' },
] as const;

const GROUPS = [
	{ schoolId, id: 'zonnebloem', name: 'Groep 1/2 Zonnebloem', yearGroups: ['1', '2'] },
	{ schoolId, id: 'groep4', name: 'Groep 4', yearGroups: ['4'] },
	{ schoolId, id: 'groep7', name: 'Groep 7', yearGroups: ['7'] },
	{ schoolId: otherSchoolId, id: 'regenboog3', name: 'Groep 3', yearGroups: ['3'] },
] as const;

const CHILDREN = [
	{
		schoolId,
		id: 'elif',
		givenName: 'Elif',
		prefix: null,
		surname: 'Yıldırım',
		birthDate: '2021-11-03',
		groups: ['zonnebloem'],
	},
	{
		schoolId,
		id: 'emre',
		givenName: 'Emre',
		prefix: null,
		surname: 'Yıldırım',
		birthDate: '2018-05-21',
		groups: ['groep4'],
	},
	{
		schoolId,
		id: 'ilyas',
		givenName: 'Ilyas',
		prefix: 'el',
		surname: 'Bakkali',
		birthDate: '2021-12-19',
		groups: ['zonnebloem'],
	},
	{
		schoolId,
		id: 'zuzia',
		givenName: 'Zuzia',
		prefix: null,
		surname: 'Kowalczyk',
		birthDate: '2022-04-25',
		groups: ['zonnebloem'],
	},
	{
		schoolId,
		id: 'sem',
		givenName: 'Sem',
		prefix: 'de',
		surname: 'Wit',
		birthDate: '2015-03-01',
		groups: ['groep7'],
	},
	{
		schoolId,
		id: 'mees',
		givenName: 'Mees',
		prefix: null,
		surname: 'Bos',
		birthDate: '2018-02-02',
		groups: ['groep4'],
		leftOn: '2026-09-11',
	},
	{
		schoolId: otherSchoolId,
		id: 'noor',
		givenName: 'Noor',
		prefix: null,
		surname: 'Aa',
		birthDate: '2019-08-30',
		groups: ['regenboog3'],
	},
] as const;

const GUARDIANS = [
	{ schoolId, id: 'ayse', name: 'Ayşe Yıldırım', email: 'ayse.yildirim.tr@ouders.example', locale: 'tr' },
	{ schoolId, id: 'mehmet', name: 'Mehmet Yıldırım', email: 'mehmet.yildirim@ouders.example', locale: 'tr' },
	{ schoolId, id: 'fatima', name: 'Fatima el Bakkali', email: 'fatima.bakkali@ouders.example', locale: 'ar' },
	{
		schoolId,
		id: 'agnieszka',
		name: 'Agnieszka Kowalczyk',
		email: 'agnieszka.kowalczyk@ouders.example',
		locale: 'pl',
	},
	{ schoolId, id: 'johan', name: 'Johan de Wit', email: null, locale: 'nl' },
	/** Information only: the other parent has the say. */
	{ schoolId, id: 'ahmet', name: 'Ahmet Yıldırım', email: 'ahmet.yildirim@ouders.example', locale: 'nl' },
	/** A court's order: sees nothing of Elif. */
	{ schoolId, id: 'kerem', name: 'Kerem Yıldırım', email: 'kerem@ouders.example', locale: 'tr' },
	/** The child left the school. */
	{ schoolId, id: 'wilma', name: 'Wilma Bos', email: 'wilma.bos@ouders.example', locale: 'nl' },
	{
		schoolId: otherSchoolId,
		id: 'nora',
		name: 'Nora van der Aa',
		email: 'nora.aa@ouders.example',
		locale: 'nl',
	},
] as const;

const GUARDIANSHIPS = [
	{ schoolId, guardianId: 'ayse', childId: 'elif', level: 'full' },
	{ schoolId, guardianId: 'ayse', childId: 'emre', level: 'full' },
	{ schoolId, guardianId: 'mehmet', childId: 'elif', level: 'full' },
	{ schoolId, guardianId: 'fatima', childId: 'ilyas', level: 'full' },
	{ schoolId, guardianId: 'agnieszka', childId: 'zuzia', level: 'full' },
	{ schoolId, guardianId: 'johan', childId: 'sem', level: 'full' },
	{ schoolId, guardianId: 'ahmet', childId: 'elif', level: 'information' },
	{ schoolId, guardianId: 'kerem', childId: 'elif', level: 'nothing' },
	{ schoolId, guardianId: 'wilma', childId: 'mees', level: 'full' },
	{ schoolId: otherSchoolId, guardianId: 'nora', childId: 'noor', level: 'full' },
] as const;

const STAFF: { schoolId: string; id: string; name: string; roles: Role[]; groups: string[] }[] = [
	{ schoolId, id: 'marieke', name: 'Marieke Koster', roles: ['teacher'], groups: ['zonnebloem'] },
	{ schoolId, id: 'selin', name: 'Selin Aydın', roles: ['teacher'], groups: ['groep4'] },
	{ schoolId, id: 'naima', name: 'Naima Azzouzi', roles: ['coordinator'], groups: [] },
	{ schoolId, id: 'petra', name: 'Petra Smit', roles: ['office'], groups: [] },
	{ schoolId, id: 'joke', name: 'Joke van Dam', roles: ['head'], groups: [] },
	{
		schoolId: otherSchoolId,
		id: 'henk',
		name: 'Henk Vos',
		roles: ['head', 'teacher'],
		groups: ['regenboog3'],
	},
];

export type GuardianName = (typeof GUARDIANS)[number]['id'];
export type StaffName = 'marieke' | 'selin' | 'naima' | 'petra' | 'joke' | 'henk';

const DAY = 24 * 60 * 60 * 1000;

/** Puts the named schools, groups, children, guardians and staff into the database. */
export async function addPeople(store: Store): Promise<void> {
	const createdAt = new Date(today.getTime() - 30 * DAY);
	await store.transact(async (tx) => {
		const { t } = tx;
		await tx.insert(t.installation).values({ id: 'installation', madeBy: 'school', createdAt });
		for (const school of SCHOOLS) {
			await tx.insert(t.school).values({
				...school,
				region: 'midden',
				timeZone: 'Europe/Amsterdam',
				street: 'Kastanjelaan 12',
				postcode: '3000 AA',
				city: 'Brugstad',
				phone: '010 555 01 00',
				email: 'info@school.example',
				settings: defaultSettings,
				createdAt,
			});
			await tx.insert(t.schoolYear).values({
				schoolId: school.id,
				id: '2026',
				name: '2026-2027',
				startsOn: '2026-08-31',
				endsOn: '2027-07-16',
			});
		}
		await tx.insert(t.group).values(
			GROUPS.map((group) => ({
				...group,
				yearGroups: [...group.yearGroups],
				schoolYearId: '2026',
				kind: 'class' as const,
				sortKey: group.name.toLowerCase(),
				createdAt,
			})),
		);
		await tx.insert(t.child).values(
			CHILDREN.map(({ groups: _, ...child }) => ({
				...child,
				sortKey: `${child.surname} ${child.givenName}`.toLowerCase(),
				createdAt,
			})),
		);
		await tx
			.insert(t.groupChild)
			.values(
				CHILDREN.flatMap(({ schoolId, id, groups }) =>
					groups.map((groupId) => ({ schoolId, groupId, childId: id })),
				),
			);
		await tx.insert(t.guardian).values(
			GUARDIANS.map((guardian) => ({
				...guardian,
				emailKey: guardian.email?.toLowerCase() ?? null,
				writtenLanguage: guardian.locale,
				spokenLanguage: guardian.locale,
				createdAt,
			})),
		);
		await tx
			.insert(t.guardianship)
			.values(GUARDIANSHIPS.map((guardianship, index) => ({ ...guardianship, position: index + 1 })));
		await tx.insert(t.staffMember).values(
			STAFF.map(({ schoolId, id, name }) => ({
				schoolId,
				id,
				name,
				email: `${id}@school.example`,
				emailKey: `${id}@school.example`,
				languages: ['nl'],
				days: [1, 2, 4],
				status: 'active' as const,
				createdAt,
			})),
		);
		await tx
			.insert(t.staffRole)
			.values(
				STAFF.flatMap(({ schoolId, id, roles }) =>
					roles.map((role) => ({ schoolId, staffId: id, role, givenAt: createdAt })),
				),
			);
		await tx
			.insert(t.groupTeacher)
			.values(
				STAFF.flatMap(({ schoolId, id, groups }) =>
					groups.map((groupId) => ({ schoolId, groupId, staffId: id })),
				),
			);
	});
}

/** The guardian, signed in through a real session, with the rights of now. */
export async function asParent(
	store: Store,
	guardianId: GuardianName,
	{ strength = 'confirmed', now = today }: { strength?: 'code' | 'confirmed'; now?: Date } = {},
): Promise<ParentActor> {
	const school = GUARDIANS.find(({ id }) => id === guardianId)?.schoolId ?? schoolId;
	const { cookie } = await store.transact((tx) =>
		startSession(tx, { schoolId: school, person: { guardianId }, strength, device: 'Chrome, Android', now }),
	);
	return (await findActor(store, cookie, now)) as ParentActor;
}

/** The staff member, signed in through a real session with a passkey, with the rights of now. */
export async function asStaff(
	store: Store,
	staffId: StaffName,
	{ passkey = true, now = today }: { passkey?: boolean; now?: Date } = {},
): Promise<StaffActor> {
	const school = STAFF.find(({ id }) => id === staffId)?.schoolId ?? schoolId;
	const { cookie } = await store.transact((tx) =>
		startSession(tx, {
			schoolId: school,
			person: { staffId },
			strength: 'confirmed',
			passkey,
			device: 'Firefox, Windows',
			now,
		}),
	);
	return (await findActor(store, cookie, now)) as StaffActor;
}
