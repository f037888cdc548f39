import * as v from 'valibot';

const day = v.pipe(v.string('not_a_date'), v.isoDate('not_a_date'));
const ids = v.array(v.pipe(v.string(), v.maxLength(60)));
/** Names of groups, or nothing. */
const names = v.array(v.pipe(v.string(), v.maxLength(64, 'too_long')));

/** The forms of the steps; lists belong together by their order. */
export const yearSchema = v.object({ startsOn: day, endsOn: day });
export const groupsSchema = v.object({ fromId: ids, yearGroup: ids, name: names });
export const teachersSchema = v.object({ group: names, first: ids, other: ids });
export const leaversSchema = v.object({ lastDay: day, child: ids });
export const momentsSchema = v.object({ moment: ids });
export const cardSchema = v.object({ copy: v.optional(v.string()) });
