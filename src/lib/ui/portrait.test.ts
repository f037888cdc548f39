import { expect, test } from 'vitest';
import { initials, tintOf } from './portrait.ts';

test.each([
	['Marieke Koster', 'MK'],
	['Jeroen van der Berg', 'JB'],
	['Selin', 'S'],
	['Anne-Marie', 'AM'],
	['  Şule   Öztürk ', 'ŞÖ'],
	['o’Neill', 'O'],
	["'t Hart", 'TH'],
	['Олена Шевченко', 'ОШ'],
	['فاطمة الزهراء', 'ف\u200Cا'],
	['', ''],
])('the initials of "%s" are "%s"', (name, letters) => {
	expect(initials(name)).toBe(letters);
});

test('a name has one tint, written either way', () => {
	expect(tintOf('Zoë Aydın')).toBe(tintOf('Zoë Aydın'.normalize('NFD')));
});

test('names spread over the tints', () => {
	const names = ['Marieke', 'Jeroen', 'Selin', 'Naima', 'Olena', 'Fatima', 'Ayşe', 'Piotr', 'Saar', 'Idris'];
	expect(new Set(names.map(tintOf)).size).toBeGreaterThan(3);
});
