// npm run messages: compiles messages/ into src/lib/paraglide, with the same options as the build.
import { compileMessages } from '../build-tools/paraglide.ts';

await compileMessages();
