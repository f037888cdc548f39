// A name as somebody at the demo school says it: three syllables made of nothing but numbers, so that no recording of a
// person is needed, and no tool. It sounds like a robot, and it is there to be played.

const RATE = 16_000;
const PITCH = 190;

/** ma-RIE-ke: how long each sound is, how loud, and the two tones of the mouth that make a vowel what it is (Hz). */
const SOUNDS = [
	{ ms: 90, loud: 0.35, tones: [280, 1100] }, // m
	{ ms: 150, loud: 0.8, tones: [800, 1300] }, // a
	{ ms: 50, loud: 0.3, tones: [420, 1400] }, // r
	{ ms: 240, loud: 1, tones: [290, 2300] }, // ie
	{ ms: 70, loud: 0, tones: [300, 1500] }, // k: a stop
	{ ms: 170, loud: 0.6, tones: [500, 1500] }, // e
];

/** A recording of it (WAV, mono, 16 bits). */
export function spokenName(): Buffer {
	const samples = SOUNDS.flatMap(({ ms, loud, tones }) => {
		const length = Math.round((ms / 1000) * RATE);
		return Array.from({ length }, (_, at) => {
			const fade = Math.min(1, at / 160, (length - at) / 160);
			return Math.round(12_000 * loud * fade * voice(at / RATE, tones));
		});
	});
	const data = Buffer.from(Int16Array.from(samples).buffer);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0, 'latin1');
	head.writeUInt32LE(36 + data.byteLength, 4);
	head.write('WAVEfmt ', 8, 'latin1');
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(RATE, 24);
	head.writeUInt32LE(RATE * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(data.byteLength, 40);
	return Buffer.concat([head, data]);
}

/** The overtones of a voice, loudest near the tones of the mouth. */
function voice(seconds: number, tones: readonly number[]): number {
	let sum = 0;
	for (let overtone = 1; overtone * PITCH < 3600; overtone++) {
		const pitch = overtone * PITCH;
		const near = tones.reduce((most, tone) => Math.max(most, Math.exp(-(((pitch - tone) / 180) ** 2))), 0.03);
		sum += near * Math.sin(2 * Math.PI * pitch * seconds);
	}
	return sum / 2;
}
