import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';

const findById = compiled<{ id: string }>('find_school')((db: Reader, p) => {
	const { school } = db.t;
	return db
		.select({
			id: school.id,
			name: school.name,
			timeZone: school.timeZone,
			region: school.region,
			street: school.street,
			postcode: school.postcode,
			city: school.city,
			phone: school.phone,
			email: school.email,
			settings: school.settings,
		})
		.from(school)
		.where(eq(school.id, p.id));
});

export type School = Awaited<ReturnType<typeof findById>>[number];

/** The school of an actor. Throws when it is not there: an actor without a school is a bug. */
export async function readSchool(db: Reader, id: string): Promise<School> {
	const [found] = await findById(db, { id });
	if (!found) throw new Error('no such school');
	return found;
}

/** True when no school was made yet; the app then shows how. */
export async function hasNoSchool(db: Reader): Promise<boolean> {
	return (await db.$count(db.t.school)) === 0;
}
