// The draw of a round as who runs it sees it: whose lots there are, and after the draw who got what.
import type { Reader } from '#lib/database/store.ts';
import { readDraw, readLots } from './draw.ts';
import type { StaffRoundPage } from './for-staff.ts';

export interface StaffDraw {
	drawsAt: Date;
	drawnAt: Date | null;
	seal: string;
	/** From the draw on. */
	seed: string | null;
	/** In the order of the numbers; after the draw in the line. */
	lots: {
		number: number;
		/** Given names. */
		children: string[];
		place: number | null;
		wish: number | null;
		first: boolean;
		withNumber: number | null;
	}[];
	/** How many lots got their first, second and third wish. */
	got: [number, number, number];
	none: number;
}

/** Undefined for who may not run the round, for a draft and where there is no draw. What families wished is in no list. */
export async function staffDraw(db: Reader, page: StaffRoundPage): Promise<StaffDraw | undefined> {
	const { round, mayRun, children } = page;
	const draw = mayRun && round.drawsAt ? await readDraw(db, round) : undefined;
	if (!draw || !round.drawsAt) return undefined;
	const line = draw.record?.line ?? [];
	const first = new Set(line.filter((one) => one.first).map(({ number }) => number));
	const nameOf = new Map(children.map(({ childId, givenName }) => [childId, givenName]));
	const lots = (await readLots(db, round)).map(({ guardianId, wishes, number, place, wish, withNumber }) => {
		const wished = [...new Set(wishes.flat().map(({ childId }) => childId))];
		const own = children.filter((child) => child.guardians.some((one) => one.guardianId === guardianId));
		const ids = wished.length > 0 ? wished : own.map(({ childId }) => childId);
		return {
			...{ number, place, wish, withNumber },
			children: ids.flatMap((id) => nameOf.get(id) ?? []),
			first: first.has(withNumber ?? number),
		};
	});
	const got = (wish: number) => line.filter((one) => one.wish === wish).length;
	return {
		drawsAt: round.drawsAt,
		drawnAt: round.drawnAt,
		seal: draw.seal,
		seed: draw.record ? draw.seed : null,
		lots: lots.sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || a.number - b.number),
		got: [got(0), got(1), got(2)],
		none: line.filter(({ wish }) => wish === null).length,
	};
}
