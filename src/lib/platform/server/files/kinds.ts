// What a file is, by its bytes: its name and what the browser says about it are not asked.

export const fileKinds = ['picture', 'audio', 'pdf'] as const;
export type FileKind = (typeof fileKinds)[number];

export interface Format {
	kind: FileKind;
	/** As it is served when it is kept as it came. */
	mediaType: string;
	ending: string;
	/** ffmpeg's own name of it, so that nothing in the bytes can choose another reader. */
	demuxer?: string;
}

const formats: { format: Format; is: (head: string) => boolean }[] = [
	{ format: picture('image/jpeg', 'jpg'), is: (head) => head.startsWith('\xff\xd8\xff') },
	{ format: picture('image/png', 'png'), is: (head) => head.startsWith('\x89PNG\r\n\x1a\n') },
	{
		format: picture('image/webp', 'webp'),
		is: (head) => head.startsWith('RIFF') && head.startsWith('WEBP', 8),
	},
	{ format: picture('image/avif', 'avif'), is: (head) => /^....ftypavi[fs]/s.test(head) },
	{ format: audio('audio/webm', 'webm', 'matroska'), is: (head) => head.startsWith('\x1a\x45\xdf\xa3') },
	{ format: audio('audio/ogg', 'ogg', 'ogg'), is: (head) => head.startsWith('OggS') },
	{
		format: audio('audio/wav', 'wav', 'wav'),
		is: (head) => head.startsWith('RIFF') && head.startsWith('WAVE', 8),
	},
	{
		format: audio('audio/mp4', 'm4a', 'mov'),
		is: (head) => /^....ftyp(M4A |M4B |mp4[12]|iso[m2-9]|dash|3gp)/s.test(head),
	},
	{
		format: audio('audio/mpeg', 'mp3', 'mp3'),
		is: (head) => head.startsWith('ID3') || /^\xff[\xe2-\xff]/.test(head),
	},
	{
		format: { kind: 'pdf', mediaType: 'application/pdf', ending: 'pdf' },
		is: (head) => head.startsWith('%PDF-'),
	},
];

/** What the bytes say that they are; undefined for anything that is not taken in. */
export function formatOf(bytes: Uint8Array): Format | undefined {
	const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
	return formats.find(({ is }) => is(head))?.format;
}

function picture(mediaType: string, ending: string): Format {
	return { kind: 'picture', mediaType, ending };
}
function audio(mediaType: string, ending: string, demuxer: string): Format {
	return { kind: 'audio', mediaType, ending, demuxer };
}
