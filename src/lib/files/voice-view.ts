/** What somebody at school said of a thing, in a language that the reader understands. */
export interface VoiceView {
	href: string;
	/** Which language, in the reader's. */
	label: string;
	/** Tag of the language of the label. */
	lang: string;
}
