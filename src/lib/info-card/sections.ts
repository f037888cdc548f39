/** A section of the information card. Filled by the template of its `kind`, or written by the school (`own`). */
export interface Section {
	id: string;
	kind: string;
	icon: string;
	/** Numbers and times that the school set, by name; the template's texts take them. */
	values: Record<string, string | number>;
}
