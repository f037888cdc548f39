import { expect, test } from 'vitest';
import { firstWeeks, holidaysOf, regions, schoolYearDays, schoolYearOn } from './holidays.ts';

const years = ['2026-2027', '2027-2028', '2028-2029'];

test('every holiday starts on a Saturday, ends on a Sunday and comes after the one before', () => {
	const weekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay();
	for (const year of years)
		for (const region of regions) {
			const holidays = holidaysOf(year, region);
			expect(holidays.map(({ kind }) => kind)).toEqual(['autumn', 'christmas', 'spring', 'may', 'summer']);
			expect(holidays.map(({ startsOn, endsOn }) => [weekday(startsOn), weekday(endsOn)])).toEqual(
				Array(5).fill([6, 0]),
			);
			const days = holidays.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]);
			expect(days).toEqual(days.toSorted());
		}
});

test('how long they last: a week, two at Christmas, six in summer', () => {
	const lengths = years.flatMap((year) =>
		regions.map((region) =>
			holidaysOf(year, region).map(
				({ startsOn, endsOn }) => (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1,
			),
		),
	);
	expect(lengths).toEqual(Array(9).fill([9, 16, 9, 9, 44]));
});

test('what the law sets and what is advice', () => {
	expect(holidaysOf('2027-2028', 'zuid').filter(({ compulsory }) => compulsory)).toEqual([
		{ kind: 'christmas', startsOn: '2027-12-25', endsOn: '2028-01-09', compulsory: true },
		{ kind: 'may', startsOn: '2028-04-29', endsOn: '2028-05-07', compulsory: true },
		{ kind: 'summer', startsOn: '2028-07-22', endsOn: '2028-09-03', compulsory: true },
	]);
	expect(holidaysOf('2040-2041', 'zuid')).toEqual([]);
});

test('a school year runs from summer to summer', () => {
	expect(schoolYearDays('2026-2027', 'midden')).toEqual({
		name: '2026-2027',
		startsOn: '2026-08-31',
		endsOn: '2027-07-16',
	});
	expect(schoolYearDays('2027-2028', 'noord')).toMatchObject({
		startsOn: '2027-08-23',
		endsOn: '2028-07-14',
	});
	expect(schoolYearDays('2040-2041', 'noord')).toMatchObject({
		startsOn: '2040-08-01',
		endsOn: '2041-07-31',
	});
});

test('the year of a day; in the summer holiday it is the one that comes', () => {
	expect(schoolYearOn('2026-11-21', 'midden').name).toBe('2026-2027');
	expect(schoolYearOn('2027-07-16', 'midden').name).toBe('2026-2027');
	expect(schoolYearOn('2027-07-17', 'midden').name).toBe('2027-2028');
	expect(schoolYearOn('2027-07-17', 'zuid').name).toBe('2026-2027');
	expect(schoolYearOn('2026-07-20', 'midden').name).toBe('2026-2027');
	expect(schoolYearOn('2026-01-05', 'noord').name).toBe('2025-2026');
});

test('the first two weeks after the summer: of this year, and once they are over of the next', () => {
	const weeks = (today: string) => firstWeeks('2026-2027', 'midden', today);
	expect(weeks('2026-09-01')).toEqual({ firstDay: '2026-08-31', lastDay: '2026-09-11' });
	const next = weeks('2026-09-12');
	expect(next?.firstDay).toBe(schoolYearDays('2027-2028', 'midden').startsOn);
	expect(firstWeeks('2040-2041', 'midden', '2040-10-01')).toBeUndefined();
});
