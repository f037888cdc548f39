import { keyParentActs, keyParentPage } from '#lib/app/server/key-parent-acts.ts';
import { KEY_PARENT_PATH } from '#lib/buddies/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => keyParentPage(event);

const acts = keyParentActs(KEY_PARENT_PATH);

export const actions: Actions = { agree: acts.agree, stop: acts.stop, note: acts.note };
