/** The app can't start, and the message tells whoever runs it what to do: shown without a stack. */
export class RefusedStart extends Error {
	// the built server and the entry each have their own copy of this class, and know it by its name
	override name = 'RefusedStart';
}
