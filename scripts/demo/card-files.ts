// What stands on the demo's card beside its words: a map of the way in, and a paper to download.
import sharp from 'sharp';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { readDraft } from '#lib/info-card/server/draft.ts';
import { keepCardWords } from '#lib/info-card/server/keep-words.ts';
import { putSectionFile } from '#lib/info-card/server/section-files.ts';
import { sectionOf } from '#lib/info-card/template.ts';

/** Building, yard, gate and the way to the door; no letters, so that no typeface is needed. */
const MAP = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="720" viewBox="0 0 1200 720">
<rect width="1200" height="720" fill="#eef3ea"/>
<rect y="600" width="1200" height="120" fill="#c9cfd6"/>
<path d="M0 660H1200" stroke="#fff" stroke-width="6" stroke-dasharray="40 30"/>
<rect x="180" y="120" width="840" height="400" rx="16" fill="#f6e7c4"/>
<rect x="260" y="120" width="520" height="220" rx="10" fill="#1f4e79"/>
<rect x="300" y="160" width="70" height="60" fill="#bcd7ee"/><rect x="410" y="160" width="70" height="60" fill="#bcd7ee"/>
<rect x="520" y="160" width="70" height="60" fill="#bcd7ee"/><rect x="630" y="160" width="70" height="60" fill="#bcd7ee"/>
<rect x="480" y="270" width="80" height="70" fill="#ffc845"/>
<circle cx="880" cy="260" r="70" fill="#5f9b6b"/><circle cx="940" cy="420" r="46" fill="#5f9b6b"/>
<path d="M180 520H460M580 520H1020" stroke="#5b4a2f" stroke-width="14"/>
<path d="M520 640V380" stroke="#c0392b" stroke-width="14" stroke-dasharray="30 22"/>
<path d="M484 400L520 352L556 400Z" fill="#c0392b"/>
</svg>`;

/** The smallest paper that is whole: one page with a line of text. */
function paper(line: string): Buffer {
	const text = `BT /F1 24 Tf 72 740 Td (${line}) Tj ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let written = '%PDF-1.4\n';
	const places = objects.map((object, at) => {
		const place = written.length;
		written += `${at + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(place).padStart(10, '0')} 00000 n \n`;
	});
	const start = written.length;
	written += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
	written += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
	return Buffer.from(written, 'latin1');
}

const MAP_TITLE = 'Zo loopt u van de poort naar de deur';
/** The same by people who speak the language; in Ukrainian nobody wrote it yet. */
const MAP_TITLES = {
	en: 'How to walk from the gate to the door',
	tr: 'Bahçe kapısından okul kapısına nasıl gidilir',
	ar: 'كيف تمشون من البوابة إلى الباب',
	pl: 'Jak dojść od bramy do drzwi',
};

/** Adds them to the draft of the card. */
export async function addCardFiles(
	store: Store,
	joke: StaffActor,
	{ yearId, dataDir, now }: { yearId: string; dataDir: string; now: Date },
): Promise<void> {
	const map = await sharp(Buffer.from(MAP)).png().toBuffer();
	const files = [
		{ sectionId: 'times', title: MAP_TITLE, bytes: map },
		{ sectionId: 'money', title: 'Schoolgids', bytes: paper('Schoolgids OBS De Vuurvogel') },
	];
	for (const file of files) {
		const put = await putSectionFile(store, joke, { ...file, yearId, dataDir, now });
		if (!('edited' in put) || !put.edited.ok) throw new Error(`the demo can’t keep a file: ${file.title}`);
	}
	const { sections } = await readDraft(store.read, joke.schoolId, yearId);
	const fileId = sectionOf(sections, 'times')?.files?.at(-1)?.fileId ?? '';
	const named = await keepCardWords(store, joke, {
		yearId,
		sectionId: 'times',
		name: `file.${fileId}`,
		of: { title: MAP_TITLE, text: '' },
		translations: Object.fromEntries(
			Object.entries(MAP_TITLES).map(([tag, title]) => [tag, { title, text: '' }]),
		),
		now,
	});
	if (!named.ok) throw new Error(`the demo can’t name a file: ${named.refusal}`);
}
