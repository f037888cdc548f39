import type { Actions, PageServerLoad } from './$types';
import { days, regionDays } from './actions/calendar.server.ts';
import { addFile, nameFile, removeFile } from './actions/files.server.ts';
import { discard, publish } from './actions/publishing.server.ts';
import { add, looked, move, remove, save, show } from './actions/sections.server.ts';
import { translate } from './actions/words.server.ts';
import { loadEditor } from './editor.server.ts';

export const load: PageServerLoad = loadEditor;

export const actions: Actions = {
	save,
	move,
	show,
	add,
	remove,
	looked,
	translate,
	addFile,
	nameFile,
	removeFile,
	days,
	regionDays,
	publish,
	discard,
};
