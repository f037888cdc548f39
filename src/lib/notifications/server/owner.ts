/**
 * The guardian whose notices and devices these are. A `ParentActor` is one; named by shape, because accounts hands
 * notifications its mails, and the two must not know each other.
 */
export interface Owner {
	readonly schoolId: string;
	readonly guardianId: string;
	readonly sessionId: string;
	/** By child id: those that the guardian may see at this moment. */
	readonly children: ReadonlyMap<string, { readonly level: string }>;
}
