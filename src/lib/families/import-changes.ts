/** A value in a row, as JSON keeps it. */
export type KeptValue = string | number | boolean | null | string[];

/** Rows of one table that an import touched. */
export interface RowChanges {
	/** Ids of the rows that it made, each with what it wrote. */
	made: { id: string; row: Record<string, KeptValue> }[];
	/** Fields that it changed, before and after. */
	changed: { id: string; from: Record<string, KeptValue>; to: Record<string, KeptValue> }[];
}

/** What an import did, so that it can be taken back. */
export interface ImportChanges {
	groups: RowChanges;
	children: RowChanges;
	staff: RowChanges;
	guardians: RowChanges;
	/** Children who joined or left a group. */
	joined: { groupId: string; childId: string }[];
	left: { groupId: string; childId: string }[];
	/** Teachers who were put before a group, or taken away from one. */
	taught: { groupId: string; staffId: string }[];
	untaught: { groupId: string; staffId: string }[];
	guardianships: { guardianId: string; childId: string }[];
}
