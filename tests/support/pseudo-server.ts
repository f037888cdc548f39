// Preloaded (`--import`) into the built server that a test starts: its Dutch and its Arabic become the pseudo-locale.
import { registerHooks } from 'node:module';
import { pseudoServer } from './pseudo-texts.ts';

const texts = new URL('./pseudo-texts.ts', import.meta.url);

registerHooks({
	load(url, context, next) {
		const loaded = next(url, context);
		if (!url.includes('/build/server/') || !loaded.source) return loaded;
		const code = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
		const changed = pseudoServer(code, texts);
		return changed === undefined ? loaded : { ...loaded, source: changed };
	},
});
