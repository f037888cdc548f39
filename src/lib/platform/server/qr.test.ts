import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { qrPath } from './qr.ts';

/** Draws the path as pixels, eight to a unit, with the quiet zone around it. */
function draw({ size, path }: ReturnType<typeof qrPath>): { data: Uint8ClampedArray; side: number } {
	const scale = 8;
	const side = (size + 8) * scale;
	const data = new Uint8ClampedArray(side * side * 4).fill(255);
	for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
		for (let row = 0; row < scale; row++)
			for (let column = 0; column < Number(length) * scale; column++) {
				const pixel = ((Number(y) + 4) * scale + row) * side + (Number(x) + 4) * scale + column;
				data.fill(0, pixel * 4, pixel * 4 + 3);
			}
	return { data, side };
}

test.each(['https://school.example/i/K7M4PQX2RT', `https://a-long-name.school.example/d/${'x'.repeat(43)}`])(
	'%s is read back by a scanner',
	(text) => {
		const { data, side } = draw(qrPath(text));
		expect(jsQR(data, side, side)?.data).toBe(text);
	},
);
