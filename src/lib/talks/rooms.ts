// Where a talk is, as the rules need it: the classroom of a teacher is a room too, though nobody wrote down its name.
const OWN = '@';

/** The room of a time at school; a teacher's own where none is named. */
export function roomOf(room: string | null, [lead = '']: readonly string[]): string {
	return room ?? OWN + lead;
}

/** The name that the school gave a room; null: the teacher's own. */
export function roomName(room: string | null): string | null {
	return room?.startsWith(OWN) ? null : room;
}
